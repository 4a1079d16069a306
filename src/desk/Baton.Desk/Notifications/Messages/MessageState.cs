namespace Baton.Desk.Notifications.Messages;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>It leaves as soon as its turn comes.</summary>
    Queued,

    /// <summary>It rests, for the reason that its row says: the channel is not set up, the receiver wants quiet, or it is collected.</summary>
    Held,

    /// <summary>It went out in a message that collects several.</summary>
    Sent,

    /// <summary>The gateway has it; a report may follow.</summary>
    Accepted,

    /// <summary>It is with the receiver, as far as the channel can know.</summary>
    Delivered,

    /// <summary>It never arrived: refused, tried too often, or nobody to send it to.</summary>
    Failed,

    /// <summary>Its template cannot be filled.</summary>
    TemplateError,

    /// <summary>An operator took it back.</summary>
    Canceled,
}

/// <summary>Why a message rests.</summary>
internal static class HoldReasons
{
    /// <summary>The desk has no driver for the channel.</summary>
    public const string NotSetUp = "not-set-up";

    /// <summary>The receiver's quiet hours.</summary>
    public const string Quiet = "quiet";

    /// <summary>It waits for the receiver's next collected message.</summary>
    public const string Digest = "digest";

    /// <summary>Of a message that failed: nobody whom it is for has an address.</summary>
    public const string NoAddress = "no-address";
}
