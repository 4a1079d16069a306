using Baton.Desk.Cases.Keywords;
using Baton.Desk.Worklists;
using Baton.Runtime;

namespace Baton.Desk.Bulk;

/// <summary>What became of one case or task, as codes of the API.</summary>
public static class BulkOutcomes
{
    /// <summary>Not tried yet: the action is going on, or its server stopped in the middle of it.</summary>
    public const string Waiting = "waiting";
    public const string Done = "done";

    /// <summary>Nothing was done, for a reason.</summary>
    public const string Refused = "refused";

    /// <summary>It was done and taken back.</summary>
    public const string Undone = "undone";

    /// <summary>It was done, and could not be taken back, for a reason.</summary>
    public const string Left = "left";
}

/// <summary>One case or task of a bulk action.</summary>
/// <param name="Key">Of the case or of the task; 0 for one that the user may not know.</param>
/// <param name="Number">Of the case; as it was asked for where the user may not know it.</param>
internal sealed record BulkItem(long Key, string Number)
{
    public string Outcome { get; init; } = BulkOutcomes.Waiting;

    /// <summary>Why it was refused or left, in the user's language.</summary>
    public string? Reason { get; init; }

    /// <summary>What it takes to take it back; null for what cannot be, and for what changed nothing.</summary>
    public BulkTrace? Trace { get; init; }

    public BulkItem Done(BulkTrace? trace = null) => this with { Outcome = BulkOutcomes.Done, Trace = trace };

    /// <summary>Done, or refused by the problem.</summary>
    public BulkItem After(Problem? problem, BulkTrace? trace = null) =>
        problem is null ? Done(trace) : this with { Outcome = BulkOutcomes.Refused, Reason = Words(problem) };

    /// <summary>Taken back, or left as it is because of the problem.</summary>
    public BulkItem Back(Problem? problem) =>
        problem is null ? this with { Outcome = BulkOutcomes.Undone } : this with { Outcome = BulkOutcomes.Left, Reason = Words(problem) };

    /// <summary>A problem with fields says there what is wrong.</summary>
    private static string Words(Problem problem) =>
        problem.Fields.Count > 0 ? string.Join(' ', problem.Fields.Select(field => field.Message).Distinct()) : problem.Detail;
}

/// <summary>What an action left behind, and what was there before; one of these.</summary>
internal sealed record BulkTrace
{
    /// <summary>The user watches the case since, or does not any more.</summary>
    public bool? Watches { get; init; }
    public KeywordChange? Keywords { get; init; }

    /// <summary>Since when the case rests.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
    public TaskHands? HandsBefore { get; init; }
    public TaskHands? HandsAfter { get; init; }
}
