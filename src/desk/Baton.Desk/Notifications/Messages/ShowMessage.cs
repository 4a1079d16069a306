using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Shows one message with its words.</summary>
public sealed class ShowMessage(DeskReader reader)
{
    public async Task<Outcome<MessageDetail>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!CaseGuard.MayReadSome(user) && !MessageGuard.MayManage(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<MessageDetail>>(
            async db =>
            {
                var row = await MessageGuard.Visible(db, user).SingleOrDefaultAsync(one => one.Key == key, ct);
                if (row is null)
                    return MessageTexts.Words.NotFound(user.Language);
                return (await MessageSight.Of(db, user, [row], ct)).Detail(row);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/messages/{key:long}",
                async (long key, DeskUser user, ShowMessage handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(MessageGuard.Readers)
            .Describe("ShowMessage", "One message with its words", StatusCodes.Status404NotFound)
            .Produces<MessageDetail>();
}
