using System.Globalization;
using NodaTime;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>What is wrong with the hours of a calendar: where, and the text of <see cref="CalendarTexts"/> that says what was expected.</summary>
internal sealed record CalendarFault(string Place, string Text, string Found);

/// <summary>The hours of a calendar, understood; or all that is wrong with them. Pure.</summary>
internal sealed class CalendarReading
{
    public const int MaxSpans = 12;
    public const int MaxSpecial = 1_000;
    public const int MaxNameLength = 200;

    /// <summary>A calendar must have work within this time, or everything would be late for ever.</summary>
    public const int YearsWithWork = 5;

    private const int MaxDays = 366;
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    private readonly List<CalendarFault> _faults = [];

    private CalendarReading() { }

    public IReadOnlyList<CalendarFault> Faults => _faults;

    /// <summary>Null where there are faults.</summary>
    public WorkingCalendar? Calendar { get; private set; }

    /// <param name="content">What was written.</param>
    /// <param name="imported">Days of a subscription, which the calendar's own days win over; what is wrong with them is passed over.</param>
    public static CalendarReading Of(CalendarContent content, IReadOnlyList<SpecialDaysEntry>? imported = null)
    {
        var reading = new CalendarReading();
        var zone = content.Zone is { Length: > 0 and <= 100 } name ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) : null;
        if (zone is null)
            reading.Fault("zone", "zone", content.Zone);
        var week = reading.Week(content);
        var special = new List<SpecialDays>();
        if (content.Special?.Count > MaxSpecial)
            reading.Fault("special", "too-many", string.Create(CultureInfo.InvariantCulture, $"{content.Special.Count}"));
        foreach (var (index, entry) in (content.Special ?? []).Take(MaxSpecial).Index())
            if (reading.Days(entry, string.Create(CultureInfo.InvariantCulture, $"special[{index}]")) is { } days)
                special.Add(days);
        if (reading.Faults.Count == 0)
        {
            var passedOver = new CalendarReading();
            var others = (imported ?? []).Select(entry => passedOver.Days(entry, "")).OfType<SpecialDays>().ToList();
            reading.Calendar = new(zone!, week, special, others);
        }
        return reading;
    }

    /// <summary>The same, and that somebody works within the next years.</summary>
    public static CalendarReading Of(CalendarContent content, IReadOnlyList<SpecialDaysEntry>? imported, DateTimeOffset now)
    {
        var reading = Of(content, imported);
        if (reading.Calendar?.HasWork(now, YearsWithWork) == false)
        {
            reading.Fault("hours", "never-open", "");
            reading.Calendar = null;
        }
        return reading;
    }

    private List<IReadOnlyList<DaySpan>> Week(CalendarContent content)
    {
        var hours = content.Hours ?? new Dictionary<string, IReadOnlyList<string>>();
        foreach (var name in hours.Keys.Where(name => !CalendarContent.Weekdays.Contains(name)))
            Fault("hours", "weekday", name);
        return
        [
            .. Enum.GetValues<DayOfWeek>()
                .Select(CalendarContent.NameOf)
                .Select(name => hours.TryGetValue(name, out var spans) ? Spans(spans, "hours." + name) : []),
        ];
    }

    private List<DaySpan> Spans(IReadOnlyList<string>? texts, string place)
    {
        var spans = new List<DaySpan>();
        foreach (var text in (texts ?? []).Take(MaxSpans))
        {
            if (!DaySpan.TryParse(text, out var span))
                Fault(place, "span", text);
            else if (spans.Exists(one => span.From < one.To && one.From < span.To))
                Fault(place, "overlap", text);
            else
                spans.Add(span);
        }
        if (texts?.Count > MaxSpans)
            Fault(place, "too-many-spans", string.Create(CultureInfo.InvariantCulture, $"{texts.Count}"));
        return spans;
    }

    private SpecialDays? Days(SpecialDaysEntry? entry, string place)
    {
        if (Date(entry?.From) is not var (from, isYearly))
        {
            Fault(place + ".from", "date", entry?.From);
            return null;
        }
        if (Date(entry!.To ?? entry.From) is not var (to, isAlsoYearly) || isAlsoYearly != isYearly)
        {
            Fault(place + ".to", "date", entry.To);
            return null;
        }
        if (!isYearly && (to < from || to.DayNumber - from.DayNumber >= MaxDays))
            Fault(place + ".to", "order", entry.To);
        if (entry.Name is { } name && new[] { name.En, name.ZhHans, name.ZhHant }.Any(text => text?.Length > MaxNameLength))
            Fault(place + ".name", "name-length", string.Create(CultureInfo.InvariantCulture, $"{MaxNameLength}"));
        var like = CalendarContent.Weekday(entry.Like);
        if (entry.Like is not null && like is null)
            Fault(place + ".like", "weekday", entry.Like);
        if (entry is { Like: not null, Hours.Count: > 0 })
            Fault(place + ".hours", "like-or-hours", "");
        var before = _faults.Count;
        var hours = Spans(entry.Hours, place + ".hours");
        return _faults.Count == before && !(!isYearly && to < from) ? new(from, to, isYearly, hours, like, entry.Tidy().Name) : null;
    }

    /// <summary>A date, or a day of every year; null for neither.</summary>
    private static (DateOnly Date, bool IsYearly)? Date(string? text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date >= Earliest && date <= Latest ? (date, false) : null;
        // 2000 had a 29 February.
        return
            text is { Length: 5 }
            && DateOnly.TryParseExact("2000-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var yearly)
            ? (yearly, true)
            : null;
    }

    private void Fault(string place, string text, string? found) => _faults.Add(new(place, text, found ?? ""));
}
