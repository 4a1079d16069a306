using Baton.Desk.Http;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ExportPack;

/// <summary>A pack as a zip.</summary>
public sealed record PackArchive(string FileName, byte[] Zip);

/// <summary>Gives an installed pack back, file for file as it was imported.</summary>
public sealed class ExportPack(DeskReader reader)
{
    public async Task<Outcome<PackArchive>> Handle(DeskUser user, string id, CancellationToken ct) =>
        user.May(Permissions.AdministerPacks) ? await Export(id, user.Language, ct) : Problems.Forbidden(user.Language);

    /// <summary>Exports on behalf of the command line.</summary>
    public async Task<Outcome<PackArchive>> Export(string id, string language, CancellationToken ct)
    {
        var pack = await reader.Read(db => db.Set<InstalledPack>().SingleOrDefaultAsync(row => row.Id == id, ct), ct);
        return pack is null ? ProcessTexts.NotFound("pack", language) : new PackArchive($"{pack.Id}-{pack.Version}.zip", pack.Content);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/packs/{id}/export",
                async (string id, DeskUser user, ExportPack handler, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, id, ct);
                    return outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : TypedResults.File(outcome.Value.Zip, "application/zip", outcome.Value.FileName);
                }
            )
            .RequirePermission(Permissions.AdministerPacks)
            .Describe("ExportPack", "An installed pack as zip", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
}
