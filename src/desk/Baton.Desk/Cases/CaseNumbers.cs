using System.Globalization;
using Baton.Desk.Storage;

namespace Baton.Desk.Cases;

/// <summary>Gives cases their numbers: without gaps within a prefix and day, because the number is taken in the unit that writes the case.</summary>
internal static class CaseNumbers
{
    public static async Task<string> Next(DeskDb db, string prefix, DateTimeOffset now, TimeZoneInfo zone, CancellationToken ct)
    {
        var day = Day(now, zone);
        var counter = await db.CaseCounters.FindAsync([prefix, day], ct);
        if (counter is null)
            db.CaseCounters.Add(counter = new CaseCounter { Prefix = prefix, Day = day });
        counter.Last++;
        return Format(prefix, day, counter.Last);
    }

    internal static int Day(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return (local.Year * 10_000) + (local.Month * 100) + local.Day;
    }

    /// <summary>Four digits, and more when a day needs more.</summary>
    internal static string Format(string prefix, int day, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{day:D8}-{count:D4}");
}
