using Baton.Feel.Compilation;

namespace Baton.Feel.Values;

/// <summary>What stands behind a point: properties of dates, times, durations and ranges, and the entries of a list's items.</summary>
internal static class Properties
{
    public static FeelValue Get(Call call, FeelValue value, string name)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                return call.Warn($"There is no '{name}' in null.");
            case FeelKind.Context:
                return value.AsContext().TryGet(name, out var entry) ? entry : call.Warn($"The context has no entry '{name}'.");
            case FeelKind.List:
                return OfItems(call, value.AsList(), name);
            default:
                return Find(value, name) ?? call.Warn($"A value {Compiler.Describe(value)} has no property '{name}'.");
        }
    }

    private static FeelValue OfItems(Call call, FeelList list, string name)
    {
        call.Step(list.Count);
        Evaluation.EnsureStack(call.At);
        var values = new FeelValue[list.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Get(call, list[i], name);
        }
        return call.Bounded(FeelList.Adopt(values));
    }

    private static FeelValue? Find(FeelValue value, string name) =>
        value.Kind switch
        {
            FeelKind.Date => OfDate(value.AsDate(), name),
            FeelKind.Time => OfTime(value.AsTime(), name, value.AsTime().Zone?.StandardOffset),
            FeelKind.DateTime => OfDate(value.AsDateTime().Date, name)
                ?? OfTime(value.AsDateTime().Time, name, value.AsDateTime().OffsetSeconds),
            FeelKind.DaysTimeDuration => OfDuration(value.AsDaysTimeDuration(), name),
            FeelKind.YearsMonthsDuration => OfDuration(value.AsYearsMonthsDuration(), name),
            FeelKind.Range => OfRange(value.AsRange(), name),
            _ => default(FeelValue?),
        };

    private static FeelValue? OfDate(FeelDate date, string name) =>
        name switch
        {
            "year" => date.Year,
            "month" => date.Month,
            "day" => date.Day,
            "weekday" => date.Weekday,
            _ => default(FeelValue?),
        };

    private static FeelValue? OfTime(FeelTime time, string name, int? offset)
    {
        switch (name)
        {
            case "hour":
                return time.Hour;
            case "minute":
                return time.Minute;
            case "second":
                return FeelNumber.FromInt128(time.NanosecondOfDay % (60 * FeelTime.SecondNanos), -9).Reduce();
            case "time offset":
                return offset is { } seconds
                    ? FeelValue.From(new FeelDaysTimeDuration((Int128)seconds * FeelTime.SecondNanos))
                    : FeelValue.Null;
            case "timezone":
                return time.Zone?.Region;
            default:
                return null;
        }
    }

    private static FeelValue? OfDuration(FeelDaysTimeDuration duration, string name)
    {
        var nanos = duration.Nanoseconds;
        return name switch
        {
            "days" => FeelNumber.FromInt128(nanos / FeelTime.DayNanos),
            "hours" => FeelNumber.FromInt128(nanos / (3600 * FeelTime.SecondNanos) % 24),
            "minutes" => FeelNumber.FromInt128(nanos / (60 * FeelTime.SecondNanos) % 60),
            "seconds" => FeelNumber.FromInt128(nanos % (60 * FeelTime.SecondNanos), -9).Reduce(),
            _ => default(FeelValue?),
        };
    }

    private static FeelValue? OfDuration(FeelYearsMonthsDuration duration, string name) =>
        name switch
        {
            "years" => duration.Months / 12,
            "months" => duration.Months % 12,
            _ => default(FeelValue?),
        };

    private static FeelValue? OfRange(FeelRange range, string name) =>
        name switch
        {
            "start" => range.Start,
            "start included" => range.StartIncluded,
            "end" => range.End,
            "end included" => range.EndIncluded,
            _ => default(FeelValue?),
        };
}
