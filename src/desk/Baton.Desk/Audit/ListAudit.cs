using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Audit;

/// <summary>Lists what administrators changed, the latest first.</summary>
public sealed class ListAudit(DeskReader reader)
{
    public async Task<Outcome<Page<AuditLine>>> Handle(
        DeskUser user,
        AuditSearch search,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(search);
        if (!user.May(Permissions.ReadAudit))
            return Problems.Forbidden(user.Language);
        var count = Math.Clamp(limit ?? 50, 1, 500);
        var before = Cursor.Decode(cursor)?.Key ?? long.MaxValue;
        return await reader.Read<Page<AuditLine>>(
            async db =>
            {
                var rows = await search
                    .In(db)
                    .Where(row => row.Number < before)
                    .OrderByDescending(row => row.Number)
                    .Take(count + 1)
                    .ToListAsync(ct);
                var names = await DeskUsers.Names(db, rows.Select(row => row.Actor), ct);
                var next = rows.Count > count ? new Cursor(null, rows[count - 1].Number).Encode() : null;
                return new([.. rows.Take(count).Select(row => AuditLine.Of(row, names, user.Language))], next);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/audit",
                async (
                    [AsParameters] AuditSearch search,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListAudit handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, search, cursor, limit, ct))
            )
            .RequirePermission(Permissions.ReadAudit)
            .Describe("ListAudit", "What administrators changed, the latest first")
            .Produces<Page<AuditLine>>();
}
