using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Feeds;

/// <summary>A to-do feed as its owner sees it later.</summary>
public sealed record FeedTokenView(long Key, string Name, string Prefix, DateTimeOffset CreatedAt);

/// <summary>Lists one's own to-do feeds, newest first, without their secrets.</summary>
public sealed class ListFeedTokens(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<FeedTokenView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var tokens = await reader.Read(
            db =>
                db.Set<FeedToken>()
                    .Where(row => row.UserName == user.UserName && row.RevokedAt == null)
                    .OrderByDescending(row => row.Key)
                    .Select(row => new FeedTokenView(row.Key, row.Name, row.Prefix, row.CreatedAt))
                    .ToListAsync(ct),
            ct
        );
        return Outcome.Of<IReadOnlyList<FeedTokenView>>(tokens);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/feed-tokens",
                async (DeskUser user, ListFeedTokens handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequireSignIn()
            .Describe("ListFeedTokens", "My to-do feeds, without their secrets")
            .Produces<IReadOnlyList<FeedTokenView>>();
}
