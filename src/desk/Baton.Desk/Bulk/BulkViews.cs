namespace Baton.Desk.Bulk;

/// <summary>What became of something that was done to several at once.</summary>
/// <param name="Key">By which it is found and taken back.</param>
/// <param name="Kind">One of <see cref="BulkKinds"/>.</param>
/// <param name="Action">One of <see cref="CaseActions"/> or <see cref="TaskActions"/>.</param>
/// <param name="At">When it began.</param>
/// <param name="Items">One a case or task, in the order in which they were named.</param>
public sealed record BulkResult(long Key, string Kind, string Action, DateTimeOffset At, IReadOnlyList<BulkItemResult> Items)
{
    /// <summary>Until when it can be taken back; null when nothing of it can be, or it has been.</summary>
    public DateTimeOffset? UndoUntil { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>How many have an outcome; one of <see cref="BulkOutcomes"/>.</summary>
    public int Count(string outcome) => Items.Count(item => item.Outcome == outcome);

    internal static BulkResult Of(BulkAction row)
    {
        var items = row.Read();
        return new(
            row.Key,
            row.Kind,
            row.Action,
            row.At,
            [.. items.Select(item => new BulkItemResult(item.Key, item.Number, item.Outcome, item.Reason))]
        )
        {
            UndoUntil = row.UndoneAt is null && items.Any(item => item.Trace is not null) ? row.At + BulkRules.UndoTime : null,
            UndoneAt = row.UndoneAt,
        };
    }
}

/// <summary>What became of one case or task.</summary>
/// <param name="Key">Of the case or of the task; 0 for a case that the user may not know.</param>
/// <param name="Number">Of the case, or what was asked for; empty for a task that the user may not know.</param>
/// <param name="Outcome">One of <see cref="BulkOutcomes"/>.</param>
/// <param name="Reason">Why it was refused or left, in the user's language.</param>
public sealed record BulkItemResult(long Key, string Number, string Outcome, string? Reason);
