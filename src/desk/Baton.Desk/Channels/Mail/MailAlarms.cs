using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail;

/// <summary>Tells those who look after mailboxes that something is wrong.</summary>
internal static class MailAlarms
{
    /// <summary>Nobody could read it for too long.</summary>
    public static Task Silent(UnitOfWork unit, DeskDb db, Mailbox mailbox, string? error, CancellationToken ct) =>
        Tell(unit, db, Notifier.MailboxSilent, [("mailbox", mailbox.Name), ("code", mailbox.Code), ("reason", error ?? "")], ct);

    /// <summary>Mails come to a case faster than people write. It is told once an hour of a case and a sender, however many come.</summary>
    public static async Task Loop(UnitOfWork unit, DeskDb db, ReceivedMail mail, CancellationToken ct)
    {
        var hourAgo = unit.Now - TimeSpan.FromHours(1);
        var isTold = await db.Set<ReceivedMail>()
            .AnyAsync(
                one =>
                    one.CaseKey == mail.CaseKey
                    && one.From == mail.From
                    && one.Reason == MailReasons.Loop
                    && one.TakenAt > hourAgo
                    && one.Key != mail.Key,
                ct
            );
        if (!isTold)
            await Tell(unit, db, Notifier.MailLoop, [("mailbox", mail.Mailbox), ("code", mail.Mailbox), ("from", mail.From ?? "")], ct);
    }

    private static Task Tell(UnitOfWork unit, DeskDb db, string code, IReadOnlyList<(string, string?)> parameters, CancellationToken ct) =>
        Alarms.Ring(unit, db, Permissions.AdministerOrganisation, code, parameters, ct);
}
