using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>Gives mails about cases the address and the token by which answers find their case.</summary>
internal sealed class ReplyPaths(DeskReader reader, MailKeys keys)
{
    public async Task<ReplyPath?> Find(long caseKey, string caseNumber, string subject, CancellationToken ct)
    {
        var (mailbox, answered) = await reader.Read(
            async db =>
            {
                var last = await db.Set<ReceivedMail>()
                    .Where(row => row.CaseKey == caseKey && row.State == MailStates.Taken)
                    .OrderByDescending(row => row.Key)
                    .FirstOrDefaultAsync(ct);
                return (await MailboxOf(db, caseKey, last?.Mailbox, ct), last?.MessageId);
            },
            ct
        );
        if (mailbox is null)
            return null;
        var tokens = await keys.Get(ct);
        var address = mailbox.HasPlusAddresses ? tokens.Address(mailbox.Address, caseKey, mailbox.Code) : mailbox.Address;
        return new(address, tokens.Subject(subject, caseNumber, caseKey, mailbox.Code), answered);
    }

    /// <summary>The mailbox that the case came by; else the one of its department; else the only one there is.</summary>
    public static async Task<Mailbox?> MailboxOf(DeskDb db, long caseKey, string? last, CancellationToken ct)
    {
        var boxes = await db.Set<Mailbox>().AsNoTracking().Where(row => row.IsEnabled).OrderBy(row => row.Code).ToListAsync(ct);
        if (boxes.Find(one => one.Code == last) is { } same)
            return same;
        var unit = await db.Cases.Where(row => row.Key == caseKey).Select(row => row.DepartmentCode).SingleOrDefaultAsync(ct);
        return boxes.Find(one => unit is not null && one.Unit == unit)
            ?? (boxes.Count == 1 ? boxes[0] : boxes.Find(one => one.Unit is null));
    }
}
