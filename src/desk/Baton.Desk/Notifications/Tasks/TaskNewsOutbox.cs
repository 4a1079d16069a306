using System.Text.Json;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Tasks;

/// <summary>
/// Orders the messages of task news, apart from the unit that moved the task. Who has the task no longer to do (another took it, it is done) is spared.
/// </summary>
/// <param name="desk">Made at the first news: it is made with what the runtime is made with.</param>
internal sealed class TaskNewsOutbox(Lazy<MessageDesk> desk) : IOutboxDriver
{
    public string Channel => TaskNews.OutboxChannel;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
    {
        var news = JsonSerializer.Deserialize<TaskNews>(message.Payload)!;
        return Task.FromResult(DeliveryResult.Delivered(unit => Order(unit, news)));
    }

    private async ValueTask Order(UnitOfWork unit, TaskNews news)
    {
        await using var db = DeskDb.In(unit);
        var item = await db.WorkItems.AsNoTracking().SingleOrDefaultAsync(one => one.Key == news.TaskKey);
        if (item is not { Status: WorkItemStatus.Open, IsSuspended: false })
            return;
        var isReminder = news.Code == Notifier.Urged;
        var names = news
            .People.Where(name => news.Code != Notifier.NewGroupTask || item.Assignee is null || item.Assignee == name)
            .ToList();
        var preferences = await db.Set<MessagePreference>().AsNoTracking().Where(row => names.Contains(row.UserName)).ToListAsync();
        var wishes = preferences.SelectMany(row =>
            PreferredTimes.List(isReminder ? row.ReminderChannels : row.TaskChannels).Select(channel => (Channel: channel, row.UserName))
        );
        // Each person by himself: nobody is to see who else could take a task, and each has words of his own.
        foreach (var (channel, userName) in wishes)
        {
            await desk.Value.Order(
                unit,
                db,
                new MessageOrder
                {
                    Id = $"{news.Id}:{channel}:{userName}",
                    Template = isReminder ? TemplateShelf.Urged : TemplateShelf.TaskArrived,
                    Channels = [channel],
                    To = [Addressee.User(userName)],
                    CaseKey = news.CaseKey,
                    TaskKey = news.TaskKey,
                    Values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["news"] = news.Code },
                },
                CancellationToken.None
            );
        }
        await db.SaveChangesAsync();
    }
}
