using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Feeds;

/// <summary>Ends a to-do feed of one's own at once.</summary>
public sealed class RevokeFeedToken(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<FeedToken>().SingleOrDefaultAsync(one => one.Key == key && one.UserName == user.UserName, ct);
                if (row is null)
                    return FeedTexts.Words.NotFound(user.Language);
                row.RevokedAt ??= unit.Now;
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/feed-tokens/{key:long}",
                async (long key, DeskUser user, RevokeFeedToken handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequireSignIn()
            .Describe("RevokeFeedToken", "End a to-do feed", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
