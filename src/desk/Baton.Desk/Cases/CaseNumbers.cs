using System.Globalization;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>Gives cases their numbers: without gaps within a prefix and day, because the number is taken in the unit that writes the case.</summary>
internal static class CaseNumbers
{
    /// <summary>Stands for the number in what is written before the case has one.</summary>
    public const string PlaceHolder = "{number}";

    public static async Task<string> Next(DeskDb db, string prefix, DateTimeOffset now, TimeZoneInfo zone, CancellationToken ct)
    {
        var day = Day(now, zone);
        // One statement, so that servers that share the database never take the same number: the row stays locked until the commit.
        var taken = await db
            .Database.SqlQuery<int>(
                $"""
                INSERT INTO desk_case_counter (prefix, day, last) VALUES ({prefix}, {day}, 1)
                ON CONFLICT (prefix, day) DO UPDATE SET last = desk_case_counter.last + 1
                RETURNING last AS "Value"
                """
            )
            .ToListAsync(ct);
        return Format(prefix, day, taken[0]);
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
