namespace Baton.Desk.Channels.Fax;

/// <summary>
/// The way to the telephone network: hands documents to a gateway and brings its results back. The spool directory is the first driver;
/// others (a fax-over-mail provider, an HTTP gateway) come as packages of their own.
/// </summary>
public interface IFaxDriver
{
    /// <summary>
    /// Hands one document over. Doing it again with the same <see cref="FaxJob.Id"/> must not send again.
    /// </summary>
    /// <exception cref="IOException">The gateway cannot be reached; the caller tries again later.</exception>
    Task<FaxSubmission> Submit(FaxJob job, ReadOnlyMemory<byte> pdf, CancellationToken cancellation);

    /// <summary>Hands every result to the inbox until cancelled; a result is put away only after the inbox has taken it.</summary>
    Task Receive(IFaxInbox inbox, CancellationToken cancellation);
}

/// <summary>Where a driver delivers results.</summary>
public interface IFaxInbox
{
    /// <summary>Records a result durably; doing it again changes nothing. The answer is null, or why the result cannot belong to the desk.</summary>
    Task<string?> Take(FaxResult result, CancellationToken cancellation);

    /// <summary>Makes something unreadable known to the operators.</summary>
    Task Refuse(RefusedResult refused, CancellationToken cancellation);
}

/// <summary>One document for one number.</summary>
/// <param name="Id">Unique for ever; file name and idempotency key at once: letters, digits and hyphens.</param>
/// <param name="Number">E.164 with the leading plus.</param>
/// <param name="CaseNumber">For the gateway's own lists.</param>
/// <param name="Pages">Pages of the document.</param>
/// <param name="Priority">0 to 100, 50 is normal, more is sooner.</param>
/// <param name="Created">When the transmission was made.</param>
public sealed record FaxJob(string Id, string Number, string CaseNumber, int Pages, int Priority, DateTimeOffset Created);

/// <summary>Whether the gateway got the document now or had it already.</summary>
public enum FaxSubmission
{
    Submitted,
    AlreadySubmitted,
}

/// <summary>What became of a transmission.</summary>
public sealed record FaxResult
{
    public required string Id { get; init; }

    public required bool Sent { get; init; }

    /// <summary>The gateway's code, such as a T.30 phase or a cause of the network.</summary>
    public string? Code { get; init; }

    /// <summary>Why it failed, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>When the transmission ended; null where the gateway does not tell.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public int? Pages { get; init; }

    public double? DurationSeconds { get; init; }

    /// <summary>How the other machine identified itself.</summary>
    public string? RemoteId { get; init; }
}

/// <summary>Something that came as a result but cannot be used.</summary>
public sealed record RefusedResult(string Source, string Reason, string Content);
