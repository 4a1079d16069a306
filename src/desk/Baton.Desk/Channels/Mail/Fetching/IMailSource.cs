namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>An open mailbox at its server. Used by one thread.</summary>
internal interface IMailSource : IAsyncDisposable
{
    /// <summary>Of an IMAP folder; 0 where there is no such thing.</summary>
    long UidValidity { get; }

    /// <summary>Names of the mails that may be new, the oldest first.</summary>
    Task<IReadOnlyList<RemoteMail>> List(long lastUid, CancellationToken ct);

    /// <summary>The mails as they are, by their names; what went away meanwhile is missing.</summary>
    Task<IReadOnlyDictionary<string, byte[]>> Fetch(IReadOnlyList<RemoteMail> mails, CancellationToken ct);

    /// <summary>Does with mails that are kept what the mailbox says.</summary>
    Task Settle(IReadOnlyList<string> serverIds, CancellationToken ct);

    /// <summary>Waits until there may be something new, for that long at most.</summary>
    Task Wait(TimeSpan longest, CancellationToken ct);
}

/// <summary>A mail at its server.</summary>
/// <param name="ServerId">Its name for ever.</param>
/// <param name="Uid">Its number in an IMAP folder; 0 for none.</param>
/// <param name="Size">In bytes.</param>
internal sealed record RemoteMail(string ServerId, long Uid, long Size);
