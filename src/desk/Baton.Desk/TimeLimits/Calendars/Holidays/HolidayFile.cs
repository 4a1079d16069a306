using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>An event that was passed over; the reason is a text of <see cref="CalendarTexts"/> after <c>holidays.</c>.</summary>
internal sealed record NotUnderstood(string Summary, string On, string Reason);

/// <summary>How the events of a file are to be read.</summary>
/// <param name="MakeUpWords">Words in the name of an event that make it a day of work.</param>
/// <param name="MakeUpLike">Name of the weekday whose hours such a day has.</param>
internal sealed record HolidayWords(IReadOnlyList<string> MakeUpWords, string MakeUpLike)
{
    public const int MaxWords = 20;
    public const int MaxWordLength = 50;

    /// <summary>As calendars of China name them.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["补班", "調休上班", "调休上班", "補班", "(班)", "（班）"];

    public static IReadOnlyList<string> Split(string? text) =>
        [.. (text ?? "").Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}

/// <summary>
/// Reads holidays and make-up days out of an iCalendar file: whole-day events of one or several days, yearly ones too. What it does not understand
/// it says. Pure; costs little whatever the file says.
/// </summary>
internal sealed class HolidayFile
{
    public const int MaxCharacters = 2 * 1024 * 1024;

    /// <summary>How far ahead days are noted that come again by a rule, such as a first Monday.</summary>
    private const int YearsAhead = 5;

    private const int MaxEvents = 5_000;
    private const int MaxRepetitions = 20;
    private const int MaxSummary = 200;

    private readonly List<SpecialDaysEntry> _days = [];
    private readonly List<NotUnderstood> _notUnderstood = [];
    private readonly HolidayWords _words;
    private readonly DateOnly _today;

    private HolidayFile(HolidayWords words, DateOnly today) => (_words, _today) = (words, today);

    /// <summary>In the order of their days; those that are over are left out.</summary>
    public IReadOnlyList<SpecialDaysEntry> Days => _days;

    public IReadOnlyList<NotUnderstood> NotUnderstood => _notUnderstood;

    /// <summary>Null where the text is no iCalendar file.</summary>
    public static HolidayFile? Read(string text, HolidayWords words, DateOnly today)
    {
        if (text.Length > MaxCharacters || !text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return null;
        CalendarCollection calendars;
        try
        {
            calendars = CalendarCollection.Load(text);
        }
#pragma warning disable CA1031 // The library throws whatever its parts throw on a broken file.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
        var file = new HolidayFile(words, today);
        foreach (var one in calendars.SelectMany(calendar => calendar.Events).Take(MaxEvents))
            file.Add(one);
        file._days.Sort((left, right) => string.CompareOrdinal(left.From, right.From));
        return file;
    }

    private void Add(CalendarEvent one)
    {
        var summary = one.Summary?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, MaxSummary)] : "";
        if (string.Equals(one.Status, EventStatus.Cancelled, StringComparison.OrdinalIgnoreCase))
            return;
        if (one.Start is not { } start)
        {
            Pass(summary, "", "no-date");
            return;
        }
        var on = start.ToString() ?? "";
        if (start.HasTime)
        {
            Pass(summary, on, "timed");
            return;
        }
        var first = start.Date;
        // The end of an event is the day after its last one.
        var last =
            one.End is { HasTime: false } end && end.Date > first ? end.Date.AddDays(-1)
            : one.Duration is { } duration && Length(duration) > 1 ? first.AddDays(Length(duration) - 1)
            : first;
        if (last.DayNumber - first.DayNumber > 365)
        {
            Pass(summary, on, "too-long");
            return;
        }
        if (one.RecurrenceRule is not { } rule)
            Note(first, last, summary);
        else if (IsEveryYear(rule, first) && !one.ExceptionDates.GetAllDates().Any())
            Yearly(first, last, summary);
        else if (IsHarmless(rule))
            Repetitions(one, last.DayNumber - first.DayNumber, summary, on);
        else
            Pass(summary, on, "rule");
    }

    private static int Length(Duration duration) => ((duration.Weeks ?? 0) * 7) + (duration.Days ?? 0);

    /// <summary>The same day of every year without an end.</summary>
    private static bool IsEveryYear(RecurrenceRule rule, DateOnly first) =>
        rule is { Frequency: FrequencyType.Yearly, Interval: 1, Count: null, Until: null }
        && rule.ByDay.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count + rule.BySetPosition.Count == 0
        && IsHarmless(rule)
        && (rule.ByMonth.Count == 0 || rule.ByMonth is [var month] && month == first.Month)
        && (rule.ByMonthDay.Count == 0 || rule.ByMonthDay is [var day] && day == first.Day);

    /// <summary>Rules of parts of a day could give any number of times.</summary>
    private static bool IsHarmless(RecurrenceRule rule) =>
        rule.Frequency == FrequencyType.Yearly && rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count == 0;

    private void Yearly(DateOnly first, DateOnly last, string summary) =>
        Add(first.ToString("MM-dd", CultureInfo.InvariantCulture), last.ToString("MM-dd", CultureInfo.InvariantCulture), summary);

    private void Repetitions(CalendarEvent one, int further, string summary, string on)
    {
        try
        {
            var from = new CalDateTime(_today.AddYears(-1).ToDateTime(TimeOnly.MinValue), hasTime: false);
            var until = _today.AddYears(YearsAhead);
            var dates = one.GetOccurrences(from, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 100 })
                .Take(MaxRepetitions)
                .Select(occurrence => occurrence.Period.StartTime.Date)
                .TakeWhile(date => date <= until)
                .ToList();
            foreach (var date in dates)
                Note(date, date.AddDays(further), summary);
        }
#pragma warning disable CA1031 // The library throws whatever its parts throw on a rule that it cannot follow.
        catch (Exception)
#pragma warning restore CA1031
        {
            Pass(summary, on, "rule");
        }
    }

    private void Note(DateOnly first, DateOnly last, string summary)
    {
        if (last < _today.AddMonths(-1))
            return;
        Add(first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), summary);
    }

    private void Add(string first, string last, string summary)
    {
        if (_days.Count == CalendarReading.MaxSpecial)
            return;
        var isWork = _words.MakeUpWords.Any(word => word.Length > 0 && summary.Contains(word, StringComparison.OrdinalIgnoreCase));
        _days.Add(
            new(
                first,
                last == first ? null : last,
                summary.Length == 0 ? null : LocalizedText.Same(summary),
                isWork ? _words.MakeUpLike : null
            )
        );
    }

    private void Pass(string summary, string on, string reason)
    {
        if (_notUnderstood.Count < 200)
            _notUnderstood.Add(new(summary, on, reason));
    }
}
