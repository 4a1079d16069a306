using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Retention;
using Baton.Runtime.Schedules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Retention;

/// <summary>
/// Deletes cases that were closed longer ago than the period of their type, in rounds: many small units in a row, so that other work gets its turn
/// between them, then a rest. What has to wait is passed over until the next round.
/// </summary>
internal sealed partial class CaseRetention
{
    public const string Schedule = "case-history";

    /// <summary>How many cases one unit looks at, and deletes, at most.</summary>
    internal const int Most = 20;

    /// <summary>From the end of a round to the next.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly CaseReview _review;
    private readonly CaseErasure _erasure;
    private readonly CaseLine _line;
    private readonly DeskChanges _changes;
    private readonly HistoryArchive? _archive;
    private readonly bool _deletes;
    private readonly ILogger _logger;

    /// <summary>Only for this round and process; a round that goes on elsewhere begins at the oldest again, which costs time only.</summary>
    private CasePlace? _place;

    public CaseRetention(
        IOptions<DeskOptions> options,
        CaseErasure erasure,
        CaseLine line,
        DeskChanges changes,
        ILogger<CaseRetention> logger
    )
    {
        var history = options.Value.History;
        _review = new(history);
        _deletes = history.Deletes;
        _archive = string.IsNullOrEmpty(history.ArchiveFolder) ? null : new(Path.GetFullPath(history.ArchiveFolder), "cases");
        _erasure = erasure;
        _line = line;
        _changes = changes;
        _logger = logger;
    }

    /// <summary>It stays on the calendar without a period, so that one that is set later is found.</summary>
    public ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset dueAt)
    {
        if (!_deletes)
            return unit.Now + Rest;
        await using var db = DeskDb.In(unit);
        var page = await _review.Page(db, unit.Now, _place, Most);
        var free = await _erasure.Free(unit, db, page.Overdue);
        if (free.Count > 0)
        {
            await Archive(unit, db, free);
            await _erasure.Erase(unit, db, free);
        }
        unit.AfterCommit(() => Advance(page, free));
        return page.Next is null ? unit.Now + Rest : ScheduledWork.Again(unit.Now, dueAt);
    }

    /// <summary>On the disk before the commit: what is deleted has been written, whenever the process dies.</summary>
    private async Task Archive(UnitOfWork unit, DeskDb db, IReadOnlyList<DoomedCase> doomed)
    {
        if (_archive is null)
            return;
        using var lines = new MemoryStream();
        foreach (var one in doomed)
            await _line.Write(lines, unit, db, one);
        _archive.Append(unit.Now, lines);
    }

    private void Advance(CasePage page, IReadOnlyList<DoomedCase> deleted)
    {
        _place = page.Next;
        if (page.Overdue.Count == 0)
            return;
        _changes.Publish([.. deleted.Select(one => DeskChanges.Case(one.Case.Key))]);
        LogDeleted(deleted.Count, deleted.Sum(one => one.Instances.Count), page.Overdue.Count - deleted.Count);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Deleted} cases were deleted with {Instances} process instances because their period is over; {Waiting} have something to deliver and wait."
    )]
    private partial void LogDeleted(int deleted, int instances, int waiting);
}
