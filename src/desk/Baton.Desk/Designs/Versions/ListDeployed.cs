using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Versions;

/// <summary>A deployed model in a list.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The id that its versions share.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Version">The newest version.</param>
/// <param name="DeployedAt">When that came.</param>
public sealed record DeployedLine(DesignKind Kind, string Id, string Name, int Version, DateTimeOffset DeployedAt);

/// <summary>Lists what is deployed, each in its newest version, by kind and name.</summary>
public sealed class ListDeployed(EngineSearch search)
{
    public async Task<Outcome<IReadOnlyList<DeployedLine>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!ListVersions.Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        var lines = new List<DeployedLine>();
        foreach (var kind in Enum.GetValues<DesignKind>())
        {
            var newest = (await DeployedModels.Versions(search, kind, null, ct)).Where(row => row.IsLatest);
            lines.AddRange(
                newest
                    .Select(row => new DeployedLine(kind, row.Id, row.Name ?? row.Id, row.Version, row.DeployedAt))
                    .OrderBy(line => line.Name, StringComparer.Ordinal)
            );
        }
        return lines;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/deployed",
                async (DeskUser user, ListDeployed handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(ListVersions.Readers)
            .Describe("ListDeployedModels", "What is deployed, each in its newest version")
            .Produces<IReadOnlyList<DeployedLine>>();
}
