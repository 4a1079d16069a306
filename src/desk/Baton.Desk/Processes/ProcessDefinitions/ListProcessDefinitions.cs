using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Processes.ProcessDefinitions;

/// <summary>A version of a process.</summary>
public sealed record ProcessDefinitionView(
    long Key,
    string ProcessId,
    string? Name,
    int Version,
    string? VersionTag,
    string ResourceName,
    bool IsLatest
);

/// <summary>Lists the deployed processes, by id and newest version first, for those who look after processes.</summary>
public sealed class ListProcessDefinitions(EngineSearch search)
{
    internal static readonly string[] Readers = [.. Permissions.ReadDefinitions];

    /// <summary>All versions, or only the latest of each process.</summary>
    public async Task<Outcome<IReadOnlyList<ProcessDefinitionView>>> Handle(DeskUser user, bool allVersions, CancellationToken ct)
    {
        if (!Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        var request = new SearchRequest
        {
            Filter = allVersions ? null : new Filter.Where("isLatestVersion", true),
            Sort = [new SortField("processDefinitionId"), new SortField("version", Descending: true)],
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        var found = await search.ProcessDefinitions(request, ct);
        return found.Then<IReadOnlyList<ProcessDefinitionView>>(result => [.. result.Items.Select(View)]);
    }

    private static ProcessDefinitionView View(ProcessDefinitionRow row) =>
        new(
            row.ProcessDefinitionKey,
            row.ProcessDefinitionId,
            row.Name,
            row.Version,
            row.VersionTag,
            row.ResourceName,
            row.IsLatestVersion
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/process-definitions",
                async (bool? allVersions, DeskUser user, ListProcessDefinitions handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, allVersions ?? false, ct))
            )
            .RequirePermission(Readers)
            .Describe("ListProcessDefinitions", "The deployed processes")
            .Produces<IReadOnlyList<ProcessDefinitionView>>();
}
