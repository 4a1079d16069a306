using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>Turns notifications off in one of one's own browsers.</summary>
public sealed class UnsubscribePush(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var mine = db.Set<PushSubscription>().Where(row => row.Key == key && row.UserName == user.UserName);
                return await mine.ExecuteDeleteAsync(ct) > 0
                    ? Done.Outcome
                    : new Problem(RejectionKind.NotFound, "not-found", DriverTexts.Words.Get("push-none", user.Language), []);
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/push/browsers/{key:long}",
                async (long key, DeskUser user, UnsubscribePush handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequireSignIn()
            .Describe("UnsubscribePush", "Show my notifications in that browser no longer", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
