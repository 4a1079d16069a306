using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Takes back a message that has not left yet.</summary>
public sealed class CancelMessage(BatonRuntime runtime)
{
    public async Task<Outcome<MessageView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!MessageGuard.MayManage(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<MessageView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key, ct);
                if (row is null)
                    return MessageTexts.Words.NotFound(user.Language);
                if (!MessageRules.MayCancel(row))
                    return MessageTexts.Words.Rejected("not-cancelable", user.Language);
                await MessageOutcomes.Cancel(unit, db, row);
                await db.SaveChangesAsync(ct);
                return (await MessageSight.Of(db, user, [row], ct)).View(row);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/messages/{key:long}/cancel",
                async (long key, DeskUser user, CancelMessage handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(MessageGuard.Managers)
            .Describe(
                "CancelMessage",
                "Take back a message that has not left",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<MessageView>();
}
