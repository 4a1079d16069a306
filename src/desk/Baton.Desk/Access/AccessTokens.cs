using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>A token to make.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="ExpiresAt">Null for a token that lives until it is revoked.</param>
/// <param name="UserName">Another owner, for administrators of users; null for oneself.</param>
public sealed record CreateTokenRequest(string Name, DateTimeOffset? ExpiresAt = null, string? UserName = null);

/// <summary>A new token. <see cref="Token"/> is shown this once.</summary>
public sealed record TokenCreated(long Key, string Name, string Token, DateTimeOffset? ExpiresAt);

/// <summary>A token as its owner sees it later.</summary>
public sealed record TokenView(
    long Key,
    string UserName,
    string Name,
    string Prefix,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt
);

/// <summary>Makes an access token for oneself, or as an administrator for somebody else.</summary>
public sealed class CreateToken(BatonRuntime runtime)
{
    public async Task<Outcome<TokenCreated>> Handle(DeskUser user, CreateTokenRequest request, CancellationToken ct)
    {
        var owner = request.UserName is null ? user.UserName : DeskUsers.Normal(request.UserName);
        if (owner != user.UserName && !user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        return await Create(owner, request.Name, request.ExpiresAt, user.UserName, user.Language, ct);
    }

    /// <summary>For the server's command <c>token create</c>, which needs no user: who can run it owns the database.</summary>
    public Task<Outcome<TokenCreated>> Create(string owner, string name, DateTimeOffset? expiresAt, CancellationToken ct) =>
        Create(DeskUsers.Normal(owner), name, expiresAt, actor: null, Languages.Default, ct);

    private async Task<Outcome<TokenCreated>> Create(
        string owner,
        string name,
        DateTimeOffset? expiresAt,
        string? actor,
        string language,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
            return Problems.Invalid(language, Problems.Field("name", "required", "token.name", language));
        var token = Secrets.NewToken();
        return await runtime.Write<TokenCreated>(
            async unit =>
            {
                if (expiresAt <= unit.Now)
                    return Problems.Invalid(language, Problems.Field("expiresAt", "past", "token.expires-in-past", language));
                await using var db = DeskDb.In(unit);
                if (!await db.Users.AnyAsync(row => row.UserName == owner && !row.IsDisabled, ct))
                    return Problems.NotFound("user", language);
                var row = new AccessToken
                {
                    Key = unit.NextKey(),
                    UserName = owner,
                    Name = name.Trim(),
                    Hash = Secrets.HashToken(token),
                    Prefix = Secrets.Shown(token),
                    CreatedAt = unit.Now,
                    ExpiresAt = expiresAt,
                };
                db.AccessTokens.Add(row);
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.TokenCreated, owner, actor, row.Prefix));
                await db.SaveChangesAsync(ct);
                return new TokenCreated(row.Key, row.Name, token, expiresAt);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tokens",
                async (CreateTokenRequest request, DeskUser user, CreateToken handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, request, ct), made => $"/api/tokens/{made.Key}")
            )
            .RequireSignIn()
            .Describe("CreateToken", "Make an access token; it is shown once", StatusCodes.Status400BadRequest)
            .Produces<TokenCreated>(StatusCodes.Status201Created);
}

/// <summary>Which tokens to list: one's own, or for administrators another user's.</summary>
public sealed record ListTokensRequest(string? UserName = null);

/// <summary>Lists access tokens, newest first, without their secrets.</summary>
public sealed class ListTokens
{
    private readonly DeskReader _reader;

    public ListTokens(DeskReader reader) => _reader = reader;

    public async Task<Outcome<IReadOnlyList<TokenView>>> Handle(DeskUser user, ListTokensRequest request, CancellationToken ct)
    {
        var owner = request.UserName is null ? user.UserName : DeskUsers.Normal(request.UserName);
        if (owner != user.UserName && !user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var tokens = await _reader.Read(
            db =>
                db.AccessTokens.Where(row => row.UserName == owner)
                    .OrderByDescending(row => row.Key)
                    .Select(row => new TokenView(
                        row.Key,
                        row.UserName,
                        row.Name,
                        row.Prefix,
                        row.CreatedAt,
                        row.ExpiresAt,
                        row.LastUsedAt,
                        row.RevokedAt
                    ))
                    .ToListAsync(ct),
            ct
        );
        return Outcome.Of<IReadOnlyList<TokenView>>(tokens);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/tokens",
                async (string? userName, DeskUser user, ListTokens handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(userName), ct))
            )
            .RequireSignIn()
            .Describe("ListTokens", "My access tokens")
            .Produces<IReadOnlyList<TokenView>>();
}

/// <summary>A token to revoke.</summary>
public sealed record RevokeTokenRequest(long Key);

/// <summary>Ends an access token at once.</summary>
public sealed class RevokeToken(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, RevokeTokenRequest request, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.AccessTokens.SingleOrDefaultAsync(one => one.Key == request.Key, ct);
                if (row is null || (row.UserName != user.UserName && !user.May(Permissions.AdministerUsers)))
                    return Problems.NotFound("token", user.Language);
                if (row.RevokedAt is not null)
                    return Done.Outcome;
                row.RevokedAt = unit.Now;
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.TokenRevoked, row.UserName, user.UserName, row.Prefix));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/tokens/{key:long}",
                async (long key, DeskUser user, RevokeToken handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, new(key), ct))
            )
            .RequireSignIn()
            .Describe("RevokeToken", "Revoke an access token", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
