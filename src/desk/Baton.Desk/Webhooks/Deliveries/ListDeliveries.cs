using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>Which deliveries of a web hook, newest first, and where to read on.</summary>
public sealed record ListDeliveriesRequest(long Webhook)
{
    /// <summary>Null for all.</summary>
    public WebhookDeliveryState? State { get; init; }

    /// <summary>One of <see cref="WebhookEvents"/>; null for all.</summary>
    public string? Event { get; init; }

    /// <summary>Number of a case; null for all.</summary>
    public string? Case { get; init; }
    public string? Cursor { get; init; }

    /// <summary>50 when null; 200 at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>The log of a web hook.</summary>
public sealed class ListDeliveries(DeskReader reader)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public async Task<Outcome<Page<DeliveryView>>> Handle(DeskUser user, ListDeliveriesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        var limit = Math.Clamp(request.Limit ?? DefaultLimit, 1, MaxLimit);
        var before = Cursor.Decode(request.Cursor)?.Key ?? long.MaxValue;
        return await reader.Read<Outcome<Page<DeliveryView>>>(
            async db =>
            {
                if (!await db.Set<Webhook>().AnyAsync(row => row.Key == request.Webhook, ct))
                    return WebhookTexts.Words.NotFound(user.Language);
                var query = db.Set<WebhookDelivery>().Where(row => row.WebhookKey == request.Webhook && row.Key < before);
                if (request.State is { } state)
                    query = query.Where(row => row.State == state);
                if (request.Event is { Length: > 0 } what)
                    query = query.Where(row => row.Event == what);
                if (request.Case?.Trim() is { Length: > 0 } number)
                    query = query.Where(row => row.CaseNumber == number);
                var rows = await query.OrderByDescending(row => row.Key).Take(limit + 1).ToListAsync(ct);
                var next = rows.Count > limit ? new Cursor(null, rows[limit - 1].Key).Encode() : null;
                return new Page<DeliveryView>([.. rows.Take(limit).Select(DeliveryView.Of)], next);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/webhooks/{key:long}/deliveries",
                async (
                    long key,
                    Word<WebhookDeliveryState>? state,
                    string? @event,
                    string? @case,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListDeliveries handler,
                    CancellationToken ct
                ) =>
                {
                    var request = new ListDeliveriesRequest(key)
                    {
                        State = state?.Value,
                        Event = @event,
                        Case = @case,
                        Cursor = cursor,
                        Limit = limit,
                    };
                    return Answer.Ok(await handler.Handle(user, request, ct));
                }
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("ListWebhookDeliveries", "The log of a web hook, newest first", StatusCodes.Status404NotFound)
            .Produces<Page<DeliveryView>>();
}
