using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Webhooks.Deliveries;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks;

/// <summary>Lists web hooks and how telling them goes; secrets are never shown.</summary>
public sealed class ListWebhooks(DeskReader reader, IOptions<WebhookOptions> options)
{
    public async Task<Outcome<IReadOnlyList<WebhookView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        return await reader.Read(async db => Outcome.Of<IReadOnlyList<WebhookView>>(await Read(db, db.Set<Webhook>(), ct)), ct);
    }

    public async Task<Outcome<WebhookView>> Show(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<WebhookView>>(
            async db =>
                await Read(db, db.Set<Webhook>().Where(row => row.Key == key), ct) is [var view]
                    ? view
                    : WebhookTexts.Words.NotFound(user.Language),
            ct
        );
    }

    private async Task<List<WebhookView>> Read(DeskDb db, IQueryable<Webhook> hooks, CancellationToken ct)
    {
        var rows = await hooks.OrderBy(row => row.Name).ThenBy(row => row.Key).ToListAsync(ct);
        var keys = rows.ConvertAll(row => row.Key);
        var counts = await db.Set<WebhookDelivery>()
            .Where(row => keys.Contains(row.WebhookKey) && row.State != WebhookDeliveryState.Delivered)
            .GroupBy(row => new { row.WebhookKey, row.State })
            .Select(group => new
            {
                group.Key.WebhookKey,
                group.Key.State,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(row =>
            WebhookView.Of(row, db.Now, options.Value) with
            {
                Waiting = Count(row.Key, WebhookDeliveryState.Waiting),
                Aside = Count(row.Key, WebhookDeliveryState.Aside),
            }
        );

        int Count(long key, WebhookDeliveryState state) =>
            counts.Where(one => one.WebhookKey == key && one.State == state).Sum(one => one.Count);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/webhooks",
                async (DeskUser user, ListWebhooks handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("ListWebhooks", "Web hooks without their secrets, and how telling them goes")
            .Produces<IReadOnlyList<WebhookView>>();
        routes
            .MapGet(
                "/webhooks/{key:long}",
                async (long key, DeskUser user, ListWebhooks handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Show(user, key, ct), context, hook => hook.Version)
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("ShowWebhook", "A web hook without its secrets", StatusCodes.Status404NotFound)
            .Produces<WebhookView>();
    }
}
