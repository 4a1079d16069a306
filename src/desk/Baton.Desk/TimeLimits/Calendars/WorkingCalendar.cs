using NodaTime;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>
/// When is work done: reckons with working time. Pure, never changes. Hours are hours of the clock on the wall: where the clock is put forward the day
/// is shorter by what it leaves out, where it is put back an hour that comes twice counts twice.
/// </summary>
internal sealed class WorkingCalendar
{
    /// <summary>How far ahead and back it looks for working time; what does not fit ends there.</summary>
    private const long Horizon = 60 * 366 * TimeSpan.TicksPerDay;

    /// <summary>Clocks on walls are never further from UTC than this.</summary>
    private const long GreatestOffset = 18 * TimeSpan.TicksPerHour;

    private static readonly long UnixEpoch = DateTimeOffset.UnixEpoch.Ticks;

    private readonly Day[] _week;
    private readonly Dictionary<int, Day> _dated = [];
    private readonly Dictionary<int, Day> _yearly = [];
    private readonly bool _isAlwaysOpen;

    /// <summary>A calendar of these hours; of special days that overlap, dated ones win over yearly ones, days of work over holidays, later ones over earlier ones.</summary>
    /// <param name="zone">Whose clocks the hours are read from.</param>
    /// <param name="week">The hours of each weekday, Sunday first.</param>
    /// <param name="special">The days that are different.</param>
    /// <param name="imported">Special days that those of <paramref name="special"/> win over.</param>
    public WorkingCalendar(
        DateTimeZone zone,
        IReadOnlyList<IReadOnlyList<DaySpan>> week,
        IReadOnlyList<SpecialDays> special,
        IReadOnlyList<SpecialDays>? imported = null
    )
    {
        Zone = zone;
        _week = [.. Enumerable.Range(0, 7).Select(day => new Day([.. DaySpan.Union(week[day])], null))];
        foreach (var days in InOrder(imported ?? []).Concat(InOrder(special)))
        {
            var day = new Day([.. days.Like is { } like ? _week[(int)like].Spans : DaySpan.Union(days.Hours)], days);
            if (days.IsYearly)
            {
                // A leap year has every day that a year can have.
                for (var (one, end) = (new DateOnly(2000, 1, 1), new DateOnly(2000, 12, 31)); one <= end; one = one.AddDays(1))
                    if (days.Have(one))
                        _yearly[MonthAndDay(one)] = day;
            }
            else
            {
                for (var number = days.From.DayNumber; number <= days.To.DayNumber; number++)
                    _dated[number] = day;
            }
        }
        _isAlwaysOpen = _week
            .Concat(_dated.Values)
            .Concat(_yearly.Values)
            .All(day => day.Spans is [{ From: 0, To: DaySpan.MinutesPerDay }]);
    }

    /// <summary>Open at all times; its days are days of UTC.</summary>
    public static WorkingCalendar Always { get; } =
        new(DateTimeZone.Utc, [.. Enumerable.Repeat<IReadOnlyList<DaySpan>>([new(0, DaySpan.MinutesPerDay)], 7)], []);

    /// <summary>Whose clocks the hours are read from.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>
    /// The instant at which that much working time has passed. Days come first: the same time of day that many working days later, and where
    /// that day has no work then, the next opening; the count starts at the next opening when nobody works at <paramref name="from"/>.
    /// </summary>
    public DateTimeOffset Add(DateTimeOffset from, WorkingAmount amount)
    {
        var at = amount.Days > 0 ? DaysAfter(from.UtcTicks, amount.Days) : from.UtcTicks;
        return Instant(amount.Time > TimeSpan.Zero ? TimeAfter(at, amount.Time.Ticks) : at);
    }

    /// <summary>The latest instant from which that much working time passes until <paramref name="to"/>: the counterpart of <see cref="Add"/>, days first too.</summary>
    public DateTimeOffset Subtract(DateTimeOffset to, WorkingAmount amount)
    {
        var at = amount.Days > 0 ? DaysBefore(to.UtcTicks, amount.Days) : to.UtcTicks;
        return Instant(amount.Time > TimeSpan.Zero ? TimeBefore(at, amount.Time.Ticks) : at);
    }

