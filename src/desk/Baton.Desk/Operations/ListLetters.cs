using System.Globalization;
using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>Something that has to leave the database: a mail, a fax, a call. What is in it is not shown here.</summary>
public sealed record LetterLine(
    long Key,
    string Channel,
    string IdempotencyKey,
    string State,
    int Attempts,
    string? LastError,
    DateTimeOffset NotBefore,
    DateTimeOffset CreatedAt
);

/// <summary>Lists what waits in the outbox, or the letters that nobody could deliver, the newest first.</summary>
public sealed class ListLetters(BatonRuntime runtime)
{
    public const string Waiting = "waiting";
    public const string Dead = "dead";

    public async Task<Outcome<Page<LetterLine>>> Handle(
        DeskUser user,
        string? state = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (state is not (null or "" or Waiting or Dead))
        {
            return Problems.Invalid(
                user.Language,
                OperationTexts.Words.Field("state", "unknown", "filter-state", user.Language, ("known", $"{Waiting}, {Dead}"))
            );
        }
        var count = Math.Clamp(limit ?? 50, 1, 200);
        long? before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;
        var rows = await runtime.OutboxDesk.InState(state == Waiting ? "PENDING" : "DEAD", before, count, ct);
        return new Page<LetterLine>(
            [.. rows.Select(Line)],
            rows.Count == count ? rows[^1].Key.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static LetterLine Line(OutboxEntry row) =>
        new(row.Key, row.Channel, row.IdempotencyKey, row.State, row.Attempts, row.LastError, row.NotBefore, row.CreatedAt);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/letters",
                async (string? state, string? cursor, int? limit, DeskUser user, ListLetters handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, state, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListLetters", "What waits in the outbox, or could not be delivered", StatusCodes.Status400BadRequest)
            .Produces<Page<LetterLine>>();
}
