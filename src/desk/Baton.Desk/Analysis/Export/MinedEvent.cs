using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Export;

/// <summary>A visit of a step as tools for process mining know it.</summary>
/// <param name="Activity">Name of the step.</param>
/// <param name="ElementId">Its id in the drawing.</param>
/// <param name="Offered">When it came up.</param>
/// <param name="Started">When somebody took it up; when it came up, where nobody had to.</param>
/// <param name="Ended">Null while it runs.</param>
/// <param name="IsCanceled">It was broken off.</param>
/// <param name="Group">The people that it was offered to.</param>
/// <param name="By">Who did it.</param>
internal sealed record MinedEvent(
    string Activity,
    string ElementId,
    DateTimeOffset Offered,
    DateTimeOffset? Started,
    DateTimeOffset? Ended,
    bool IsCanceled,
    string? Group,
    string? By
)
{
    /// <summary>The visit, named.</summary>
    public static MinedEvent Of(TraceStep step, string activity, string? group, bool withPeople)
    {
        DateTimeOffset? started =
            step.Held.Count > 0 ? step.Held[0].From
            : step.IsForPeople ? step.Ended
            : step.Began;
        return new(
            activity,
            step.ElementId,
            step.Began,
            started,
            step.Ended,
            step.State == TraceState.Canceled,
            group,
            withPeople ? step.By : null
        );
    }
}

/// <summary>An instance as tools for process mining know it.</summary>
/// <param name="CaseId">Number of its case, or its key.</param>
/// <param name="Variant">Of the way that it took.</param>
/// <param name="Events">Its visits in the order in which they came up.</param>
internal sealed record MinedTrace(string CaseId, string Variant, IReadOnlyList<MinedEvent> Events);
