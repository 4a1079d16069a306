namespace Baton.Feel.Values;

/// <summary>Sums, differences and multiples of dates, times and durations; null where the kinds do not go together.</summary>
internal static class TemporalArithmetic
{
    public static FeelValue? Add(FeelValue left, FeelValue right) =>
        (left.Kind, right.Kind) switch
        {
            (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration) => DaysTime(left.AsDaysTimeDuration().Nanoseconds + Nanos(right)),
            (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration) => YearsMonths(
                (Int128)left.AsYearsMonthsDuration().Months + Months(right)
            ),
            (_, FeelKind.DaysTimeDuration) => AddNanos(left, Nanos(right)),
            (_, FeelKind.YearsMonthsDuration) => AddMonths(left, Months(right)),
            _ => null,
        };

    public static FeelValue? Subtract(FeelValue left, FeelValue right) =>
        (left.Kind, right.Kind) switch
        {
            (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration) => DaysTime(Nanos(left) - Nanos(right)),
            (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration) => YearsMonths((Int128)Months(left) - Months(right)),
            (_, FeelKind.DaysTimeDuration) => AddNanos(left, -Nanos(right)),
            (_, FeelKind.YearsMonthsDuration) => AddMonths(left, -Months(right)),
            (FeelKind.Time, FeelKind.Time) => Difference(left.AsTime(), right.AsTime()),
            (FeelKind.Date, FeelKind.Date) => DaysTime((Int128)(left.AsDate().EpochDay - right.AsDate().EpochDay) * FeelTime.DayNanos),
            (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime) => Difference(Midnight(left), Midnight(right)),
            _ => null,
        };

    public static FeelValue? Scale(FeelValue duration, FeelNumber factor, bool divide)
    {
        var amount = duration.Kind switch
        {
            FeelKind.DaysTimeDuration => FeelNumber.FromInt128(Nanos(duration)),
            FeelKind.YearsMonthsDuration => FeelNumber.From(Months(duration)),
            _ => (FeelNumber?)null,
        };
        if (amount is not { } known)
        {
            return null;
        }
        var fits = divide ? FeelNumber.TryDivide(known, factor, out var scaled) : FeelNumber.TryMultiply(known, factor, out scaled);
        if (!fits || scaled.Abs() > FeelNumber.FromInt128(FeelDaysTimeDuration.Limit))
        {
            return null;
        }
        var whole = (Int128)scaled.ToBigInteger();
        return duration.Kind == FeelKind.DaysTimeDuration ? DaysTime(whole) : YearsMonths(whole);
    }

    public static FeelValue? Ratio(FeelValue left, FeelValue right)
    {
        FeelNumber dividend;
        FeelNumber divisor;
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration):
                (dividend, divisor) = (FeelNumber.FromInt128(Nanos(left)), FeelNumber.FromInt128(Nanos(right)));
                break;
            case (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration):
                (dividend, divisor) = (FeelNumber.From(Months(left)), FeelNumber.From(Months(right)));
                break;
            default:
                return null;
        }
        return FeelNumber.TryDivide(dividend, divisor, out var ratio) ? ratio : default(FeelValue?);
    }

    private static Int128 Nanos(FeelValue value) => value.AsDaysTimeDuration().Nanoseconds;

    private static long Months(FeelValue value) => value.AsYearsMonthsDuration().Months;

    private static FeelValue? DaysTime(Int128 nanos) =>
        Int128.Abs(nanos) <= FeelDaysTimeDuration.Limit ? FeelValue.From(new FeelDaysTimeDuration(nanos)) : default(FeelValue?);

    private static FeelValue? YearsMonths(Int128 months) =>
        Int128.Abs(months) <= FeelYearsMonthsDuration.Limit
            ? FeelValue.From(new FeelYearsMonthsDuration((long)months))
            : default(FeelValue?);

    /// <summary>A date stands for its midnight in UTC where a point in time is wanted.</summary>
    public static FeelDateTime Midnight(FeelValue value) =>
        value.Kind == FeelKind.Date ? new(value.AsDate(), 0, FeelZone.Utc) : value.AsDateTime();

    private static FeelValue? Difference(FeelTime left, FeelTime right) =>
        left.Zone is null == right.Zone is null ? DaysTime(left.Comparable - right.Comparable) : default(FeelValue?);

    private static FeelValue? Difference(FeelDateTime left, FeelDateTime right) =>
        left.Zone is null == right.Zone is null ? DaysTime(left.InstantNanos - right.InstantNanos) : default(FeelValue?);

    private static FeelValue? AddMonths(FeelValue value, long months)
    {
        switch (value.Kind)
        {
            case FeelKind.Date:
                return value.AsDate().TryAddMonths(months, out var date) ? FeelValue.From(date) : default(FeelValue?);
            case FeelKind.DateTime:
                var dateTime = value.AsDateTime();
                return dateTime.Date.TryAddMonths(months, out var moved)
                    ? FeelValue.From(new FeelDateTime(moved, dateTime.NanosecondOfDay, dateTime.Zone))
                    : default(FeelValue?);
            default:
                return null;
        }
    }

    private static FeelValue? AddNanos(FeelValue value, Int128 nanos)
    {
        switch (value.Kind)
        {
            case FeelKind.Date:
                var moved = FeelDateTime.FromLocalNanos((Int128)value.AsDate().EpochDay * FeelTime.DayNanos + nanos, null);
                return moved is null ? default(FeelValue?) : FeelValue.From(moved.Date);
            case FeelKind.Time:
                var time = value.AsTime();
                var ofDay = (long)((time.NanosecondOfDay + nanos) % FeelTime.DayNanos);
                return FeelValue.From(new FeelTime(ofDay < 0 ? ofDay + FeelTime.DayNanos : ofDay, time.Zone));
            case FeelKind.DateTime:
                return AddNanos(value.AsDateTime(), nanos) is { } sum ? FeelValue.From(sum) : default(FeelValue?);
            default:
                return null;
        }
    }

    /// <summary>Time passes on the world's clock: in a region the local time may jump with its offset.</summary>
    private static FeelDateTime? AddNanos(FeelDateTime value, Int128 nanos)
    {
        var moved = FeelDateTime.FromLocalNanos(value.LocalNanos + nanos, value.Zone);
        if (moved?.OffsetSeconds is not { } offset || value.OffsetSeconds is not { } before || offset == before)
        {
            return moved;
        }
        return FeelDateTime.FromLocalNanos(moved.LocalNanos + (Int128)(offset - before) * FeelTime.SecondNanos, value.Zone);
    }
}
