using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Brings the calendars of a pack up to it. One that administrators changed stays as they made it; one that the pack no longer has is retired, and
/// reckons on for what uses it.
/// </summary>
internal static class CalendarsOfPack
{
    /// <summary>Answers with a calendar of somebody else that has a code of the pack; null when all is well.</summary>
    public static async Task<DeskCalendar?> Write(DeskDb db, Pack pack, CancellationToken ct)
    {
        var existing = await db.Set<DeskCalendar>().ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, ct);
        var hasDefault = existing.Values.Any(row => row.IsDefault && (row.Pack != pack.Id || row.IsOwn));
        foreach (var wanted in pack.Calendars)
        {
            if (existing.Remove(wanted.Code, out var row) && row.Pack != pack.Id)
                return row;
            if (row is { IsOwn: true })
                continue;
            row ??= db.Add(
                new DeskCalendar
                {
                    Code = wanted.Code,
                    Name = wanted.Name,
                    Content = "",
                    Pack = pack.Id,
                }
            ).Entity;
            (row.Name, row.Content, row.IsRetired) = (wanted.Name, wanted.Content.ToJson(), false);
            row.IsDefault = wanted.IsDefault && !hasDefault;
            row.Version++;
        }

        foreach (var gone in existing.Values.Where(row => row.Pack == pack.Id && !row.IsRetired))
            (gone.IsRetired, gone.Version) = (true, gone.Version + 1);
        return null;
    }
}
