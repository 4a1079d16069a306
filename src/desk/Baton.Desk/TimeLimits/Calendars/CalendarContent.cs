using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>The hours of a calendar as administrators and packs write them.</summary>
/// <param name="Zone">IANA name of the zone whose clocks the hours are read from, such as <c>Asia/Hong_Kong</c>.</param>
/// <param name="Hours">The hours of each weekday, <c>monday</c> to <c>sunday</c>, as <c>09:00-12:30</c>; a day that is missing is closed.</param>
/// <param name="Special">Holidays, half days and make-up days.</param>
public sealed record CalendarContent(
    string Zone,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Hours,
    IReadOnlyList<SpecialDaysEntry>? Special = null
)
{
    internal static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };

    /// <summary>The names of the weekdays, Monday first as people here list them.</summary>
    public static IReadOnlyList<string> Weekdays { get; } = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    internal string ToJson() => JsonSerializer.Serialize(this with { Special = [.. (Special ?? []).Select(entry => entry.Tidy())] }, Json);

    internal static CalendarContent FromJson(string json) =>
        JsonSerializer.Deserialize<CalendarContent>(json, Json) ?? throw new InvalidOperationException("Expected the hours of a calendar.");

    /// <summary>The weekday of a name; null for none.</summary>
    internal static DayOfWeek? Weekday(string? name)
    {
        for (var index = 0; index < Weekdays.Count; index++)
            if (Weekdays[index] == name)
                return (DayOfWeek)((index + 1) % 7);
        return null;
    }

    internal static string NameOf(DayOfWeek day) => Weekdays[((int)day + 6) % 7];
}

/// <summary>Days that are not as their weekday says; without hours and without a weekday nobody works.</summary>
/// <param name="From">The first day, as <c>2026-02-17</c>; or <c>12-25</c> for every year.</param>
/// <param name="To">The last day, written in the same way; null for one day.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Like">The weekday whose hours they have, for make-up days; null for none.</param>
/// <param name="Hours">Their own hours, for half days; null for none.</param>
public sealed record SpecialDaysEntry(
    string From,
    string? To = null,
    LocalizedText? Name = null,
    string? Like = null,
    IReadOnlyList<string>? Hours = null
)
{
    /// <summary>Names may be given in some languages only.</summary>
    internal SpecialDaysEntry Tidy() =>
        this with
        {
            Name = Name is null ? null : new(Name.ZhHans?.Trim() ?? "", Name.ZhHant?.Trim() ?? "", Name.En?.Trim() ?? ""),
        };
}
