using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>The clocks of tasks, for work lists.</summary>
internal static class TaskClocks
{
    /// <summary>Where the clock of each open task stands that is due first; tasks without clocks are left out.</summary>
    public static async Task<Dictionary<long, ClockState>> States(DeskDb db, IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var keys = items.Where(item => item.Status == WorkItemStatus.Open).Select(item => (long?)item.Key).ToList();
        if (keys.Count == 0)
            return [];
        var now = db.Now;
        var clocks = await db.Set<Clock>()
            .Where(clock => keys.Contains(clock.TaskKey) && clock.EndedAt == null)
            .Select(clock => new
            {
                clock.TaskKey,
                clock.State,
                clock.DueAt,
            })
            .ToListAsync(ct);
        return clocks
            .GroupBy(clock => clock.TaskKey!.Value)
            .ToDictionary(
                group => group.Key,
                group =>
                {
                    var first = group.MinBy(clock => clock.DueAt)!;
                    return first.State == ClockState.Running && first.DueAt <= now ? ClockState.Late : first.State;
                }
            );
    }
}
