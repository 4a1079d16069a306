using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>Lists the positions that people have, to be offered for others: the more frequent first.</summary>
public sealed class ListPositions(DeskReader reader)
{
    private const int Offered = 100;

    public async Task<Outcome<IReadOnlyList<string>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var positions = await reader.Read(
            db =>
                db.Users.Where(row => row.Position != null && !row.IsDisabled)
                    .GroupBy(row => row.Position!)
                    .OrderByDescending(all => all.Count())
                    .ThenBy(all => all.Key)
                    .Select(all => all.Key)
                    .Take(Offered)
                    .ToListAsync(ct),
            ct
        );
        return Outcome.Of<IReadOnlyList<string>>(positions);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/positions",
                async (DeskUser user, ListPositions handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("ListPositions", "The positions that people have")
            .Produces<IReadOnlyList<string>>();
}
