using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Feeds;

/// <summary>A to-do feed to make.</summary>
/// <param name="Name">What it is for; 200 characters at most.</param>
public sealed record CreateFeedTokenRequest(string Name);

/// <summary>A new feed. Its token, and with it its addresses, are shown this once.</summary>
public sealed record FeedTokenCreated(long Key, string Name, string Token)
{
    /// <summary>The addresses below that of the desk: JSON, calendar, Atom and a page.</summary>
    public IReadOnlyList<string> Addresses { get; } =
    [$"/api/feeds/{Token}/tasks.json", $"/api/feeds/{Token}/tasks.ics", $"/api/feeds/{Token}/tasks.atom", $"/feeds/{Token}"];
}

/// <summary>Makes a token by which another program reads one's own open tasks, and nothing else.</summary>
public sealed class CreateFeedToken(BatonRuntime runtime)
{
    private const int Most = 20;

    public async Task<Outcome<FeedTokenCreated>> Handle(DeskUser user, CreateFeedTokenRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Name?.Trim() is not { Length: > 0 and <= 200 } name)
            return Problems.Invalid(user.Language, FeedTexts.Words.Field("name", "required", "name", user.Language));
        var token = Secrets.NewToken();
        return await runtime.Write<FeedTokenCreated>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var ofUser = db.Set<FeedToken>().Where(row => row.UserName == user.UserName && row.RevokedAt == null);
                if (await ofUser.CountAsync(ct) >= Most)
                    return FeedTexts.Words.Rejected("too-many", user.Language, ("max", $"{Most}"));
                var row = new FeedToken
                {
                    Key = unit.NextKey(),
                    UserName = user.UserName,
                    Name = name,
                    Hash = Secrets.HashToken(token),
                    Prefix = Secrets.Shown(token),
                    CreatedAt = unit.Now,
                };
                db.Add(row);
                await db.SaveChangesAsync(ct);
                return new FeedTokenCreated(row.Key, row.Name, token);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/feed-tokens",
                async (CreateFeedTokenRequest request, DeskUser user, CreateFeedToken handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, request, ct), made => $"/api/feed-tokens/{made.Key}")
            )
            .RequireSignIn()
            .Describe(
                "CreateFeedToken",
                "Make a to-do feed; its token is shown once",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<FeedTokenCreated>(StatusCodes.Status201Created);
}
