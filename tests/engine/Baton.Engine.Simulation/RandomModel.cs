using System.Globalization;
using System.Text;

namespace Baton.Engine.Simulation;

/// <summary>
/// A random process that always can end: blocks with one way in and one way out, nested in each other. What interrupts an activity leads back
/// to its way out, so that joins further on get their token.
/// </summary>
internal sealed class RandomModel
{
    private const int MaxBlocks = 28;

    private readonly Random _random;
    private readonly StringBuilder _messages = new();
    private readonly List<(string In, string Out)> _pairs = [];
    private readonly List<string> _coins = [];
    private int _next;

    /// <summary>Two inclusive joins in one loop can wait for each other for ever: each token has a way round the loop to the other join.</summary>
    private int _loops;

    public RandomModel(Random random, bool mayCall)
    {
        _random = random;
        MayCall = mayCall;
        _messages.Append("<error id='broken' errorCode='BROKEN'/><escalation id='late' escalationCode='LATE'/>");
        string body = Scope(3);
        Text = _messages + body;
    }

    /// <summary>The model, for <see cref="Tests.Scenarios.ModelText"/>.</summary>
    public string Text { get; }

    /// <summary>Elements that complete equally often in every scope that nothing interrupted: the way in and the way out of a block.</summary>
    public IReadOnlyList<(string In, string Out)> Pairs => _pairs;

    /// <summary>Variables that conditions read and that may be missing.</summary>
    public IReadOnlyList<string> Coins => _coins;

    private bool MayCall { get; }

    /// <summary>A whole scope: start, block, end, and sometimes an event sub-process.</summary>
    private string Scope(int depth, bool isEventSubProcess = false)
    {
        string start = Id("start");
        string end = Id("end");
        Block inner = Any(depth);
        _pairs.Add((start, end));
        string begin = isEventSubProcess ? "" : $"<startEvent id='{start}'/>";
        string extra = !isEventSubProcess && depth > 0 && Chance(4) ? EventSubProcess(depth - 1) : "";
        return $"{begin}{inner.Elements}<endEvent id='{end}'/>{extra}<flow>{start} -> {inner.In}; {inner.Out} -> {end}{inner.Flows}</flow>";
    }

    private string EventSubProcess(int depth)
    {
        string id = Id("esp");
        string start = Id("on");
        string end = Id("end");
        bool interrupts = Chance(2);
        string trigger = _random.Next(3) switch
        {
            0 => Message(),
            1 when interrupts => "<errorEventDefinition errorRef='broken'/>",
            _ => "<timerEventDefinition><timeDuration>PT3H</timeDuration></timerEventDefinition>",
        };
        Block inner = Any(Math.Min(depth, 1));
        _pairs.Add((start, end));
        return $"<subProcess id='{id}' triggeredByEvent='true'><startEvent id='{start}' isInterrupting='{Bool(interrupts)}'>{trigger}</startEvent>"
            + $"{inner.Elements}<endEvent id='{end}'/><flow>{start} -> {inner.In}; {inner.Out} -> {end}{inner.Flows}</flow></subProcess>";
    }

    private Block Any(int depth)
    {
        if (depth <= 0 || _next > MaxBlocks)
        {
            return Leaf();
        }
        return _random.Next(10) switch
        {
            0 or 1 => Sequence(depth),
            2 => Split("exclusiveGateway", depth),
            3 or 4 => Split("parallelGateway", depth),
            5 => Split(_loops == 0 ? "inclusiveGateway" : "parallelGateway", depth),
            6 or 7 => SubProcess(depth),
            8 => Loop(depth),
            _ => Leaf(),
        };
    }

    private Block Sequence(int depth)
    {
        Block first = Any(depth - 1);
        Block second = Any(depth - 1);
        return new Block(
            first.Elements + second.Elements,
            $"{first.Flows}; {first.Out} -> {second.In}{second.Flows}",
            first.In,
            second.Out
        );
    }

