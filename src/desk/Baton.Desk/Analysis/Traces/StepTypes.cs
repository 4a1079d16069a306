using System.Collections.Frozen;

namespace Baton.Desk.Analysis.Traces;

/// <summary>What the engine's types of elements mean to somebody who looks at work.</summary>
internal static class StepTypes
{
    public const string UserTask = "USER_TASK";
    public const string Repetitions = "MULTI_INSTANCE_BODY";
    public const string ExclusiveGateway = "EXCLUSIVE_GATEWAY";
    public const string EventGateway = "EVENT_BASED_GATEWAY";
    public const string ParallelGateway = "PARALLEL_GATEWAY";
    public const string InclusiveGateway = "INCLUSIVE_GATEWAY";
    private const string AdHocRound = "AD_HOC_SUB_PROCESS_INNER_INSTANCE";

    private static readonly FrozenSet<string> Gateways = FrozenSet.ToFrozenSet(
        [ExclusiveGateway, EventGateway, ParallelGateway, InclusiveGateway, "COMPLEX_GATEWAY"],
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string> Frames = FrozenSet.ToFrozenSet(
        ["PROCESS", "SUB_PROCESS", "EVENT_SUB_PROCESS", "AD_HOC_SUB_PROCESS", AdHocRound, Repetitions],
        StringComparer.Ordinal
    );

    /// <summary>Nothing happens in it, it only says which way to go.</summary>
    public static bool IsGateway(string type) => Gateways.Contains(type);

    /// <summary>Other steps lie in it, and the time that it takes is theirs.</summary>
    public static bool IsFrame(string type) => Frames.Contains(type);

    /// <summary>Time goes by in it that belongs to no step within it; the choice between events waits for one of them.</summary>
    public static bool TakesTime(string type) => !IsFrame(type) && (!IsGateway(type) || type == EventGateway);

    /// <summary>The visits that stand for an element of the drawing: each repetition of a step that is done many times belongs to the one around it.</summary>
    public static IEnumerable<TraceStep> Drawn(IReadOnlyList<TraceStep> steps)
    {
        var bodies = steps.Where(step => step.Type == Repetitions).ToDictionary(step => step.Key, step => step.ElementId);
        return steps.Where(step =>
            step.Type != AdHocRound
            && !(bodies.TryGetValue(step.Scope, out var around) && string.Equals(around, step.ElementId, StringComparison.Ordinal))
        );
    }
}
