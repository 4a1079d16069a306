using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>A day of the proleptic Gregorian calendar, years from -999,999,999 to 999,999,999.</summary>
public readonly record struct FeelDate : IComparable<FeelDate>
{
    internal const int MaxYear = 999_999_999;

    private FeelDate(long packed) => Packed = packed;

    /// <summary>Year, month and day in one ordered number.</summary>
    internal long Packed { get; }

    /// <summary>The year; 0 is the year before the year 1.</summary>
    public int Year => (int)(Packed >> 16);

    /// <summary>From 1.</summary>
    public int Month => (int)(Packed >> 8) & 0xFF;

    /// <summary>From 1.</summary>
    public int Day => (int)Packed & 0xFF;

    internal static FeelDate FromPacked(long packed) => new(packed);

    /// <summary>The same date of the base library.</summary>
    public static FeelDate From(DateOnly date) => Unchecked(date.Year, date.Month, date.Day);

    /// <summary>False when the calendar has no such date, or FEEL no such year.</summary>
    public static bool TryCreate(long year, long month, long day, out FeelDate date)
    {
        date = default;
        if (year is < -MaxYear or > MaxYear || month is < 1 or > 12 || day < 1 || day > DaysIn(year, (int)month))
        {
            return false;
        }
        date = Unchecked((int)year, (int)month, (int)day);
        return true;
    }

    internal static FeelDate Unchecked(int year, int month, int day) => new(((long)year << 16) | (uint)(month << 8) | (uint)day);

    internal static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    internal static int DaysIn(long year, int month) =>
        month switch
        {
            2 => IsLeap(year) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };

    /// <summary>Days since 1970-01-01.</summary>
    internal long EpochDay
    {
        get
        {
            // Years start in March here, so that the leap day is the last one.
            var year = (long)Year - (Month <= 2 ? 1 : 0);
            var era = Math.DivRem(year >= 0 ? year : year - 399, 400).Quotient;
            var yearOfEra = year - era * 400;
            var dayOfYear = (153 * (Month + (Month > 2 ? -3 : 9)) + 2) / 5 + Day - 1;
            return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
        }
    }

    internal static bool TryFromEpochDay(long epochDay, out FeelDate date)
    {
        date = default;
        if (epochDay is < -370_000_000_000 or > 370_000_000_000)
        {
            return false;
        }
        var day = epochDay + 719_468;
        var era = Math.DivRem(day >= 0 ? day : day - 146_096, 146_097).Quotient;
        var dayOfEra = day - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shifted = (5 * dayOfYear + 2) / 153;
        var month = shifted < 10 ? shifted + 3 : shifted - 9;
        return TryCreate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1, out date);
    }

    /// <summary>Adds months; a day the target month does not have becomes its last one.</summary>
    internal bool TryAddMonths(long months, out FeelDate date)
    {
        // The result may be this very date, so nothing is assigned before all is read.
        if (months is < -30_000_000_000 or > 30_000_000_000)
        {
            date = default;
            return false;
        }
        var total = (long)Year * 12 + Month - 1 + months;
        var year = total >= 0 ? total / 12 : (total - 11) / 12;
        var month = (int)(total - year * 12) + 1;
        var day = Math.Min(Day, DaysIn(year, month));
        return TryCreate(year, month, day, out date);
    }

    internal bool TryAddDays(long days, out FeelDate date)
    {
        var epochDay = EpochDay;
        date = default;
        return days is > -800_000_000_000 and < 800_000_000_000 && TryFromEpochDay(epochDay + days, out date);
    }

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    internal int Weekday
    {
        get
        {
            var rest = (int)((EpochDay + 3) % 7);
            return (rest < 0 ? rest + 7 : rest) + 1;
        }
    }

    internal int DayOfYear => (int)(EpochDay - Unchecked(Year, 1, 1).EpochDay) + 1;

    /// <summary>Earlier dates come first.</summary>
    public int CompareTo(FeelDate other) => Packed.CompareTo(other.Packed);

    /// <summary>Whether the left date is earlier.</summary>
    public static bool operator <(FeelDate left, FeelDate right) => left.Packed < right.Packed;

    /// <summary>Whether the left date is earlier or the same.</summary>
    public static bool operator <=(FeelDate left, FeelDate right) => left.Packed <= right.Packed;

    /// <summary>Whether the left date is later.</summary>
    public static bool operator >(FeelDate left, FeelDate right) => left.Packed > right.Packed;

    /// <summary>Whether the left date is later or the same.</summary>
    public static bool operator >=(FeelDate left, FeelDate right) => left.Packed >= right.Packed;

    /// <summary>As ISO 8601 writes it: <c>2026-03-01</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
