using System.Globalization;

namespace Baton.Desk.Notifications.Preferences;

/// <summary>The quiet hours and the collecting times of one person. Pure.</summary>
internal sealed class PreferredTimes
{
    private readonly TimeOnly? _quietFrom;
    private readonly TimeOnly? _quietTo;
    private readonly IReadOnlyList<TimeOnly> _digests;
    private readonly TimeZoneInfo _zone;

    public PreferredTimes(MessagePreference? preference, TimeZoneInfo deskZone)
    {
        _quietFrom = Read(preference?.QuietFrom);
        _quietTo = Read(preference?.QuietTo);
        _digests = [.. List(preference?.DigestTimes).Select(Read).OfType<TimeOnly>().Order()];
        _zone = preference?.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : deskZone;
    }

    /// <summary>His mails are collected.</summary>
    public bool Collects => _digests.Count > 0;

    /// <summary>When the quiet hours end in which this instant lies; null when it lies in none.</summary>
    public DateTimeOffset? QuietUntil(DateTimeOffset now)
    {
        if (_quietFrom is not { } from || _quietTo is not { } to || from == to)
            return null;
        var local = TimeZoneInfo.ConvertTime(now, _zone).DateTime;
        // From 22:00 to 07:00 goes over midnight; TimeOnly.IsBetween knows that.
        if (!TimeOnly.FromDateTime(local).IsBetween(from, to))
            return null;
        var end = local.Date + to.ToTimeSpan();
        return At(end > local ? end : end.AddDays(1));
    }

    /// <summary>The next instant at which what was collected leaves.</summary>
    public DateTimeOffset NextDigest(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone).DateTime;
        return Enumerable
            .Range(0, 3)
            .SelectMany(day => _digests.Select(time => At(local.Date.AddDays(day) + time.ToTimeSpan())))
            .First(at => at > now);
    }

    public static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static IReadOnlyList<string> List(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A time that the clocks leave out counts as the first one after it.</summary>
    private DateTimeOffset At(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
