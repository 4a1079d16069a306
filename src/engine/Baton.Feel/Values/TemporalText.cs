using System.Globalization;
using System.Text;

namespace Baton.Feel.Values;

/// <summary>Writing dates, times and durations in their ISO 8601 forms.</summary>
internal static class TemporalText
{
    public static string Format(FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Date => Format(value.AsDate()),
            FeelKind.Time => Format(value.AsTime()),
            FeelKind.DateTime => Format(value.AsDateTime()),
            FeelKind.DaysTimeDuration => Format(value.AsDaysTimeDuration()),
            FeelKind.YearsMonthsDuration => Format(value.AsYearsMonthsDuration()),
            var kind => throw new InvalidOperationException($"The value is of kind {kind}, which is not temporal."),
        };

    public static string Format(FeelDate date)
    {
        var sign = date.Year < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs((long)date.Year):0000}-{date.Month:00}-{date.Day:00}");
    }

    public static string Format(FeelTime time) => Clock(time.NanosecondOfDay) + Zone(time.Zone);

    public static string Format(FeelDateTime value) => $"{Format(value.Date)}T{Clock(value.NanosecondOfDay)}{Zone(value.Zone)}";

    private static string Clock(long nanos)
    {
        var (seconds, fraction) = Math.DivRem(nanos, FeelTime.SecondNanos);
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : text + Fraction(fraction);
    }

    private static string Fraction(long nanos) => "." + nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    private static string Zone(FeelZone? zone)
    {
        if (zone is null)
        {
            return "";
        }
        return zone.Region is { } region ? "@" + region
            : zone.StandardOffset == 0 ? "Z"
            : Offset(zone.StandardOffset);
    }

    private static string Offset(int seconds)
    {
        var magnitude = Math.Abs(seconds);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(seconds < 0 ? '-' : '+')}{magnitude / 3600:00}:{magnitude / 60 % 60:00}"
        );
        return magnitude % 60 == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $":{magnitude % 60:00}");
    }

    public static string Format(FeelDaysTimeDuration duration)
    {
        if (duration.Nanoseconds == 0)
        {
            return "PT0S";
        }
        var negative = Int128.IsNegative(duration.Nanoseconds);
        var (total, fraction) = Int128.DivRem(negative ? -duration.Nanoseconds : duration.Nanoseconds, FeelTime.SecondNanos);
        var text = new StringBuilder(negative ? "-P" : "P");
        var (days, seconds) = Int128.DivRem(total, 86_400);
        Part(text, days, 'D');
        if (seconds != 0 || fraction != 0)
        {
            text.Append('T');
            Part(text, seconds / 3600, 'H');
            Part(text, seconds / 60 % 60, 'M');
            if (fraction != 0)
            {
                text.Append((seconds % 60).ToString(CultureInfo.InvariantCulture)).Append(Fraction((long)fraction)).Append('S');
            }
            else
            {
                Part(text, seconds % 60, 'S');
            }
        }
        return text.ToString();
    }

    public static string Format(FeelYearsMonthsDuration duration)
    {
        if (duration.Months == 0)
        {
            return "P0M";
        }
        var text = new StringBuilder(duration.Months < 0 ? "-P" : "P");
        var (years, months) = Math.DivRem(Math.Abs(duration.Months), 12);
        Part(text, years, 'Y');
        Part(text, months, 'M');
        return text.ToString();
    }

    private static void Part(StringBuilder text, Int128 amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(amount.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }
}
