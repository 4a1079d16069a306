namespace Baton.Feel.Values;

/// <summary>
/// Reading dates, times and durations from their ISO 8601 text as XML Schema and DMN 1.5 section 10.3.4.1 allow it. Every
/// method answers null for text that is not of the form or names no real day or time.
/// </summary>
internal ref struct TemporalReader
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private TemporalReader(ReadOnlySpan<char> text) => _text = text;

    private readonly bool AtEnd => _at == _text.Length;

    public static FeelDate? Date(ReadOnlySpan<char> text)
    {
        var reader = new TemporalReader(text);
        return reader.ReadDate(out var date) && reader.AtEnd ? date : null;
    }

    public static FeelTime? Time(ReadOnlySpan<char> text)
    {
        var reader = new TemporalReader(text);
        reader.Skip('T');
        return reader.ReadClock(out var nanos, out var endOfDay) && reader.ReadZone(out var zone) ? new(endOfDay ? 0 : nanos, zone) : null;
    }

    public static FeelDateTime? DateTime(ReadOnlySpan<char> text)
    {
        var reader = new TemporalReader(text);
        if (
            !reader.ReadDate(out var date)
            || !reader.Skip('T')
            || !reader.ReadClock(out var nanos, out var endOfDay)
            || !reader.ReadZone(out var zone)
        )
        {
            return null;
        }
        if (endOfDay && !date.TryAddDays(1, out date))
        {
            return null;
        }
        return new(date, endOfDay ? 0 : nanos, zone);
    }

    /// <summary>What an @-literal holds: the form decides the kind.</summary>
    public static FeelValue Any(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }
        if (text[0] == 'P' || (text.Length > 1 && text[0] == '-' && text[1] == 'P'))
        {
            return Duration(text);
        }
        return Date(text) is { } date ? FeelValue.From(date)
            : DateTime(text) is { } dateTime ? FeelValue.From(dateTime)
            : FeelValue.From(Time(text));
    }

    public static FeelValue Duration(ReadOnlySpan<char> text)
    {
        var reader = new TemporalReader(text);
        var negative = reader.Skip('-');
        if (!reader.Skip('P') || reader.AtEnd)
        {
            return default;
        }
        return reader.ReadMonths(out var months) ? FeelValue.From(new FeelYearsMonthsDuration(negative ? -months : months))
            : reader.ReadDays(out var nanos) ? FeelValue.From(new FeelDaysTimeDuration(negative ? -nanos : nanos))
            : default;
    }

    private bool ReadMonths(out long months)
    {
        var start = _at;
        months = 0;
        var any = false;
        if (ReadAmount('Y', out var years))
        {
            months = years * 12;
            any = true;
        }
        if (ReadAmount('M', out var rest))
        {
            months += rest;
            any = true;
        }
        if (any && AtEnd && months <= FeelYearsMonthsDuration.Limit)
        {
            return true;
        }
        _at = start;
        return false;
    }

    private bool ReadDays(out Int128 nanos)
    {
        nanos = 0;
        var any = false;
        if (ReadAmount('D', out var days))
        {
            nanos = (Int128)days * FeelTime.DayNanos;
            any = true;
        }
        if (Skip('T'))
        {
            any = false;
            foreach (var (unit, seconds) in stackalloc (char, long)[] { ('H', 3600), ('M', 60) })
            {
                if (ReadAmount(unit, out var amount))
                {
                    nanos += (Int128)amount * seconds * FeelTime.SecondNanos;
                    any = true;
                }
            }
            any |= ReadSeconds(ref nanos);
        }
        return any && AtEnd && nanos <= FeelDaysTimeDuration.Limit;
    }

    private bool ReadSeconds(ref Int128 nanos)
    {
        var start = _at;
        if (Digits(1, 15, out var seconds))
        {
            // The conformance kit reads "PT0.S" as "PT0S".
            long fraction = 0;
            if (Skip('.'))
            {
                _ = ReadFraction(out fraction);
            }
            if (Skip('S'))
            {
                nanos += (Int128)seconds * FeelTime.SecondNanos + fraction;
                return true;
            }
        }
        _at = start;
        return false;
    }

    private bool ReadAmount(char unit, out long amount)
    {
        var start = _at;
        if (Digits(1, 15, out amount) && Skip(unit))
        {
            return true;
        }
        _at = start;
        return false;
    }

    private bool ReadDate(out FeelDate date)
    {
        date = default;
        var negative = Skip('-');
        var start = _at;
        if (!Digits(4, 9, out var year) || (_at - start > 4 && _text[start] == '0') || year == 0)
        {
            return false;
        }
        return Skip('-')
            && Digits(2, 2, out var month)
            && Skip('-')
            && Digits(2, 2, out var day)
            && FeelDate.TryCreate(negative ? -year : year, month, day, out date);
    }

    private bool ReadClock(out long nanos, out bool endOfDay)
    {
        nanos = 0;
        endOfDay = false;
        if (!Digits(2, 2, out var hour) || !Skip(':') || !Digits(2, 2, out var minute) || !Skip(':') || !Digits(2, 2, out var second))
        {
            return false;
        }
        long fraction = 0;
        if (Skip('.') && !ReadFraction(out fraction))
        {
            return false;
        }
        endOfDay = hour == 24 && minute == 0 && second == 0 && fraction == 0;
        nanos = (hour * 3600 + minute * 60 + second) * FeelTime.SecondNanos + fraction;
        return endOfDay || (hour < 24 && minute < 60 && second < 60);
    }

    private bool ReadFraction(out long nanos)
    {
        nanos = 0;
        var scale = FeelTime.SecondNanos;
        var start = _at;
        while (!AtEnd && char.IsAsciiDigit(_text[_at]))
        {
            scale /= 10;
            nanos += (_text[_at++] - '0') * scale;
        }
        return _at > start;
    }

    private bool ReadZone(out FeelZone? zone)
    {
        zone = null;
        if (AtEnd)
        {
            return true;
        }
        if (Skip('Z'))
        {
            zone = FeelZone.Utc;
            return AtEnd;
        }
        if (Skip('@'))
        {
            zone = FeelZone.OfRegion(_text[_at..].ToString());
            return zone is not null;
        }
        var negative = Skip('-');
        if ((!negative && !Skip('+')) || !Digits(2, 2, out var hours) || !Skip(':') || !Digits(2, 2, out var minutes))
        {
            return false;
        }
        long seconds = 0;
        if ((Skip(':') && !Digits(2, 2, out seconds)) || minutes > 59 || seconds > 59)
        {
            return false;
        }
        var offset = (int)(hours * 3600 + minutes * 60 + seconds);
        zone = FeelZone.AtOffset(negative ? -offset : offset);
        return zone is not null && AtEnd;
    }

    private bool Skip(char expected)
    {
        if (AtEnd || _text[_at] != expected)
        {
            return false;
        }
        _at++;
        return true;
    }

    private bool Digits(int least, int most, out long number)
    {
        var start = _at;
        number = 0;
        while (!AtEnd && _at - start < most && char.IsAsciiDigit(_text[_at]))
        {
            number = number * 10 + (_text[_at++] - '0');
        }
        return _at - start >= least;
    }
}
