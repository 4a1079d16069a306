using System.Globalization;

namespace Baton.Desk.Storage.Words;

/// <summary>
/// The months that rows are of, as words of the index: what has a common word is looked for in the newest months first, instead of everywhere. Months
/// of UTC.
/// </summary>
internal static class Months
{
    /// <summary>No text has it as a part of a word.</summary>
    private const char Mark = '‡';

    /// <summary>Of what comes last so many months are looked at together; an installation of so many years has older rows in one stretch.</summary>
    private const int Widest = 64;

    public static string Word(DateTimeOffset at) => Mark + at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>
    /// Stretches of months from the newest to the oldest, the first of them short, each twice as long as the one before: whoever wants the newest of
    /// many soon has them, and whoever wants all needs few stretches.
    /// </summary>
    /// <param name="oldest">An instant of the oldest month.</param>
    /// <param name="newest">An instant of the newest month; nothing where it lies before the oldest.</param>
    public static IEnumerable<Stretch> Back(DateTimeOffset oldest, DateTimeOffset newest)
    {
        var (first, end) = (Begin(oldest), Begin(newest).AddMonths(1));
        for (var length = 1; end > first; length = Math.Min(2 * length, Widest))
        {
            var begin = end.AddMonths(-length);
            if (begin < first)
                begin = first;
            yield return new(begin, end);
            end = begin;
        }
    }

    private static DateTimeOffset Begin(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>Whole months.</summary>
/// <param name="From">Of the first month.</param>
/// <param name="To">Exclusive.</param>
internal sealed record Stretch(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The words of its months, the newest first.</summary>
    public IEnumerable<string> Words
    {
        get
        {
            for (var month = To.AddMonths(-1); month >= From; month = month.AddMonths(-1))
                yield return Months.Word(month);
        }
    }
}
