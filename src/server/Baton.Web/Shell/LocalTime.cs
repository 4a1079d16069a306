using System.Globalization;
using Baton.Desk;
using Microsoft.Extensions.Options;

namespace Baton.Web.Shell;

/// <summary>Puts instants into the reader's time zone and language. One for each circuit or request; not safe across threads.</summary>
public sealed class LocalTime(TimeProvider clock, IOptions<DeskOptions> options)
{
    private const string FieldFormat = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Blazor hands over what a field holds with seconds, whether it shows them or not.</summary>
    private static readonly string[] TypedFormats = [FieldFormat, "yyyy-MM-dd'T'HH:mm:ss"];

    private TimeZoneInfo _zone = Find(options.Value.TimeZone) ?? clock.LocalTimeZone;

    /// <summary>The zone in which people read and type times.</summary>
    public TimeZoneInfo Zone => _zone;

    /// <summary>Now, by the clock that the whole desk follows.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Takes over the browser's zone; an unknown name changes nothing.</summary>
    public void Use(string? zone) => _zone = Find(zone) ?? _zone;

    /// <summary>Hours and minutes.</summary>
    public string Time(DateTimeOffset at) => In(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As short as it can be understood: the time today, the day this year, the date otherwise.</summary>
    public string Short(DateTimeOffset at)
    {
        var local = In(at);
        var now = In(Now);
        if (local.Date == now.Date)
            return Time(at);
        return local.Year == now.Year ? Day(local) + " " + Time(at) : Date(at);
    }

    /// <summary>Date and time in full.</summary>
    public string Full(DateTimeOffset at) => Date(at) + " " + Time(at);

    /// <summary>The date in full.</summary>
    public string Date(DateTimeOffset at) => In(at).ToString(ShellTexts.DateFormat, CultureInfo.CurrentCulture);

    /// <summary>The instant at which the day begins here.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }

    /// <summary>The text with which a field of date and time shows the instant; <see cref="Typed"/> reads it back.</summary>
    public string Field(DateTimeOffset at) => In(at).ToString(FieldFormat, CultureInfo.InvariantCulture);

    /// <summary>The instant that a field of date and time holds; null when it is empty or holds none.</summary>
    public DateTimeOffset? Typed(string? text) =>
        DateTime.TryParseExact(text, TypedFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, _zone.GetUtcOffset(local))
            : null;

    private static string Day(DateTimeOffset local) => local.ToString(ShellTexts.DayFormat, CultureInfo.CurrentCulture);

    private DateTimeOffset In(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    private static TimeZoneInfo? Find(string? name) =>
        !string.IsNullOrEmpty(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
