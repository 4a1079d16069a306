using System.Text.Json.Serialization;
using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Analysis.Show;

/// <summary>A process that can be looked at.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Name">Of the newest version; its id where it has none.</param>
/// <param name="Version">The newest version.</param>
/// <param name="Running">How many instances run, in any version.</param>
public sealed record AnalysedProcessRow(
    string ProcessId,
    string Name,
    int Version,
    [property: JsonNumberHandling(JsonNumberHandling.Strict)] long Running
);

/// <summary>Lists the processes whose course can be looked at, those with the most running work first.</summary>
public sealed class ListAnalysedProcesses(EngineSearch search)
{
    public async Task<Outcome<IReadOnlyList<AnalysedProcessRow>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!AnalysisGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var page = new Baton.Runtime.Search.Page { Limit = 1_000 };
        var definitions = await search.ProcessDefinitions(new() { Filter = new Filter.Where("isLatestVersion", true), Page = page }, ct);
        var active = await search.ActiveByProcess(new() { Page = page }, ct);
        var running = active.Value.Items.ToDictionary(
            row => row.ProcessDefinitionId,
            row => row.WithIncident + row.WithoutIncident,
            StringComparer.Ordinal
        );
        return Outcome.Of<IReadOnlyList<AnalysedProcessRow>>([
            .. definitions
                .Value.Items.Select(row => new AnalysedProcessRow(
                    row.ProcessDefinitionId,
                    row.Name ?? row.ProcessDefinitionId,
                    row.Version,
                    running.GetValueOrDefault(row.ProcessDefinitionId)
                ))
                .OrderByDescending(row => row.Running)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ]);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/analysis",
                async (DeskUser user, ListAnalysedProcesses handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ReadReports)
            .Describe("ListAnalysedProcesses", "The processes whose course can be looked at")
            .Produces<IReadOnlyList<AnalysedProcessRow>>();
}
