using System.Globalization;

namespace Baton.Desk.Forms;

/// <summary>Dates, times and instants as the fields of forms hold them.</summary>
internal static class FormMoments
{
    /// <summary>Whether the text is one of its kind: date, time or datetime.</summary>
    public static bool IsOne(string subtype, string text) => Order(subtype, text) is not null;

    /// <summary>Less than zero where the first is earlier. Both must be of the kind.</summary>
    public static int Compare(string subtype, string first, string second) =>
        Nullable.Compare(Order(subtype, first), Order(subtype, second));

    private static long? Order(string subtype, string text) =>
        subtype switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date.DayNumber
                : null,
            "time" => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.Ticks : null,
            _ => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at.UtcTicks
                : null,
        };
}
