using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>When a case rested, by its time line. A rest that goes on is not among them: the case itself says so.</summary>
internal static class Rests
{
    public static async Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> Of(DeskDb db, long caseKey)
    {
        string[] codes = [TimelineCodes.Suspended, TimelineCodes.Resumed, TimelineCodes.Aborted];
        var entries = await db
            .Timeline.AsNoTracking()
            .Where(entry => entry.CaseKey == caseKey && codes.Contains(entry.Code))
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Key)
            .Select(entry => new { entry.Code, entry.At })
            .ToListAsync();
        var rests = new List<(DateTimeOffset, DateTimeOffset)>();
        DateTimeOffset? since = null;
        foreach (var entry in entries)
        {
            if (entry.Code == TimelineCodes.Suspended)
            {
                since ??= entry.At;
                continue;
            }
            if (since is { } from && entry.At > from)
                rests.Add((from, entry.At));
            since = null;
        }
        return rests;
    }
}
