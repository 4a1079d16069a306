using System.Buffers;
using System.Globalization;
using Baton.Feel;

namespace Baton.Engine.Timers;

/// <summary>An ISO 8601 duration: a number of months and a length of time, so that a month is a calendar month.</summary>
internal readonly record struct IsoPeriod(long Months, TimeSpan Time)
{
    private static readonly SearchValues<char> AmountCharacters = SearchValues.Create("0123456789.");

    public bool IsPositive => Months > 0 || Time > TimeSpan.Zero;

    /// <summary>Null where the sum leaves the calendar of .NET.</summary>
    public DateTimeOffset? After(DateTimeOffset from)
    {
        try
        {
            return from.AddMonths(checked((int)Months)).Add(Time);
        }
        catch (Exception beyond) when (beyond is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    public static bool TryFrom(FeelValue value, out IsoPeriod period)
    {
        period = default;
        switch (value.Kind)
        {
            case FeelKind.DaysTimeDuration:
                bool fits = value.AsDaysTimeDuration().TryToTimeSpan(out TimeSpan span);
                period = new IsoPeriod(0, span);
                return fits;
            case FeelKind.YearsMonthsDuration:
                period = new IsoPeriod(value.AsYearsMonthsDuration().Months, TimeSpan.Zero);
                return true;
            case FeelKind.String:
                return TryParse(value.AsString(), out period);
            default:
                return false;
        }
    }

    /// <summary>Reads <c>P1Y2M3W4DT5H6M7.8S</c>, with an optional sign before it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoPeriod period)
    {
        period = default;
        int sign = 1;
        if (text is ['-', ..])
        {
            sign = -1;
            text = text[1..];
        }
        if (text is not ['P', _, ..] || text[^1] == 'T')
        {
            return false;
        }
        text = text[1..];
        long months = 0;
        decimal seconds = 0;
        bool isTime = false;
        while (!text.IsEmpty)
        {
            if (text[0] == 'T' && !isTime)
            {
                isTime = true;
                text = text[1..];
                continue;
            }
            int unitAt = text.IndexOfAnyExcept(AmountCharacters);
            if (
                unitAt <= 0
                || unitAt > 18
                || !decimal.TryParse(text[..unitAt], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
                || !Add(text[unitAt], isTime, amount, ref months, ref seconds)
            )
            {
                return false;
            }
            text = text[(unitAt + 1)..];
        }
        if (seconds > (decimal)TimeSpan.MaxValue.TotalSeconds / 2 || months > 12 * 10_000)
        {
            return false;
        }
        period = new IsoPeriod(sign * months, TimeSpan.FromTicks((long)(sign * seconds * TimeSpan.TicksPerSecond)));
        return true;
    }

    private static bool Add(char unit, bool isTime, decimal amount, ref long months, ref decimal seconds)
    {
        bool isWhole = decimal.IsInteger(amount) && amount < 1_000_000;
        switch (unit, isTime)
        {
            case ('Y', false) when isWhole:
                months += (long)amount * 12;
                return true;
            case ('M', false) when isWhole:
                months += (long)amount;
                return true;
            case ('W', false) when amount < 100_000_000:
                seconds += amount * 604_800;
                return true;
            case ('D', false) when amount < 100_000_000:
                seconds += amount * 86_400;
                return true;
            case ('H', true):
                seconds += amount * 3_600;
                return true;
            case ('M', true):
                seconds += amount * 60;
                return true;
            case ('S', true):
                seconds += amount;
                return true;
            default:
                return false;
        }
    }
}
