namespace Baton.Engine.Simulation.Models;

/// <summary>What is done several times.</summary>
internal sealed class Loops(Draft draft, Func<int, Block> any)
{
    /// <summary>A loop of flows. Turns at most twice, whatever else happens.</summary>
    public Block Turning(int depth)
    {
        string merge = draft.Id("merge");
        string count = draft.Id("count");
        string check = draft.Id("check");
        draft.Loops++;
        string counter = draft.Id("n");
        Block inner = any(depth);
        draft.Loops--;
        string elements =
            $"<exclusiveGateway id='{merge}'/><scriptTask id='{count}'><zeebe:script expression='=if {counter} = null then 1 else {counter} + 1' resultVariable='{counter}'/></scriptTask>"
            + $"<exclusiveGateway id='{check}' default='{check}_{merge}'/>{inner.Elements}";
        string exit = draft.Id("exit");
        string flows =
            $"{inner.Flows}; {merge} -> {inner.In}; {inner.Out} -> {count} -> {check}; {check} -> {merge}; {check} -> {exit} [{counter} >= 2]";
        return new Block(elements + $"<task id='{exit}'/>", flows, merge, exit);
    }

    /// <summary>Repeats an activity for each item of a list, or as long as a condition holds.</summary>
    public static string Repeated(Draft draft) => draft.Chance(3) ? WhileTrue(draft) : ForEach(draft);

    private static string ForEach(Draft draft) =>
        $"<multiInstanceLoopCharacteristics isSequential='{Draft.Bool(draft.Chance(2))}'><zeebe:loopCharacteristics inputCollection='=[1,2,3]' inputElement='item' outputCollection='{draft.Id("items")}' outputElement='=item'/>"
        + (draft.Chance(3) ? "<completionCondition>=numberOfCompletedInstances &gt;= 2</completionCondition>" : "")
        + "</multiInstanceLoopCharacteristics>";

    private static string WhileTrue(Draft draft)
    {
        string condition = draft.Chance(3) ? $"{draft.Coin()} > 5" : "loopCounter &lt; 2";
        return $"<standardLoopCharacteristics testBefore='{Draft.Bool(draft.Chance(2))}' loopMaximum='3'><loopCondition>={condition}</loopCondition></standardLoopCharacteristics>";
    }
}