    /// <summary>The working time between two instants; nothing where the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
            return TimeSpan.Zero;
        if (_isAlwaysOpen)
            return to - from;
        var sum = 0L;
        foreach (var (start, end) in Forward(from.UtcTicks, to.UtcTicks))
            sum += end - start;
        return new(sum);
    }

    /// <summary>Whether work is done at that instant.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var local = at.UtcTicks + ZoneAt(at.UtcTicks).Offset;
        var day = DayNumber(local);
        var minutes = (local - (day * TimeSpan.TicksPerDay)) / TimeSpan.TicksPerMinute;
        foreach (var span in DayOf(day).Spans)
            if (minutes >= span.From && minutes < span.To)
                return true;
        return false;
    }

    /// <summary>The first instant of work at or after that one.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset at) => Instant(Opening(at.UtcTicks));

    /// <summary>The times of work between two instants, in their order; breaks are what lies between them. Reckoned while one reads.</summary>
    public IEnumerable<OpenSpan> Spans(DateTimeOffset from, DateTimeOffset to)
    {
        (long Start, long End)? open = null;
        foreach (var (start, end) in Forward(from.UtcTicks, to.UtcTicks))
        {
            if (open is { } before && before.End != start)
            {
                yield return new(Instant(before.Start), Instant(before.End));
                open = null;
            }
            open = (open?.Start ?? start, end);
        }
        if (open is { } last)
            yield return new(Instant(last.Start), Instant(last.End));
    }

    /// <summary>The hours of that day by the clock on the wall, and the special days that it belongs to, if any.</summary>
    public (IReadOnlyList<DaySpan> Hours, SpecialDays? Special) On(DateOnly date)
    {
        var day = DayOf(date.DayNumber);
        return (day.Spans, day.Special);
    }

    /// <summary>How far the clocks on the walls are ahead of UTC at that instant.</summary>
    public TimeSpan OffsetAt(DateTimeOffset at) => new(ZoneAt(at.UtcTicks).Offset);

    /// <summary>Whether any work is done in the years after that instant.</summary>
    public bool HasWork(DateTimeOffset after, int years) => Forward(after.UtcTicks, after.AddYears(years).UtcTicks).Any();

    /// <summary>Days of work last, so that they win.</summary>
    private static IEnumerable<SpecialDays> InOrder(IReadOnlyList<SpecialDays> special) => special.OrderBy(one => one.IsWork);

    private long DaysAfter(long from, int days)
    {
        var start = Opening(from);
        var local = start + ZoneAt(start).Offset;
        var day = DayNumber(local);
        var time = local - (day * TimeSpan.TicksPerDay);
        var last = day + (int)(Horizon / TimeSpan.TicksPerDay);
        while (days > 0 && day < last)
            if (IsWorkingDay(++day))
                days--;
        return Opening(Resolve(day, time, isLater: false));
    }

    private long DaysBefore(long to, int days)
    {
        var end = Closing(to);
        // The end of a day is still that day.
        var local = end + ZoneAt(end - 1).Offset;
        var day = DayNumber(local - 1);
        var time = local - (day * TimeSpan.TicksPerDay);
        var first = day - (int)(Horizon / TimeSpan.TicksPerDay);
        while (days > 0 && day > first)
            if (IsWorkingDay(--day))
                days--;
        return Closing(Resolve(day, time, isLater: true));
    }

    private long TimeAfter(long from, long time)
    {
        if (_isAlwaysOpen)
            return from + time;
        var limit = from + Math.Max(Horizon, 8 * time);
        foreach (var (start, end) in Forward(from, limit))
        {
            if (end - start >= time)
                return start + time;
            time -= end - start;
        }
        return limit;
    }

    private long TimeBefore(long to, long time)
    {
        if (_isAlwaysOpen)
            return to - time;
        var limit = to - Math.Max(Horizon, 8 * time);
        foreach (var (start, end) in Backward(to, limit))
        {
            if (end - start >= time)
                return end - time;
            time -= end - start;
        }
        return limit;
    }

    private long Opening(long at)
    {
        foreach (var (start, _) in Forward(at, at + Horizon))
            return start;
        return at + Horizon;
    }

    private long Closing(long at)
    {
        foreach (var (_, end) in Backward(at, at - Horizon))
            return end;
        return at - Horizon;
    }

    /// <summary>What is open between two instants, day by day within each time that the zone's clocks run evenly.</summary>
    private IEnumerable<(long Start, long End)> Forward(long from, long to)
    {
        from = Math.Max(from, DateTimeOffset.MinValue.Ticks);
        to = Math.Min(to, DateTimeOffset.MaxValue.Ticks);
        while (from < to)
        {
            var (offset, _, zoneEnd) = ZoneAt(from);
            var until = Math.Min(zoneEnd, to);
            for (var day = DayNumber(from + offset); ; day++)
            {
                var midnight = (day * TimeSpan.TicksPerDay) - offset;
                if (midnight >= until)
                    break;
                foreach (var span in DayOf(day).Spans)
                {
                    var start = Math.Max(midnight + (span.From * TimeSpan.TicksPerMinute), from);
                    var end = Math.Min(midnight + (span.To * TimeSpan.TicksPerMinute), until);
                    if (start < end)
                        yield return (start, end);
                }
            }
            from = until;
        }
    }

    private IEnumerable<(long Start, long End)> Backward(long to, long from)
    {
        from = Math.Max(from, DateTimeOffset.MinValue.Ticks);
        to = Math.Min(to, DateTimeOffset.MaxValue.Ticks);
        while (to > from)
        {
            var (offset, zoneStart, _) = ZoneAt(to - 1);
            var since = Math.Max(zoneStart, from);
            for (var day = DayNumber(to + offset - 1); ; day--)
            {
                var midnight = (day * TimeSpan.TicksPerDay) - offset;
                if (midnight + TimeSpan.TicksPerDay <= since)
                    break;
                var spans = DayOf(day).Spans;
                for (var index = spans.Length - 1; index >= 0; index--)
                {
                    var start = Math.Max(midnight + (spans[index].From * TimeSpan.TicksPerMinute), since);
                    var end = Math.Min(midnight + (spans[index].To * TimeSpan.TicksPerMinute), to);
                    if (start < end)
                        yield return (start, end);
                }
            }
            to = since;
        }
    }

    /// <summary>A day with hours that the zone did not leave out.</summary>
    private bool IsWorkingDay(long day)
    {
        if (DayOf(day).Spans.Length == 0)
            return false;
        var (from, to) = ((day * TimeSpan.TicksPerDay) - GreatestOffset, ((day + 1) * TimeSpan.TicksPerDay) + GreatestOffset);
        if (ZoneAt(Math.Max(from, 0)).End >= to)
            return true;
        foreach (var (start, _) in Forward(from, to))
            if (DayNumber(start + ZoneAt(start).Offset) == day)
                return true;
        return false;
    }

    /// <summary>The instant of a local time; after a gap its end, and of an hour that comes twice the one that is asked for.</summary>
    private long Resolve(long day, long time, bool isLater)
    {
        var local = LocalDateTime.FromDateTime(new DateTime(Math.Clamp((day * TimeSpan.TicksPerDay) + time, 0, DateTime.MaxValue.Ticks)));
        var mapping = Zone.MapLocal(local);
        var zoned =
            mapping.Count == 0 ? mapping.LateInterval.Start
            : isLater ? mapping.Last().ToInstant()
            : mapping.First().ToInstant();
        return zoned.ToUnixTimeTicks() + UnixEpoch;
    }

    private Day DayOf(long number)
    {
        var day = (int)Math.Clamp(number, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber);
        if (_dated.TryGetValue(day, out var dated))
            return dated;
        if (_yearly.Count > 0 && _yearly.TryGetValue(MonthAndDay(DateOnly.FromDayNumber(day)), out var yearly))
            return yearly;
        // Day 0 was a Monday.
        return _week[(day + 1) % 7];
    }

    /// <summary>How far the clocks on the walls are ahead of UTC then, and from when until when they are.</summary>
    private (long Offset, long Start, long End) ZoneAt(long ticks)
    {
        var clamped = Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks);
        var interval = Zone.GetZoneInterval(NodaTime.Instant.FromUnixTimeTicks(clamped - UnixEpoch));
        return (
            interval.WallOffset.Ticks,
            interval.HasStart ? interval.Start.ToUnixTimeTicks() + UnixEpoch : long.MinValue / 2,
            interval.HasEnd ? interval.End.ToUnixTimeTicks() + UnixEpoch : long.MaxValue / 2
        );
    }

    private static long DayNumber(long localTicks) =>
        localTicks >= 0 ? localTicks / TimeSpan.TicksPerDay : ((localTicks + 1) / TimeSpan.TicksPerDay) - 1;

    private static int MonthAndDay(DateOnly day) => (day.Month * 100) + day.Day;

    private static DateTimeOffset Instant(long ticks) =>
        new(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    private sealed record Day(DaySpan[] Spans, SpecialDays? Special);
}
