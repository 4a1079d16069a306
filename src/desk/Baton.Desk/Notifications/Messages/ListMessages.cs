using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Which messages, newest first, and where to read on.</summary>
public sealed record ListMessagesRequest(MessageFilter Filter, string? Cursor = null, int? Limit = null);

/// <summary>Lists messages: those about cases that the reader may read; all for those who look after messages.</summary>
public sealed class ListMessages(DeskReader reader)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public async Task<Outcome<Page<MessageView>>> Handle(DeskUser user, ListMessagesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!CaseGuard.MayReadSome(user) && !MessageGuard.MayManage(user))
            return Problems.Forbidden(user.Language);
        if (MessageFilters.Check(request.Filter, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        var limit = Math.Clamp(request.Limit ?? DefaultLimit, 1, MaxLimit);
        var before = Cursor.Decode(request.Cursor)?.Key ?? long.MaxValue;
        return await reader.Read(
            async db =>
            {
                var visible = MessageFilters.Narrow(db, MessageGuard.Visible(db, user), request.Filter, MessageGuard.MaySeeBlind(user));
                var rows = await visible.Where(row => row.Key < before).OrderByDescending(row => row.Key).Take(limit + 1).ToListAsync(ct);
                var sight = await MessageSight.Of(db, user, rows, ct);
                var next = rows.Count > limit ? new Cursor(null, rows[limit - 1].Key).Encode() : null;
                return new Page<MessageView>([.. rows.Take(limit).Select(sight.View)], next);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/messages",
                async (
                    [FromQuery(Name = "case")] string? @case,
                    [FromQuery] string? channel,
                    [FromQuery] string? state,
                    [FromQuery] string? receiver,
                    [FromQuery] string? template,
                    [FromQuery] string? order,
                    [FromQuery] int? days,
                    [FromQuery] string? cursor,
                    [FromQuery] int? limit,
                    DeskUser user,
                    ListMessages handler,
                    CancellationToken ct
                ) =>
                {
                    var filter = new MessageFilter
                    {
                        Case = @case,
                        Channel = channel,
                        State = state,
                        Receiver = receiver,
                        Template = template,
                        Order = order,
                        Days = days,
                    };
                    return Answer.Ok(await handler.Handle(user, new(filter, cursor, limit), ct));
                }
            )
            .RequirePermission(MessageGuard.Readers)
            .Describe("ListMessages", "Messages that went out or are to go, newest first", StatusCodes.Status400BadRequest)
            .Produces<Page<MessageView>>();
}
