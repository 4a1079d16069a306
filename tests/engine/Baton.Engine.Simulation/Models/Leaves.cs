namespace Baton.Engine.Simulation.Models;

/// <summary>Blocks without blocks inside: tasks and events.</summary>
internal sealed class Leaves(Draft draft, Guards guards)
{
    public Block Any()
    {
        string id = draft.Id("leaf");
        return draft.Next(18) switch
        {
            0 => Block.One(id, $"<task id='{id}'>{Listeners.OfActivity(draft)}</task>"),
            1 => Script(id),
            2 or 3 => UserTask(id),
            4 => guards.Around(
                id,
                $"<receiveTask id='{id}' messageRef='{draft.Message()}'>{Listeners.OfActivity(draft)}</receiveTask>",
                draft.Chance(3)
            ),
            5 => Catch(id, Triggers.Any(draft, "PT1H"), ""),
            6 => Several(id),
            7 => EventGateway(id),
            8 => ServiceTask(id, Loops.Repeated(draft)),
            9 when draft.MayCall => guards.Around(
                id,
                $"<callActivity id='{id}'><zeebe:calledElement processId='child'/>{Listeners.OfActivity(draft)}</callActivity>",
                draft.Chance(2)
            ),
            10 => Throw(id, Triggers.Escalation),
            11 => Throw(id, Triggers.Compensation),
            12 => Throw(id, Triggers.Thrown(draft)),
            13 => Throw(id, Triggers.Compensation + Triggers.Thrown(draft)),
            14 => Decision(id),
            15 => Link(id),
            _ => ServiceTask(id, Mappings(id)),
        };
    }

    private static Block Script(string id) =>
        Block.One(id, $"<scriptTask id='{id}'><zeebe:script expression='=1 + 1' resultVariable='two'/></scriptTask>");

    private Block Link(string id)
    {
        string target = draft.Id("link");
        string definition = $"<linkEventDefinition name='{id}'/>";
        string elements =
            $"<intermediateThrowEvent id='{id}'>{Listeners.OfEvent(draft)}{definition}</intermediateThrowEvent>"
            + $"<intermediateCatchEvent id='{target}'>{Listeners.OfEvent(draft)}{definition}</intermediateCatchEvent>";
        return new Block(elements, "", id, target);
    }

    private Block Decision(string id) =>
        guards.Around(
            id,
            $"<businessRuleTask id='{id}'><zeebe:calledDecision decisionId='decide' resultVariable='decided'/>{Listeners.OfActivity(draft)}</businessRuleTask>",
            draft.Chance(3)
        );

    private Block UserTask(string id)
    {
        string assignee = draft.Chance(2) ? " assignee='bob'" : "";
        return guards.Around(
            id,
            $"<userTask id='{id}'><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups='a, b'{assignee}/>{Listeners.OfActivity(draft)}{Listeners.OfUserTask(draft)}</userTask>",
            draft.Chance(2)
        );
    }

    private Block ServiceTask(string id, string more)
    {
        bool isRepeated = more.Contains("multiInstance", StringComparison.Ordinal);
        return guards.Around(
            id,
            $"<serviceTask id='{id}'><zeebe:taskDefinition type='work'/>{Listeners.OfActivity(draft, isRepeated)}{more}</serviceTask>",
            draft.Chance(2)
        );
    }

    private Block Catch(string id, string trigger, string attribute) =>
        Block.One(id, $"<intermediateCatchEvent id='{id}'{attribute}>{Listeners.OfEvent(draft)}{trigger}</intermediateCatchEvent>");

    private Block Several(string id)
    {
        (string definitions, string attribute) = Triggers.Several(draft, "PT1H");
        return Catch(id, definitions, attribute);
    }

    private Block Throw(string id, string trigger)
    {
        string order =
            trigger == Triggers.Compensation && draft.Chance(2)
                ? "<baton:compensation order='reverse'/>" + Listeners.OfEvent(draft)
                : Listeners.OfEvent(draft);
        return Block.One(id, $"<intermediateThrowEvent id='{id}'>{order}{trigger}</intermediateThrowEvent>");
    }

    private Block EventGateway(string id)
    {
        string one = draft.Id("one");
        string other = draft.Id("other");
        string join = draft.Id("join");
        draft.Pairs.Add((id, join));
        string trigger = draft.Pick(Triggers.Message(draft), Triggers.Signal(draft), Triggers.Condition(draft));
        string elements =
            $"<eventBasedGateway id='{id}'>{Listeners.OfGateway(draft)}</eventBasedGateway><exclusiveGateway id='{join}'/><intermediateCatchEvent id='{one}'>{Listeners.OfEvent(draft)}{trigger}</intermediateCatchEvent>"
            + $"<intermediateCatchEvent id='{other}'>{Triggers.Any(draft, "PT2H")}</intermediateCatchEvent>";
        return new Block(elements, $"; {id} -> {one} -> {join}; {id} -> {other} -> {join}", id, join);
    }

    private string Mappings(string id) =>
        draft.Chance(3)
            ? $"<zeebe:input source='=1' target='given.a'/><zeebe:input source='=given.a + 1' target='given.b'/><zeebe:output source='=result' target='out.{id}'/>"
            : "";
}
