namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>A mail that is known and belongs to a case.</summary>
internal sealed record KnownMail(string MessageId, long CaseKey, string Subject);

/// <summary>A claim of the mail, and the case that it names where there is one.</summary>
internal sealed record JudgedClaim(TokenClaim Claim, long? CaseKey, bool IsSigned);

/// <summary>By what a mail was found to belong to a case.</summary>
internal static class ThreadedBy
{
    public const string Reply = "reply";
    public const string Token = "token";
    public const string References = "references";
}

/// <summary>The case that a mail belongs to.</summary>
internal sealed record MailThread(long? CaseKey, string? By, bool HasForgedToken)
{
    public static MailThread None { get; } = new(null, null, false);
}

/// <summary>
/// Decides which case a mail answers. An answer to a known mail first, whatever its subject says; then a token that the desk signed; then what it
/// refers to, where the subject is the same, as some programs keep the references of mails that they only took the address from. Pure.
/// </summary>
internal static class Threads
{
    public static MailThread Decide(
        IReadOnlyList<string> inReplyTo,
        IReadOnlyList<string> references,
        string subject,
        IReadOnlyList<JudgedClaim> claims,
        IReadOnlyCollection<KnownMail> known
    )
    {
        var forged = claims.Any(one => !one.IsSigned);
        var byId = known
            .GroupBy(one => one.MessageId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var id in inReplyTo)
        {
            if (byId.TryGetValue(id, out var answered))
                return new(answered.CaseKey, ThreadedBy.Reply, forged);
        }
        if (claims.FirstOrDefault(one => one is { IsSigned: true, CaseKey: not null }) is { } claim)
            return new(claim.CaseKey, ThreadedBy.Token, forged);
        var bare = MailSubject.Bare(subject);
        foreach (var id in references.Reverse())
        {
            if (byId.TryGetValue(id, out var earlier) && bare.Length > 0 && MailSubject.Bare(earlier.Subject) == bare)
                return new(earlier.CaseKey, ThreadedBy.References, forged);
        }
        return MailThread.None with { HasForgedToken = forged };
    }
}
