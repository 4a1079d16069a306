namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>Where holidays may be read from: section <c>Calendars</c>.</summary>
public sealed class HolidayOptions
{
    public const string Section = "Calendars";

    /// <summary>Names of hosts that may lie in the own network; others must be reachable under addresses of the public Internet.</summary>
    public List<string> PrivateHosts { get; set; } = [];

    /// <summary>How long one reading may take.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}