    private Block Split(string gateway, int depth)
    {
        string split = Id("split");
        string join = Id("join");
        _pairs.Add((split, join));
        var elements = new StringBuilder();
        var flows = new StringBuilder();
        int branches = _random.Next(2, 4);
        string defaultFlow = "";
        for (int i = 0; i < branches; i++)
        {
            Block branch = Any(depth - 1);
            elements.Append(branch.Elements);
            flows.Append(branch.Flows);
            string condition = "";
            if (gateway != "parallelGateway")
            {
                if (i == branches - 1)
                {
                    defaultFlow = $" default='{split}_{branch.In}'";
                }
                else
                {
                    string coin = $"coin{_coins.Count}";
                    _coins.Add(coin);
                    condition = $" [{coin} > 5]";
                }
            }
            flows.Append(CultureInfo.InvariantCulture, $"; {split} -> {branch.In}{condition}; {branch.Out} -> {join}");
        }
        string all = $"<{gateway} id='{split}'{defaultFlow}/><{gateway} id='{join}'/>{elements}";
        return new Block(all, flows.ToString(), split, join);
    }

    /// <summary>Turns at most twice, whatever else happens.</summary>
    private Block Loop(int depth)
    {
        string merge = Id("merge");
        string count = Id("count");
        string check = Id("check");
        _loops++;
        string counter = $"n{(MayCall ? "" : "c")}{_next}";
        Block inner = Any(depth - 1);
        _loops--;
        string elements =
            $"<exclusiveGateway id='{merge}'/><scriptTask id='{count}'><zeebe:script expression='=if {counter} = null then 1 else {counter} + 1' resultVariable='{counter}'/></scriptTask>"
            + $"<exclusiveGateway id='{check}' default='{check}_{merge}'/>{inner.Elements}";
        string exit = Id("exit");
        string flows =
            $"{inner.Flows}; {merge} -> {inner.In}; {inner.Out} -> {count} -> {check}; {check} -> {merge}; {check} -> {exit} [{counter} >= 2]";
        return new Block(elements + $"<task id='{exit}'/>", flows, merge, exit);
    }

    private Block SubProcess(int depth)
    {
        string id = Id("sub");
        string element = $"<subProcess id='{id}'>{Scope(depth - 1)}</subProcess>";
        return Guarded(id, element, Chance(2));
    }

    private Block Leaf()
    {
        string id = Id("leaf");
        switch (_random.Next(12))
        {
            case 0:
                return new Block($"<task id='{id}'/>", "", id, id);
            case 1:
                return new Block(
                    $"<scriptTask id='{id}'><zeebe:script expression='=1 + 1' resultVariable='two'/></scriptTask>",
                    "",
                    id,
                    id
                );
            case 2:
                return Guarded(
                    id,
                    $"<userTask id='{id}'><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups='a, b'/></userTask>",
                    Chance(2)
                );
            case 3:
                return Guarded(id, $"<receiveTask id='{id}' messageRef='{MessageId()}'/>", Chance(3));
            case 4:
                return new Block(
                    $"<intermediateCatchEvent id='{id}'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>",
                    "",
                    id,
                    id
                );
            case 5:
                return EventGateway(id);
            case 6:
                return Guarded(id, $"<serviceTask id='{id}'><zeebe:taskDefinition type='work'/>{Repeated()}</serviceTask>", Chance(3));
            case 7 when MayCall:
                return Guarded(id, $"<callActivity id='{id}'><zeebe:calledElement processId='child'/></callActivity>", Chance(2));
            case 8:
                return new Block(
                    $"<intermediateThrowEvent id='{id}'><escalationEventDefinition escalationRef='late'/></intermediateThrowEvent>",
                    "",
                    id,
                    id
                );
            case 9:
                return new Block($"<intermediateThrowEvent id='{id}'><compensateEventDefinition/></intermediateThrowEvent>", "", id, id);
            default:
                return Guarded(id, $"<serviceTask id='{id}'><zeebe:taskDefinition type='work'/>{Mappings(id)}</serviceTask>", Chance(2));
        }
    }

    private Block EventGateway(string id)
    {
        string message = Id("msg");
        string timer = Id("late");
        string join = Id("join");
        _pairs.Add((id, join));
        string elements =
            $"<eventBasedGateway id='{id}'/><exclusiveGateway id='{join}'/><intermediateCatchEvent id='{message}'>{Message()}</intermediateCatchEvent>"
            + $"<intermediateCatchEvent id='{timer}'><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>";
        return new Block(elements, $"; {id} -> {message} -> {join}; {id} -> {timer} -> {join}", id, join);
    }

