using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Fax.ListRejections;

/// <summary>A result of the gateway that could not be used.</summary>
public sealed record FaxRejectionView(long Key, DateTimeOffset At, string Source, string Reason, string Content);

/// <summary>Lists rejected results, newest first, for those who look after the gateway.</summary>
public sealed class ListRejections(DeskReader reader)
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    public async Task<Outcome<Page<FaxRejectionView>>> Handle(DeskUser user, string? cursor, int? limit, CancellationToken ct)
    {
        if (!user.May(Permissions.WorkOnFaxes) && !user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var count = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        var after = Cursor.Decode(cursor)?.Key ?? long.MaxValue;
        var rows = await reader.Read(
            db => db.Set<FaxRejection>().Where(row => row.Key < after).OrderByDescending(row => row.Key).Take(count + 1).ToListAsync(ct),
            ct
        );
        var items = rows.Take(count).Select(row => new FaxRejectionView(row.Key, row.At, row.Source, row.Reason, row.Content)).ToList();
        return new Page<FaxRejectionView>(items, rows.Count > count ? new Cursor(null, items[^1].Key).Encode() : null);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/fax/rejections",
                async (string? cursor, int? limit, DeskUser user, ListRejections handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, cursor, limit, ct))
            )
            .RequirePermission(Permissions.WorkOnFaxes, Permissions.OperateEngine)
            .Describe("ListFaxRejections", "Results of the fax gateway that could not be used, newest first")
            .Produces<Page<FaxRejectionView>>();
}
