namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>Time in which work is done, without a break.</summary>
internal readonly record struct OpenSpan(DateTimeOffset From, DateTimeOffset To);
