using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Orders and templates for tests of messages.</summary>
internal static class Orders
{
    public static Task Order(this DeskHost desk, MessageOrder order) =>
        desk.Change((db, unit) => desk.Get<MessageDesk>().Order(unit, db, order, DeskHost.Ct));

    /// <summary>Mail addresses and telephone numbers for people of the desk.</summary>
    public static Task Reachable(this DeskHost desk, params string[] people) =>
        desk.Change(
            async (db, _) =>
            {
                foreach (var user in await db.Users.Where(row => people.Contains(row.UserName)).ToListAsync(DeskHost.Ct))
                    (user.Email, user.Phone) = (user.UserName + "@desk.example", "+85261234567");
            }
        );

    public static Task Template(this DeskHost desk, string code, string subject, string text, bool isUrgent = false, string? sms = null) =>
        desk.Change(
            (db, _) =>
            {
                var content = new TemplateContent(
                    LocalizedText.Same(code),
                    new("简" + subject, "繁" + subject, subject),
                    new("简" + text, "繁" + text, text),
                    Sms: sms is null ? null : LocalizedText.Same(sms),
                    IsUrgent: isUrgent
                );
                db.Add(
                    new MessageTemplate
                    {
                        Code = code,
                        Content = content.Write(),
                        Version = 1,
                    }
                );
                return Task.CompletedTask;
            }
        );

    public static async Task<List<Message>> Messages(this DeskHost desk) =>
        await desk.Read(db => db.Set<Message>().OrderBy(row => row.Key).ToListAsync(DeskHost.Ct));

    public static MessageOrder Mail(string id, params Addressee[] to) =>
        new()
        {
            Id = id,
            Template = "news",
            Channels = [MessageChannels.Mail],
            To = to,
        };

    /// <summary>Lets everything leave that is due now.</summary>
    public static Task Leave(this DeskHost desk) => desk.Engine.Advance(TimeSpan.Zero);
}