    /// <summary>An activity with boundary events. Interrupting ones lead to the same way out, others end by themselves.</summary>
    private Block Guarded(string id, string element, bool isGuarded)
    {
        element += Chance(3) ? Compensation(id) : "";
        if (!isGuarded)
        {
            return new Block(element, "", id, id);
        }
        string exit = Id("exit");
        var elements = new StringBuilder(element).Append(CultureInfo.InvariantCulture, $"<exclusiveGateway id='{exit}'/>");
        var flows = new StringBuilder().Append(CultureInfo.InvariantCulture, $"; {id} -> {exit}");
        int guards = _random.Next(1, 3);
        for (int i = 0; i < guards; i++)
        {
            string guard = Id("guard");
            (string trigger, bool interrupts) = _random.Next(5) switch
            {
                0 => ("<timerEventDefinition><timeDuration>PT4H</timeDuration></timerEventDefinition>", true),
                1 => ("<timerEventDefinition><timeCycle>R/PT90M</timeCycle></timerEventDefinition>", false),
                2 => (Message(), Chance(2)),
                3 => ("<escalationEventDefinition escalationRef='late'/>", Chance(2)),
                _ => ("<errorEventDefinition errorRef='broken'/>", true),
            };
            if (trigger.Contains("error", StringComparison.Ordinal) && flows.ToString().Contains("error", StringComparison.Ordinal))
            {
                continue;
            }
            // Validation refuses two equal catchers beside one activity.
            if (elements.ToString().Contains(trigger, StringComparison.Ordinal) && !trigger.Contains("timer", StringComparison.Ordinal))
            {
                continue;
            }
            elements.Append(
                CultureInfo.InvariantCulture,
                $"<boundaryEvent id='{guard}' attachedToRef='{id}' cancelActivity='{Bool(interrupts)}'>{trigger}</boundaryEvent>"
            );
            string after = Id("after");
            elements.Append(CultureInfo.InvariantCulture, $"<task id='{after}'/>");
            flows.Append(CultureInfo.InvariantCulture, $"; {guard} -> {after}");
            if (interrupts)
            {
                flows.Append(CultureInfo.InvariantCulture, $"; {after} -> {exit}");
            }
        }
        return new Block(elements.ToString(), flows.ToString(), id, exit);
    }

    /// <summary>A handler that undoes the activity: a job, or a task that is done at once.</summary>
    private string Compensation(string id)
    {
        string undo = Id("undo");
        string handler = Chance(2)
            ? $"<serviceTask id='{undo}' isForCompensation='true'><zeebe:taskDefinition type='work'/></serviceTask>"
            : $"<task id='{undo}' isForCompensation='true'/>";
        return $"<boundaryEvent id='c{undo}' attachedToRef='{id}'><compensateEventDefinition/></boundaryEvent>{handler}"
            + $"<association id='a{undo}' sourceRef='c{undo}' targetRef='{undo}'/>";
    }

    private string Repeated() =>
        $"<multiInstanceLoopCharacteristics isSequential='{Bool(Chance(2))}'><zeebe:loopCharacteristics inputCollection='=[1,2,3]' inputElement='item' outputCollection='items{_next}' outputElement='=item'/>"
        + (Chance(3) ? "<completionCondition>=numberOfCompletedInstances &gt;= 2</completionCondition>" : "")
        + "</multiInstanceLoopCharacteristics>";

    private string Mappings(string id) =>
        Chance(3)
            ? $"<zeebe:input source='=1' target='given.a'/><zeebe:input source='=given.a + 1' target='given.b'/><zeebe:output source='=result' target='out.{id}'/>"
            : "";

    private string Message() => $"<messageEventDefinition messageRef='{MessageId()}'/>";

    private string MessageId()
    {
        string id = Id("message");
        _messages.Append(
            CultureInfo.InvariantCulture,
            $"<message id='{id}' name='{id}'><zeebe:subscription correlationKey='=order'/></message>"
        );
        return id;
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private static string Bool(bool value) => value ? "true" : "false";

    private string Id(string kind) => kind + (MayCall ? "" : "c") + (++_next).ToString(CultureInfo.InvariantCulture);

    private sealed record Block(string Elements, string Flows, string In, string Out);
}
