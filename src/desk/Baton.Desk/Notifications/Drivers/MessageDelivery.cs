namespace Baton.Desk.Notifications.Drivers;

/// <summary>What became of a message that was handed over.</summary>
/// <param name="Verdict">Whether it is out.</param>
/// <param name="ProviderId">The gateway's own name for it; reports that follow carry it.</param>
/// <param name="Reason">Why it is not out, in words for operators; without secrets.</param>
internal sealed record MessageDelivery(MessageVerdict Verdict, string? ProviderId, string? Reason);

/// <summary>Whether a message is out.</summary>
internal enum MessageVerdict
{
    /// <summary>It is with the receiver, as far as the channel can know.</summary>
    Delivered,

    /// <summary>The gateway has it; a report follows.</summary>
    Accepted,

    /// <summary>Not now; it is to be tried again.</summary>
    Retry,

    /// <summary>Never; trying again is of no use.</summary>
    Refused,
}
