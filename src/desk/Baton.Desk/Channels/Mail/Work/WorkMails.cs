using System.Text.Json;
using Baton.Desk.Notifications.Tasks;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>
/// Orders the mails of tasks for those who work by mail, each in his own words, apart from the unit that moved the task. A task that was done or taken
/// meanwhile goes to nobody, or to who has it now.
/// </summary>
/// <param name="parts">Made at the first news: they are made with what the runtime is made with.</param>
internal sealed class WorkMails(Lazy<(DeskReader Reader, WorkLetters Letters)> parts) : IOutboxDriver
{
    public string Channel => WorkNews.OutboxChannel;

    public async Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
    {
        var news = JsonSerializer.Deserialize<WorkNews>(message.Payload)!;
        var (reader, letters) = parts.Value;
        var (item, receivers) = await reader.Read<(WorkItem? Item, List<WorkReceiver> Receivers)>(
            async db =>
            {
                var row = await db
                    .WorkItems.Include(one => one.Candidates)
                    .SingleOrDefaultAsync(one => one.Key == news.TaskKey, cancellationToken);
                if (row is not { Status: WorkItemStatus.Open, IsSuspended: false, DelegatedBy: null })
                    return (null, []);
                var unit = await db
                    .Cases.Where(one => one.Key == row.CaseKey)
                    .Select(one => one.DepartmentCode)
                    .SingleOrDefaultAsync(cancellationToken);
                return (row, await WorkReceivers.Of(db, row, unit, cancellationToken));
            },
            cancellationToken
        );
        if (item is null || receivers.Count == 0)
            return DeliveryResult.Delivered();
        var drafts = new List<(WorkReceiver Receiver, WorkLetterDraft Draft)>();
        foreach (var receiver in receivers)
        {
            if (await letters.Write(receiver, item.Key, [], null, cancellationToken) is { } draft)
                drafts.Add((receiver, draft));
        }
        return DeliveryResult.Delivered(async unit =>
        {
            await using var db = DeskDb.In(unit);
            foreach (var (receiver, draft) in drafts)
                await letters.Order(
                    unit,
                    db,
                    $"{news.Id}:{receiver.Code}",
                    draft,
                    news.CaseKey,
                    news.TaskKey,
                    null,
                    CancellationToken.None
                );
            await db.SaveChangesAsync();
        });
    }
}
