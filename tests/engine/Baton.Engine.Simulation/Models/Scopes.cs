namespace Baton.Engine.Simulation.Models;

/// <summary>Processes, sub-processes, event sub-processes and transactions.</summary>
internal sealed class Scopes(Draft draft, Guards guards, Func<int, Block> any)
{
    public string Process(int depth) => (draft.Chance(6) ? Listeners.OfActivity(draft) : "") + Inside(depth, any(depth));

    public Block SubProcess(int depth)
    {
        string id = draft.Id("sub");
        string repeated = draft.Chance(6) ? Loops.Repeated(draft) : "";
        string listeners = Listeners.OfActivity(draft, repeated.Contains("multi", StringComparison.Ordinal));
        string undo = draft.Chance(5) ? CompensationEventSubProcess() : "";
        string element = $"<subProcess id='{id}'>{listeners}{repeated}{Inside(depth, any(depth))}{undo}</subProcess>";
        return guards.Around(id, element, draft.Chance(2));
    }

    /// <summary>A transaction that may be cancelled while something runs beside; it goes on at its cancel boundary event.</summary>
    public Block Transaction(int depth)
    {
        string id = draft.Id("trans");
        string choice = draft.Id("choice");
        string cancel = draft.Id("cancel");
        string merge = draft.Id("merge");
        Block beside = any(depth);
        Block before = any(depth);
        Block work = before.Then(
            new Block(
                $"<exclusiveGateway id='{choice}' default='{choice}_{merge}'/><endEvent id='{cancel}'>{Listeners.OfEvent(draft)}{Triggers.Cancel}</endEvent><task id='{merge}'/>",
                $"; {choice} -> {cancel} [{draft.Coin()} > 5]; {choice} -> {merge}",
                choice,
                merge
            )
        );
        string split = draft.Id("split");
        string join = draft.Id("join");
        draft.Pairs.Add((split, join));
        var all = new Block(
            $"<parallelGateway id='{split}'/><parallelGateway id='{join}'/>{work.Elements}{beside.Elements}",
            $"{work.Flows}{beside.Flows}; {split} -> {work.In}; {split} -> {beside.In}; {work.Out} -> {join}; {beside.Out} -> {join}",
            split,
            join
        );
        string repeated = draft.Chance(6) ? Loops.Repeated(draft) : "";
        string listeners = Listeners.OfActivity(draft, repeated.Contains("multi", StringComparison.Ordinal));
        string element = $"<transaction id='{id}'>{listeners}{repeated}{Inside(depth, all)}</transaction>";
        return guards.Around(id, element, draft.Chance(3), (Triggers.Cancel, true));
    }

    /// <summary>A whole scope: start, block, end, and sometimes an event sub-process and a data object.</summary>
    private string Inside(int depth, Block inner)
    {
        string start = draft.Id("start");
        string end = draft.Id("end");
        draft.Pairs.Add((start, end));
        string extra = depth > 0 && draft.Chance(3) ? EventSubProcess(depth - 1) : "";
        string data = draft.Chance(5) ? DataObject() : "";
        if (draft.Chance(8))
        {
            inner = BesideTermination(inner, depth);
        }
        return $"<startEvent id='{start}'>{Listeners.OfCatcher(draft)}</startEvent>{inner.Elements}{End(end)}{extra}{data}<flow>{start} -> {inner.In}; {inner.Out} -> {end}{inner.Flows}</flow>";
    }

    /// <summary>A block beside another one that ends the whole scope, if it comes first.</summary>
    private Block BesideTermination(Block inner, int depth)
    {
        string split = draft.Id("fork");
        string end = draft.Id("terminate");
        Block other = any(Math.Min(depth, 1));
        return new Block(
            $"<parallelGateway id='{split}'/>{inner.Elements}{other.Elements}<endEvent id='{end}'>{Listeners.OfEvent(draft)}<terminateEventDefinition/></endEvent>",
            $"{inner.Flows}{other.Flows}; {split} -> {inner.In}; {split} -> {other.In}; {other.Out} -> {end}",
            split,
            inner.Out
        );
    }

    private string EventSubProcess(int depth)
    {
        string id = draft.Id("esp");
        string start = draft.Id("on");
        string end = draft.Id("end");
        bool interrupts = draft.Chance(2);
        // The inside comes first, so that it throws no signal that begins it.
        Block inner = any(Math.Min(depth, 1));
        (string trigger, string attribute) = draft.Next(5) switch
        {
            0 when interrupts => (Triggers.Error, ""),
            1 when interrupts => (Triggers.Escalation, ""),
            2 => Triggers.Several(draft, "PT3H"),
            _ => (Triggers.Any(draft, "PT3H"), ""),
        };
        draft.Pairs.Add((start, end));
        return $"<subProcess id='{id}' triggeredByEvent='true'>{Listeners.OfActivity(draft)}<startEvent id='{start}' isInterrupting='{Draft.Bool(interrupts)}'{attribute}>{Listeners.OfCatcher(draft)}{trigger}</startEvent>"
            + $"{inner.Elements}<endEvent id='{end}'/><flow>{start} -> {inner.In}; {inner.Out} -> {end}{inner.Flows}</flow></subProcess>";
    }

    private string CompensationEventSubProcess()
    {
        string id = draft.Id("undo");
        string start = draft.Id("on");
        string end = draft.Id("end");
        Block inner = any(0);
        draft.Pairs.Add((start, end));
        return $"<subProcess id='{id}' triggeredByEvent='true'>{Listeners.OfActivity(draft)}<startEvent id='{start}'>{Triggers.Compensation}</startEvent>"
            + $"{inner.Elements}<endEvent id='{end}'/><flow>{start} -> {inner.In}; {inner.Out} -> {end}{inner.Flows}</flow></subProcess>";
    }

    private string End(string id)
    {
        string trigger = draft.Next(10) switch
        {
            0 => Triggers.Compensation,
            1 => Triggers.Thrown(draft),
            2 => Triggers.Compensation + Triggers.Thrown(draft),
            _ => "",
        };
        return $"<endEvent id='{id}'>{Listeners.OfEvent(draft)}{trigger}</endEvent>";
    }

    private string DataObject()
    {
        string id = draft.Id("data");
        string value = draft.Chance(2) ? " value='=1 + 1'" : "";
        return $"<dataObject id='{id}'><baton:variable name='{id}'{value}/></dataObject>";
    }
}
