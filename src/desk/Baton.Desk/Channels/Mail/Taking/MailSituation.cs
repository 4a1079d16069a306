using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Taking;

/// <summary>What the desk knows around a mail.</summary>
internal sealed record MailSituation
{
    public required DateTimeOffset Now { get; init; }
    public long? CaseKey { get; init; }
    public string? ThreadedBy { get; init; }
    public bool HasForgedToken { get; init; }
    public bool IsClosed { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The sender is a customer.</summary>
    public bool IsCustomer { get; init; }

    /// <summary>The sender is the customer of the case, or somebody to whom it was written about it.</summary>
    public bool IsOfCase { get; init; }

    /// <summary>How many mails of this sender came to the case within an hour.</summary>
    public int JoinsOfHour { get; init; }

    /// <summary>The message that came back; null for none.</summary>
    public long? BouncedMessage { get; init; }

    public static async Task<MailSituation> Read(
        DeskDb db,
        ReadMail mail,
        long mailKey,
        IReadOnlyList<string> mailboxes,
        CaseToken tokens,
        CancellationToken ct
    )
    {
        var thread = await ThreadSearch.Find(db, mail, mailboxes, tokens, ct);
        var caseKey = thread.CaseKey;
        Message? bounced = null;
        if (mail.Machine.Bounce is { MessageId: { } sentId })
            bounced = await ThreadSearch.Sent(db, sentId, ct);
        caseKey ??= bounced?.CaseKey;
        var isCustomer = mail.From is not null && await db.Set<Customers.CustomerEmail>().AnyAsync(one => one.Address == mail.From, ct);
        var situation = new MailSituation
        {
            Now = db.Now,
            CaseKey = caseKey,
            ThreadedBy = thread.By,
            HasForgedToken = thread.HasForgedToken,
            IsCustomer = isCustomer,
            BouncedMessage = mail.Machine.Bounce is { IsFinal: true } ? bounced?.Key : null,
        };
        if (caseKey is not { } key || await db.Cases.SingleOrDefaultAsync(one => one.Key == key, ct) is not { } row)
            return situation with { CaseKey = null };
        // A case that went into another one is answered there.
        if (row.MergedIntoKey is { } into && await db.Cases.SingleOrDefaultAsync(one => one.Key == into, ct) is { } shown)
            row = shown;
        var hourAgo = db.Now - TimeSpan.FromHours(1);
        return situation with
        {
            CaseKey = row.Key,
            IsClosed = row.IsClosed,
            ClosedAt = row.ClosedAt,
            IsOfCase = await Knows(db, mail.From, row, ct),
            JoinsOfHour = await db.Set<ReceivedMail>()
                .CountAsync(
                    one =>
                        one.CaseKey == row.Key
                        && one.TakenAt > hourAgo
                        && one.Key != mailKey
                        && one.State == MailStates.Taken
                        && one.From == mail.From,
                    ct
                ),
        };
    }

    private static async Task<bool> Knows(DeskDb db, string? from, Cases.Case row, CancellationToken ct)
    {
        if (from is null)
            return false;
        if (
            row.CustomerKey is { } customer
            && await db.Set<Customers.CustomerEmail>().AnyAsync(one => one.CustomerKey == customer && one.Address == from, ct)
        )
            return true;
        if (await db.IncomingContacts.AnyAsync(one => one.CaseKey == row.Key && one.From == from, ct))
            return true;
        var written = await db.Set<Message>()
            .Where(one => one.CaseKey == row.Key && one.Channel == MessageChannels.Mail)
            .Select(one => new { one.To, one.Cc })
            .ToListAsync(ct);
        return written
            .SelectMany(one => MessageReceiver.Read(one.To).Concat(MessageReceiver.Read(one.Cc)))
            .Any(one => one.Address.Equals(from, StringComparison.OrdinalIgnoreCase));
    }
}
