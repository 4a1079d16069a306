using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax.ListRounds;

/// <summary>A round and how its faxes stand now.</summary>
public sealed record FaxRoundView(long Key, DateTimeOffset At, DateTimeOffset StartedAt, int Count, int Sent, int Failed, int Open);

/// <summary>The rounds, newest first, the next mark, and how many wait for it.</summary>
public sealed record FaxRoundsView(IReadOnlyList<FaxRoundView> Items, string? NextCursor, DateTimeOffset NextRoundAt, int Waiting);

/// <summary>Lists the rounds that took something.</summary>
public sealed class ListRounds(DeskReader reader, IOptions<FaxOptions> options, TimeProvider clock)
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    public async Task<Outcome<FaxRoundsView>> Handle(DeskUser user, string? cursor, int? limit, CancellationToken ct)
    {
        if (!user.May(Permissions.WorkOnFaxes) && !user.May(Permissions.ReadAllCases))
            return Problems.Forbidden(user.Language);
        var count = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        var next = FaxMarks.After(clock.GetUtcNow(), options.Value.RoundMinutes);
        return await reader.Read(db => Read(db, cursor, count, next, ct), ct);
    }

    private static async Task<FaxRoundsView> Read(DeskDb db, string? cursor, int limit, DateTimeOffset next, CancellationToken ct)
    {
        var rounds = db.Set<FaxRound>().AsQueryable();
        if (Cursor.Decode(cursor) is { } after)
            rounds = rounds.Where(row => row.Key < after.Key);
        var rows = await rounds.OrderByDescending(row => row.Key).Take(limit + 1).ToListAsync(ct);
        var shown = rows.Take(limit).ToList();
        var keys = shown.Select(row => (long?)row.Key).ToList();
        var counts = await db.Set<FaxTransmission>()
            .Where(row => keys.Contains(row.RoundKey))
            .GroupBy(row => new { row.RoundKey, row.Status })
            .Select(group => new
            {
                group.Key.RoundKey,
                group.Key.Status,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        var waiting = await db.Set<FaxTransmission>().CountAsync(row => row.Status == FaxStatus.Queued && !row.AtOnce, ct);
        int Of(long key, FaxStatus status) => counts.Where(one => one.RoundKey == key && one.Status == status).Sum(one => one.Count);
        var views = shown.Select(row => new FaxRoundView(
            row.Key,
            row.At,
            row.StartedAt,
            row.Count,
            Of(row.Key, FaxStatus.Sent),
            Of(row.Key, FaxStatus.Failed),
            Of(row.Key, FaxStatus.Sending)
        ));
        return new FaxRoundsView([.. views], rows.Count > limit ? new Cursor(null, shown[^1].Key).Encode() : null, next, waiting);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/fax/rounds",
                async (string? cursor, int? limit, DeskUser user, ListRounds handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, cursor, limit, ct))
            )
            .RequirePermission(Permissions.WorkOnFaxes, Permissions.ReadAllCases)
            .Describe("ListFaxRounds", "Fax rounds, newest first, and when the next one runs")
            .Produces<FaxRoundsView>();
}
