using Baton.Desk.Http;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ListPacks;

/// <summary>An installed pack.</summary>
public sealed record PackView(
    string Id,
    string Version,
    LocalizedText Name,
    LocalizedText Description,
    DateTimeOffset ImportedAt,
    string? ImportedBy,
    bool HasDemo,
    string Sha256
);

/// <summary>Lists the installed packs.</summary>
public sealed class ListPacks(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<PackView>>> Handle(DeskUser user, CancellationToken ct) =>
        user.May(Permissions.AdministerPacks) ? Outcome.Of(await All(ct)) : Problems.Forbidden(user.Language);

    /// <summary>Lists on behalf of the command line.</summary>
    public async Task<IReadOnlyList<PackView>> All(CancellationToken ct)
    {
        var rows = await reader.Read(
            db =>
                db.Set<InstalledPack>()
                    .OrderBy(row => row.Id)
                    .Select(row => new
                    {
                        row.Id,
                        row.Version,
                        row.Name,
                        row.Description,
                        row.ImportedAt,
                        row.ImportedBy,
                        row.HasDemo,
                        row.Sha256,
                    })
                    .ToListAsync(ct),
            ct
        );
        return
        [
            .. rows.Select(row => new PackView(
                row.Id,
                row.Version,
                row.Name,
                row.Description,
                row.ImportedAt,
                row.ImportedBy,
                row.HasDemo,
                row.Sha256
            )),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/packs", async (DeskUser user, ListPacks handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct)))
            .RequirePermission(Permissions.AdministerPacks)
            .Describe("ListPacks", "The installed solution packs")
            .Produces<IReadOnlyList<PackView>>();
}
