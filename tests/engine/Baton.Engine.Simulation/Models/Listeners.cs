namespace Baton.Engine.Simulation.Models;

/// <summary>Listeners that some elements have.</summary>
internal static class Listeners
{
    /// <summary>Of an activity; a repeated one may be listened to before its iterations.</summary>
    public static string OfActivity(Draft draft, bool isRepeated = false) =>
        draft.Chance(3)
            ? Execution(draft, isRepeated ? ["beforeAll", "start", "end", "cancel", "cancel"] : ["start", "end", "cancel", "cancel"])
            : "";

    /// <summary>Of events within the flow.</summary>
    public static string OfEvent(Draft draft) => draft.Chance(6) ? Execution(draft, ["start", "end", "cancel"]) : "";

    /// <summary>Of start and boundary events.</summary>
    public static string OfCatcher(Draft draft) => draft.Chance(6) ? Execution(draft, ["end"]) : "";

    public static string OfGateway(Draft draft) => draft.Chance(8) ? Execution(draft, ["start"]) : "";

    public static string OfUserTask(Draft draft)
    {
        if (!draft.Chance(2))
        {
            return "";
        }
        string listeners = "";
        foreach (string each in (string[])["creating", "assigning", "updating", "completing", "canceling"])
        {
            for (int i = 0; i < 2 && draft.Chance(2); i++)
            {
                listeners += $"<zeebe:taskListener eventType='{each}' type='{Type(draft, i)}'/>";
            }
        }
        return listeners.Length == 0 ? "" : $"<zeebe:taskListeners>{listeners}</zeebe:taskListeners>";
    }

    private static string Execution(Draft draft, string[] events)
    {
        string listeners = "";
        int count = 1 + draft.Next(2);
        for (int i = 0; i < count; i++)
        {
            listeners += $"<zeebe:executionListener eventType='{draft.Pick<string>(events)}' type='{Type(draft, i)}'/>";
        }
        return $"<zeebe:executionListeners>{listeners}</zeebe:executionListeners>";
    }

    /// <summary>Some types cannot be found at first.</summary>
    private static string Type(Draft draft, int index) =>
        draft.Chance(6) ? $"=if {draft.Coin()} > 5 then \"listen{index}\" else null" : $"listen{index}";
}
