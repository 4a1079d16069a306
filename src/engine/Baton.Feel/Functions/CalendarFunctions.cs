namespace Baton.Feel.Functions;

/// <summary>Where a day lies in its year, month and week: DMN 1.5, section 10.3.4.10.</summary>
internal static class CalendarFunctions
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    public static void Define(BuiltIns.Define define)
    {
        const string Parameter = "date: date|date and time";
        define("day of year", Parameter, (_, a) => DateOf(a[0]).DayOfYear);
        define("day of week", Parameter, (_, a) => Days[DateOf(a[0]).Weekday - 1]);
        define("month of year", Parameter, (_, a) => Months[DateOf(a[0]).Month - 1]);
        define("week of year", Parameter, (_, a) => WeekOf(DateOf(a[0])));
    }

    internal static FeelDate DateOf(FeelValue value) => value.Kind == FeelKind.Date ? value.AsDate() : value.AsDateTime().Date;

    /// <summary>ISO 8601: a week belongs to the year that its Thursday is in.</summary>
    private static int WeekOf(FeelDate date) => date.TryAddDays(4 - date.Weekday, out var thursday) ? (thursday.DayOfYear - 1) / 7 + 1 : 1;
}
