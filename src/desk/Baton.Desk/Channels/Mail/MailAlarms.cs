using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Channels.Mail;

/// <summary>Tells those who look after mailboxes that something is wrong.</summary>
internal static class MailAlarms
{
    /// <summary>Nobody could read it for too long.</summary>
    public static Task Silent(UnitOfWork unit, DeskDb db, Mailbox mailbox, string? error, CancellationToken ct) =>
        Tell(unit, db, Notifier.MailboxSilent, [("mailbox", mailbox.Name), ("code", mailbox.Code), ("reason", error ?? "")], ct);

    /// <summary>Mails come to a case faster than people write.</summary>
    public static Task Loop(UnitOfWork unit, DeskDb db, ReceivedMail mail, CancellationToken ct) =>
        Tell(unit, db, Notifier.MailLoop, [("mailbox", mail.Mailbox), ("code", mail.Mailbox), ("from", mail.From ?? "")], ct);

    private static Task Tell(UnitOfWork unit, DeskDb db, string code, IReadOnlyList<(string, string?)> parameters, CancellationToken ct) =>
        Alarms.Ring(unit, db, Permissions.AdministerOrganisation, code, parameters, ct);
}
