using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>Removes finished deliveries whose time in the log is over, and what is left of hooks that were deleted; in small units, once a day.</summary>
internal sealed class DeliveryRetention(IOptions<WebhookOptions> options)
{
    public const string ScheduleName = "webhook-retention";
    private const int Batch = 500;

    public ScheduledWork Work => new(ScheduleName, Run) { FirstDue = static now => now };

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var oldest = unit.Now - TimeSpan.FromDays(options.Value.RetentionDays);
        var keys = await db.Set<WebhookDelivery>()
            .Where(row => row.FinishedAt < oldest || !db.Set<Webhook>().Any(hook => hook.Key == row.WebhookKey))
            .OrderBy(row => row.Key)
            .Select(row => row.Key)
            .Take(Batch)
            .ToListAsync();
        await db.Set<WebhookDelivery>().Where(row => keys.Contains(row.Key)).ExecuteDeleteAsync();
        return keys.Count == Batch ? ScheduledWork.Again(unit.Now, due) : unit.Now + TimeSpan.FromDays(1);
    }
}
