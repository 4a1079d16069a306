using Baton.Desk.Cases;
using Baton.Desk.Storage;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Who may see and do what with messages.</summary>
internal static class MessageGuard
{
    /// <summary>Any of these sees all messages, sends again and takes back.</summary>
    public static readonly string[] Managers = [Permissions.ManageMessages, Permissions.OperateEngine];

    /// <summary>Any of these opens the log; which messages, <see cref="Visible"/> says.</summary>
    public static readonly string[] Readers = [.. CaseGuard.Readers, .. Managers];

    public static bool MayManage(DeskUser user) => Managers.Any(user.May);

    /// <summary>Who got a blind copy is for those who look after messages, and for auditors.</summary>
    public static bool MaySeeBlind(DeskUser user) => MayManage(user) || user.May(Permissions.ReadAudit);

    /// <summary>Those about cases that the user may read; all for those who look after messages. What went to blind receivers alone is hidden from others.</summary>
    public static IQueryable<Message> Visible(DeskDb db, DeskUser user)
    {
        if (MayManage(user))
            return db.Set<Message>();
        var cases = CaseGuard.Readable(db, user);
        var readable = db.Set<Message>().Where(row => row.CaseKey != null && cases.Any(one => one.Key == row.CaseKey));
        return MaySeeBlind(user) ? readable : readable.Where(row => row.Receivers != "");
    }
}
