using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Bulk;

/// <summary>Deletes what is known of bulk actions after thirty days; what they did stands on the time lines.</summary>
internal static class OldBulkActions
{
    public const string Schedule = "old-bulk-actions";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    /// <summary>In one unit, so that others wait for a short while only.</summary>
    private const int Batch = 100;

    public static ScheduledWork Work() => new(Schedule, Delete) { FirstDue = now => now + Pause };

    private static async ValueTask<DateTimeOffset?> Delete(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var before = unit.Now - Kept;
        var old = await db.Set<BulkAction>()
            .Where(row => row.At < before)
            .OrderBy(row => row.At)
            .Take(Batch)
            .Select(row => row.Key)
            .ToListAsync();
        await db.Set<BulkAction>().Where(row => old.Contains(row.Key)).ExecuteDeleteAsync();
        return old.Count == Batch ? ScheduledWork.Again(unit.Now, due) : unit.Now + Pause;
    }
}
