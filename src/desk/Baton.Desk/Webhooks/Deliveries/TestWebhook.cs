using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>Sends a web hook a ping, also one that is switched off or paused; tried once. What became of it stands in the log.</summary>
public sealed class TestWebhook(BatonRuntime runtime)
{
    public async Task<Outcome<DeliveryView>> Handle(DeskUser user, long webhook, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<DeliveryView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (!await db.Set<Webhook>().AnyAsync(row => row.Key == webhook, ct))
                    return WebhookTexts.Words.NotFound(user.Language);
                var key = unit.NextKey();
                var row = new WebhookDelivery
                {
                    Key = key,
                    WebhookKey = webhook,
                    Sequence = 0,
                    Event = WebhookEvents.Ping,
                    Body = WebhookBody.Write(WebhookDelivery.IdOf(key), WebhookEvents.Ping, unit.Now),
                    CreatedAt = unit.Now,
                    QueuedAt = unit.Now,
                };
                db.Add(row);
                await db.SaveChangesAsync(ct);
                WebhookQueue.Enqueue(unit, row, unit.Now);
                unit.Tell(DeskChanges.Webhook(webhook));
                return DeliveryView.Of(row);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/webhooks/{key:long}/ping",
                async (long key, DeskUser user, TestWebhook handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("PingWebhook", "Send a web hook a test; what became of it stands in its log", StatusCodes.Status404NotFound)
            .Produces<DeliveryView>();
}
