namespace Baton.Engine.Simulation.Models;

/// <summary>Event definitions: what an event waits for or throws.</summary>
internal static class Triggers
{
    public const string Error = "<errorEventDefinition errorRef='broken'/>";
    public const string Escalation = "<escalationEventDefinition escalationRef='late'/>";
    public const string Compensation = "<compensateEventDefinition/>";
    public const string Cancel = "<cancelEventDefinition/>";

    public static string After(string duration) => $"<timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>";

    public static string Every(string cycle) => $"<timerEventDefinition><timeCycle>{cycle}</timeCycle></timerEventDefinition>";

    public static string Message(Draft draft) => $"<messageEventDefinition messageRef='{draft.Message()}'/>";

    public static string Signal(Draft draft) => $"<signalEventDefinition signalRef='{draft.Signal()}'/>";

    public static string Condition(Draft draft)
    {
        string filter = draft.Chance(4) ? "<zeebe:conditionalFilter variableEvents='create, update'/>" : "";
        return $"<conditionalEventDefinition>{filter}<condition>={draft.Switch()} > 5</condition></conditionalEventDefinition>";
    }

    /// <summary>Something that a command can bring about at any time.</summary>
    public static string Any(Draft draft, string duration) =>
        draft.Next(4) switch
        {
            0 => Message(draft),
            1 => Signal(draft),
            2 => Condition(draft),
            _ => After(duration),
        };

    /// <summary>Several definitions of which one occurs, or all must; and the attribute that says so.</summary>
    public static (string Definitions, string Attribute) Several(Draft draft, string duration)
    {
        string definitions = Message(draft) + Any(draft, duration) + (draft.Chance(3) ? Signal(draft) : "");
        return (definitions, draft.Chance(2) ? " parallelMultiple='true'" : "");
    }

    /// <summary>Throws a signal that something may wait for; another kind of throw where nothing waits for signals.</summary>
    public static string Thrown(Draft draft) =>
        draft.Signals.Count == 0 ? Escalation : $"<signalEventDefinition signalRef='{draft.Signals[draft.Next(draft.Signals.Count)]}'/>";
}
