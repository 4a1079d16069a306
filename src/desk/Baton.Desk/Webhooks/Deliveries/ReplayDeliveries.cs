using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>How many deliveries are sent again, and how many are left for the next call.</summary>
public sealed record DeliveriesReplayed(int Count, int Left);

/// <summary>Sends deliveries again, under the same ids and with the same bodies: one that has arrived or was set aside, or all that were set aside.</summary>
public sealed class ReplayDeliveries(BatonRuntime runtime)
{
    private const int Max = 500;

    /// <summary>One, whether it has arrived or not.</summary>
    public Task<Outcome<DeliveriesReplayed>> One(DeskUser user, long webhook, long key, CancellationToken ct) =>
        Replay(user, webhook, rows => rows.Where(row => row.Key == key), ct, mustExist: true);

    /// <summary>All that were set aside.</summary>
    public Task<Outcome<DeliveriesReplayed>> Aside(DeskUser user, long webhook, CancellationToken ct) =>
        Replay(user, webhook, rows => rows.Where(row => row.State == WebhookDeliveryState.Aside && row.Event != WebhookEvents.Ping), ct);

    private async Task<Outcome<DeliveriesReplayed>> Replay(
        DeskUser user,
        long webhook,
        Func<IQueryable<WebhookDelivery>, IQueryable<WebhookDelivery>> narrow,
        CancellationToken ct,
        bool mustExist = false
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<DeliveriesReplayed>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var hook = await db.Set<Webhook>().SingleOrDefaultAsync(row => row.Key == webhook, ct);
                if (hook is null)
                    return WebhookTexts.Words.NotFound(user.Language);
                if (!hook.IsActive)
                    return WebhookTexts.Words.Rejected("switched-off", user.Language);
                var ready = narrow(db.Set<WebhookDelivery>().Where(row => row.WebhookKey == webhook));
                var all = await ready.CountAsync(ct);
                if (mustExist && all == 0)
                    return WebhookTexts.Words.NotFound("delivery", user.Language);
                var rows = await ready.OrderBy(row => row.Key).Take(Max).ToListAsync(ct);
                foreach (var row in rows)
                {
                    (row.State, row.FinishedAt, row.NotBefore) = (WebhookDeliveryState.Waiting, null, null);
                    (row.QueuedAt, row.Attempts) = (unit.Now, 0);
                    row.Version++;
                }
                // Whoever asks for it has looked after the receiver.
                hook.PausedUntil = null;
                await db.SaveChangesAsync(ct);
                foreach (var row in rows)
                {
                    if (!await WebhookQueue.IsBehind(db, row, ct))
                        WebhookQueue.Enqueue(unit, row, unit.Now);
                }
                unit.Tell(DeskChanges.Webhook(webhook));
                return new DeliveriesReplayed(rows.Count, all - rows.Count);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/webhooks/{key:long}/deliveries/{delivery:long}/replay",
                async (long key, long delivery, DeskUser user, ReplayDeliveries handler, CancellationToken ct) =>
                    Answer.Ok(await handler.One(user, key, delivery, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe(
                "ReplayWebhookDelivery",
                "Send a delivery of a web hook again",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<DeliveriesReplayed>();
        routes
            .MapPost(
                "/webhooks/{key:long}/replay",
                async (long key, DeskUser user, ReplayDeliveries handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Aside(user, key, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe(
                "ReplayWebhookDeliveries",
                "Send everything again that was set aside for a web hook",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<DeliveriesReplayed>();
    }
}
