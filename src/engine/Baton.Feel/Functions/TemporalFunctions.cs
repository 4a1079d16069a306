using Baton.Feel.Compilation;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>Making dates, times and durations: DMN 1.5, sections 10.3.4.1 and 10.3.4.6.</summary>
internal static class TemporalFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define(
            "date",
            "from: string",
            (call, a) =>
                TemporalReader.Date(a[0].AsString()) is { } date
                    ? FeelValue.From(date)
                    : call.Warn("date(): the text is no date; write it like \"2026-03-01\".")
        );
        define("date", "from: date", (_, a) => a[0]);
        define("date", "from: date and time", (_, a) => FeelValue.From(a[0].AsDateTime().Date));
        define("date", "year: number, month: number, day: number", Date);
        define("time", "from: string", Time);
        define("time", "from: time", (_, a) => a[0]);
        define("time", "from: date and time", (_, a) => FeelValue.From(a[0].AsDateTime().Time));
        define("time", "from: date", (_, _) => FeelValue.From(new FeelTime(0, FeelZone.Utc)));
        define("time", "hour: number, minute: number, second: number, offset: days?", TimeOf);
        define("date and time", "from: string", DateTime);
        define("date and time", "from: date and time", (_, a) => a[0]);
        define("date and time", "from: date", (_, a) => FeelValue.From(TemporalArithmetic.Midnight(a[0])));
        define("date and time", "date: date|date and time, time: time", DateAndTime);
        define("date and time", "date: date and time, timezone: string", InZone);
        define(
            "duration",
            "from: string",
            (call, a) =>
                TemporalReader.Duration(a[0].AsString()) is { IsNull: false } duration
                    ? duration
                    : call.Warn("duration(): the text is no duration; write it like \"P1DT2H\" or \"P1Y6M\".")
        );
        define("duration", "from: duration", (_, a) => a[0]);
        define("years and months duration", "from: date|date and time, to: date|date and time", YearsAndMonths);
        define("now", "", (call, _) => FeelValue.From(Now(call)));
        define("today", "", (call, _) => FeelValue.From(Now(call).Date));
    }

    private static FeelDateTime Now(Call call)
    {
        var (now, zone, _) = call.Run.Environment;
        if (zone is null)
        {
            return FeelDateTime.From(now);
        }
        var local = FeelDateTime.From(TimeZoneInfo.ConvertTime(now, zone));
        return new(local.Date, local.NanosecondOfDay, zone.HasIanaId ? FeelZone.Of(zone) : local.Zone);
    }

    private static FeelValue Date(Call call, ReadOnlySpan<FeelValue> a) =>
        a[0].NumberBits.TryToInt64(out var year)
        && a[1].NumberBits.TryToInt64(out var month)
        && a[2].NumberBits.TryToInt64(out var day)
        && FeelDate.TryCreate(year, month, day, out var date)
            ? FeelValue.From(date)
            : call.Warn($"date(): there is no day {a[0]}-{a[1]}-{a[2]}.");

    /// <summary>A date text also names a time: its midnight in UTC.</summary>
    private static FeelValue Time(Call call, ReadOnlySpan<FeelValue> a)
    {
        var text = a[0].AsString();
        return TemporalReader.Time(text) is { } time
            ? FeelValue.From(time)
            : call.Warn("time(): the text is no time; write it like \"13:30:00\".");
    }

    private static FeelValue TimeOf(Call call, ReadOnlySpan<FeelValue> a)
    {
        var second = a[2].NumberBits;
        if (
            !a[0].NumberBits.TryToInt64(out var hour)
            || !a[1].NumberBits.TryToInt64(out var minute)
            || hour is < 0 or > 23
            || minute is < 0 or > 59
            || second.IsNegative
            || second >= FeelNumber.From(60)
        )
        {
            return call.Warn($"time(): there is no time {a[0]}:{a[1]}:{a[2]}.");
        }
        var nanos = (long)(second * FeelNumber.From(FeelTime.SecondNanos)).ToBigInteger();
        FeelZone? zone = null;
        if (!a[3].IsNull)
        {
            var seconds = a[3].AsDaysTimeDuration().Nanoseconds / FeelTime.SecondNanos;
            zone = Int128.Abs(seconds) <= FeelZone.MaxOffsetSeconds ? FeelZone.AtOffset((int)seconds) : null;
            if (zone is null)
            {
                return call.Warn("time(): the offset must lie within 18 hours.");
            }
        }
        return FeelValue.From(new FeelTime((hour * 3600 + minute * 60) * FeelTime.SecondNanos + nanos, zone));
    }

    private static FeelValue DateTime(Call call, ReadOnlySpan<FeelValue> a)
    {
        var text = a[0].AsString();
        return TemporalReader.DateTime(text) is { } dateTime ? FeelValue.From(dateTime)
            : TemporalReader.Date(text) is { } date ? FeelValue.From(new FeelDateTime(date, 0, null))
            : call.Warn("date and time(): the text is no date and time; write it like \"2026-03-01T13:30:00Z\".");
    }

    private static FeelValue DateAndTime(Call call, ReadOnlySpan<FeelValue> a)
    {
        var date = a[0].Kind == FeelKind.Date ? a[0].AsDate() : a[0].AsDateTime().Date;
        var time = a[1].AsTime();
        return FeelValue.From(new FeelDateTime(date, time.NanosecondOfDay, time.Zone));
    }

    private static FeelValue InZone(Call call, ReadOnlySpan<FeelValue> a)
    {
        var value = a[0].AsDateTime();
        if (FeelZone.OfRegion(a[1].AsString()) is not { } zone)
        {
            return call.Warn($"date and time(): there is no time zone '{a[1].AsString()}'.");
        }
        if (value.Zone is null)
        {
            return FeelValue.From(new FeelDateTime(value.Date, value.NanosecondOfDay, zone));
        }
        var utc = FeelDateTime.FromLocalNanos(value.InstantNanos, FeelZone.Utc);
        return
            utc is not null
            && utc.TryToDateTimeOffset(null, out var instant)
            && FeelDateTime.From(TimeZoneInfo.ConvertTime(instant, zone.Rules!)) is var local
            ? FeelValue.From(new FeelDateTime(local.Date, local.NanosecondOfDay, zone))
            : call.Warn("date and time(): the year is out of range for time zones.");
    }

    /// <summary>Whole months between the two, counted towards zero.</summary>
    private static FeelValue YearsAndMonths(Call call, ReadOnlySpan<FeelValue> a)
    {
        var (from, to) = (DateOf(a[0]), DateOf(a[1]));
        var months = ((long)to.Year - from.Year) * 12 + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day)
        {
            months--;
        }
        else if (months < 0 && to.Day > from.Day)
        {
            months++;
        }
        return FeelValue.From(new FeelYearsMonthsDuration(months));
    }

    private static FeelDate DateOf(FeelValue value) => value.Kind == FeelKind.Date ? value.AsDate() : value.AsDateTime().Date;
}
