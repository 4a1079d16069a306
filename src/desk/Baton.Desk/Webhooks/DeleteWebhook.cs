using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Webhooks.Deliveries;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks;

/// <summary>Deletes a web hook with all that waits for it; its log goes with the next round of the retention.</summary>
public sealed class DeleteWebhook(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await db.Set<Webhook>().SingleOrDefaultAsync(row => row.Key == key, ct) is not { } row)
                    return WebhookTexts.Words.NotFound(user.Language);
                db.Remove(row);
                await db.SaveChangesAsync(ct);
                await db.Set<WebhookDelivery>()
                    .Where(one => one.WebhookKey == key && one.State == WebhookDeliveryState.Waiting)
                    .ExecuteDeleteAsync(ct);
                unit.Tell(DeskChanges.Webhooks);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/webhooks/{key:long}",
                async (long key, DeskUser user, DeleteWebhook handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("DeleteWebhook", "Delete a web hook with all that waits for it", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
