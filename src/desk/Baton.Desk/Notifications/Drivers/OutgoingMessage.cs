namespace Baton.Desk.Notifications.Drivers;

/// <summary>A finished message.</summary>
/// <param name="Id">The same over all attempts.</param>
/// <param name="Channel">The way on which it leaves.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Cc">Copies that all can see.</param>
/// <param name="Bcc">Copies that only the receiver knows of.</param>
/// <param name="Subject">In a line; empty where the channel has none.</param>
/// <param name="Text">Plain words.</param>
/// <param name="Html">The same as a page; null for none.</param>
/// <param name="Language">The code of its language, such as <c>zh-Hant</c>.</param>
/// <param name="CaseNumber">The case that it is about; null for none.</param>
internal sealed record OutgoingMessage(
    string Id,
    string Channel,
    IReadOnlyList<OutgoingAddress> To,
    IReadOnlyList<OutgoingAddress> Cc,
    IReadOnlyList<OutgoingAddress> Bcc,
    string Subject,
    string Text,
    string? Html,
    string Language,
    string? CaseNumber
)
{
    /// <summary>Where answers go, for mails about a case; null for where all go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The mail that it answers; null for none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>A person wrote it: it does not bear the marks of a machine.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Files that go with a mail.</summary>
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">As the receiver sees it.</param>
/// <param name="Type">Such as <c>application/pdf</c>.</param>
/// <param name="Content">All of it.</param>
internal sealed record OutgoingFile(string Name, string Type, byte[] Content);

/// <summary>What lets the answer to a mail about a case find the case.</summary>
/// <param name="ReplyTo">Where answers go; null for where all go.</param>
/// <param name="Subject">With the token of the case.</param>
/// <param name="InReplyTo">The customer's last mail about the case; null for none.</param>
internal sealed record ReplyPath(string? ReplyTo, string Subject, string? InReplyTo);

/// <summary>Finds the way back for a mail to somebody outside about a case; null where no mailbox takes answers.</summary>
internal delegate Task<ReplyPath?> ReplyPathOf(long caseKey, string caseNumber, string subject, CancellationToken ct);
