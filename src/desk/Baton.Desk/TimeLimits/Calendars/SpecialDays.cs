namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>
/// Days that are not as their weekday says: holidays (nobody works), half days and make-up days (work is done in these hours).
/// </summary>
/// <param name="From">The first day; of those that come every year only month and day count.</param>
/// <param name="To">The last day.</param>
/// <param name="IsYearly">Whether they come every year; days from December to January may be yearly too.</param>
/// <param name="Hours">The hours of work on each of the days; none are holidays.</param>
/// <param name="Like">The weekday whose hours they have instead; null for <paramref name="Hours"/>.</param>
/// <param name="Name">What people call them; null for nothing.</param>
internal sealed record SpecialDays(
    DateOnly From,
    DateOnly To,
    bool IsYearly,
    IReadOnlyList<DaySpan> Hours,
    DayOfWeek? Like = null,
    LocalizedText? Name = null
)
{
    /// <summary>A holiday of one or several days.</summary>
    public static SpecialDays Holiday(DateOnly from, DateOnly? to = null, LocalizedText? name = null) =>
        new(from, to ?? from, false, [], null, name);

    /// <summary>Whether work is done on them.</summary>
    public bool IsWork => Hours.Count > 0 || Like is not null;

    /// <summary>Whether that day is one of them.</summary>
    public bool Have(DateOnly day)
    {
        if (!IsYearly)
            return day >= From && day <= To;
        var (first, last, one) = (MonthAndDay(From), MonthAndDay(To), MonthAndDay(day));
        return first <= last ? one >= first && one <= last : one >= first || one <= last;
    }

    private static int MonthAndDay(DateOnly day) => (day.Month * 100) + day.Day;
}
