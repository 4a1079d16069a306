namespace Baton.Desk.Channels.Telephony;

/// <summary>What an exchange says about a call.</summary>
/// <param name="Event">One of <see cref="CallEvents"/>.</param>
/// <param name="At">When it happened there.</param>
internal sealed record CallEvent(string Event, DateTimeOffset At)
{
    public string? From { get; init; }
    public string? To { get; init; }

    /// <summary>The desk's people called.</summary>
    public bool? IsOutbound { get; init; }

    /// <summary>The phone at which it rings or is answered.</summary>
    public string? Extension { get; init; }

    /// <summary>Who has the phone, where the exchange knows the names of the desk.</summary>
    public string? User { get; init; }

    /// <summary>Where the recording lies.</summary>
    public string? Recording { get; init; }
}

/// <summary>The events of calls.</summary>
internal static class CallEvents
{
    public const string Ringing = "ringing";
    public const string Answered = "answered";
    public const string Transferred = "transferred";
    public const string Ended = "ended";
    public const string Missed = "missed";
    public const string Recording = "recording";

    /// <summary>In the order in which they happen.</summary>
    public static IReadOnlyList<string> All { get; } = [Ringing, Answered, Transferred, Missed, Ended, Recording];
}
