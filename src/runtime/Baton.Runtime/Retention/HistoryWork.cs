using Baton.Runtime.Schedules;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Retention;

/// <summary>
/// Deletes overdue instances in rounds: many small units in a row, so that other work gets its turn between them, then a rest. What somebody
/// refers to is passed over until the next round.
/// </summary>
internal sealed partial class HistoryWork
{
    public const string Name = "baton.history";

    /// <summary>How many instances one unit deletes at most.</summary>
    private const int Most = 50;

    /// <summary>From the end of a round to the next.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly HistoryReview _review;
    private readonly HistoryArchive? _archive;
    private readonly ILogger _logger;

    /// <summary>Only for this round and process; a round that goes on elsewhere begins at the oldest again, which costs time only.</summary>
    private ReviewPlace _place = ReviewPlace.Start;

    private HistoryWork(HistoryOptions options, ILogger logger)
    {
        _review = new(options);
        _archive = string.IsNullOrEmpty(options.ArchiveFolder) ? null : new(Path.GetFullPath(options.ArchiveFolder));
        _logger = logger;
    }

    /// <summary>The work, where there is any.</summary>
    public static IEnumerable<ScheduledWork> For(HistoryOptions options, ILogger logger) =>
        options.Deletes ? [new(Name, new HistoryWork(options, logger).Run) { FirstDue = static now => now }] : [];

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset dueAt)
    {
        var page = _review.Page(unit, _place, Most);
        var free = new List<OverdueInstance>();
        foreach (var instance in page.Overdue)
        {
            if (await unit.Engine.History.Objection(instance.Key).ConfigureAwait(false) is null)
            {
                free.Add(instance);
            }
        }
        Archive(unit, free);
        foreach (var instance in free)
        {
            unit.Engine.History.Erase(instance.Key);
        }
        unit.AfterCommit(() => Advance(page, free.Count));
        return page.Next is null ? unit.Now + Rest : ScheduledWork.Again(unit.Now, dueAt);
    }

    /// <summary>On the disk before the commit: what is deleted has been written, whenever the process dies.</summary>
    private void Archive(UnitOfWork unit, List<OverdueInstance> instances)
    {
        if (_archive is null || instances.Count == 0)
        {
            return;
        }
        using var lines = new MemoryStream();
        foreach (var instance in instances)
        {
            HistoryLine.Write(lines, unit.Group.Store, instance);
        }
        _archive.Append(unit.Now, lines);
    }

    private void Advance(ReviewPage page, int deleted)
    {
        _place = page.Next ?? ReviewPlace.Start;
        if (page.Overdue.Count > 0)
        {
            LogDeleted(deleted, page.Overdue.Count - deleted);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Deleted} process instances were deleted because their period is over; {Kept} are referred to and stay."
    )]
    private partial void LogDeleted(int deleted, int kept);
}
