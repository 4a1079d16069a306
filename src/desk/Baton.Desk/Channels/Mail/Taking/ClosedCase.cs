using Baton.Desk.Channels.Mail.Mailboxes;

namespace Baton.Desk.Channels.Mail.Taking;

/// <summary>What an answer to a closed case does.</summary>
internal enum ClosedCaseDeed
{
    /// <summary>It is put on the case, which stays closed.</summary>
    Join,

    /// <summary>The case is taken up again.</summary>
    Reopen,

    /// <summary>It is a matter of its own.</summary>
    New,
}

/// <summary>Decides it. Pure.</summary>
internal static class ClosedCase
{
    public static ClosedCaseDeed Decide(Mailbox mailbox, DateTimeOffset? closedAt, DateTimeOffset now)
    {
        var since = now - (closedAt ?? now);
        var reopens =
            mailbox.ClosedCase == ClosedCaseRules.Reopen
            || (mailbox.ClosedCase == ClosedCaseRules.ReopenWithin && since <= TimeSpan.FromDays(mailbox.ReopenDays));
        if (reopens)
            return ClosedCaseDeed.Reopen;
        return since < TimeSpan.FromMinutes(mailbox.QuietMinutes) ? ClosedCaseDeed.Join : ClosedCaseDeed.New;
    }
}
