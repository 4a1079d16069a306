namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Who wrote a mail.</summary>
internal enum MachineKind
{
    /// <summary>A person, as far as can be seen.</summary>
    None,

    /// <summary>A program that answers, such as an absence notice or a receipt.</summary>
    AutoReply,

    /// <summary>A list or a mailing.</summary>
    Bulk,

    /// <summary>A mail server that could not deliver something.</summary>
    Bounce,

    /// <summary>This desk, or somebody under the mailbox's own address.</summary>
    Own,
}

/// <summary>Whether a machine wrote a mail, and by what that is known.</summary>
/// <param name="Kind">What kind of machine; none for a person.</param>
/// <param name="Because">The header or part that tells; null for a person.</param>
/// <param name="Bounce">What could not be delivered; null for all else.</param>
internal sealed record MachineVerdict(MachineKind Kind, string? Because, BounceReport? Bounce = null)
{
    public static MachineVerdict Person { get; } = new(MachineKind.None, null);
}

/// <summary>What a mail server says of a mail that went out.</summary>
/// <param name="IsFinal">False where it only takes longer, or arrived.</param>
/// <param name="Receivers">Who did not get it.</param>
/// <param name="Reason">In the server's words, a line; null for none.</param>
/// <param name="MessageId">Of the mail that went out, without brackets; null where it does not say.</param>
internal sealed record BounceReport(bool IsFinal, IReadOnlyList<string> Receivers, string? Reason, string? MessageId);
