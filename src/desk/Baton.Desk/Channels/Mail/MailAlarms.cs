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

    /// <summary>Mails come to a case faster than people write.</summary>
    public static Task Loop(UnitOfWork unit, DeskDb db, ReceivedMail mail, CancellationToken ct) =>
        Tell(unit, db, Notifier.MailLoop, [("mailbox", mail.Mailbox), ("code", mail.Mailbox), ("from", mail.From ?? "")], ct);

    private static async Task Tell(
        UnitOfWork unit,
        DeskDb db,
        string code,
        IReadOnlyList<(string, string?)> parameters,
        CancellationToken ct
    )
    {
        var people = await db
            .Users.Where(user =>
                !user.IsDisabled
                && user.Roles.Any(role =>
                    db.Roles.Any(one =>
                        one.Code == role.RoleCode && one.Permissions.Any(may => may.Permission == Permissions.AdministerOrganisation)
                    )
                )
            )
            .Select(user => user.UserName)
            .ToListAsync(ct);
        Notifier.Add(db, unit, people, code, null, null, parameters);
        foreach (var name in people)
            unit.Tell(DeskChanges.Notifications(name));
    }
}
