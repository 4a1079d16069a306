using System.Globalization;
using Baton.Desk.TimeLimits.Calendars;
using NodaTime;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

internal static class CalendarSamples
{
    /// <summary>Monday to Friday with the same spans, in UTC or another zone.</summary>
    public static WorkingCalendar Office(string zone, params string[] spans) => Office(zone, [], spans);

    public static WorkingCalendar Office(string zone, IReadOnlyList<SpecialDays> special, params string[] spans)
    {
        IReadOnlyList<DaySpan> day = [.. spans.Select(Span)];
        return new(
            Zone(zone),
            [
                [],
                day,
                day,
                day,
                day,
                day,
                [],
            ],
            special
        );
    }

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static DaySpan Span(string text) => DaySpan.TryParse(text, out var span) ? span : throw new FormatException(text);

    public static WorkingAmount Amount(string text) =>
        WorkingAmount.TryParse(text, out var amount) ? amount : throw new FormatException(text);

    /// <summary>An instant of UTC, or with the offset that it says.</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
