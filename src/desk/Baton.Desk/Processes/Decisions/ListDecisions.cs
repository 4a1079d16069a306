using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Processes.Decisions;

/// <summary>The latest version of a decision.</summary>
/// <param name="Key">The key of this version.</param>
/// <param name="DecisionId">The id that processes name.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="Model">The name of the model it belongs to.</param>
/// <param name="ResourceName">The file it came in.</param>
/// <param name="DeployedAt">When this version came.</param>
public sealed record DecisionItem(
    long Key,
    string DecisionId,
    string Name,
    int Version,
    string Model,
    string ResourceName,
    DateTimeOffset DeployedAt
);

/// <summary>Lists the deployed decisions by name, each in its latest version.</summary>
public sealed class ListDecisions(EngineSearch search)
{
    internal static readonly string[] Readers = [.. Permissions.ReadDefinitions];

    public async Task<Outcome<IReadOnlyList<DecisionItem>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        var request = new SearchRequest
        {
            Filter = new Filter.Where("isLatestVersion", true),
            Sort = [new SortField("name"), new SortField("decisionDefinitionId")],
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        var found = await search.DecisionDefinitions(request, ct);
        return found.Then<IReadOnlyList<DecisionItem>>(result => [.. result.Items.Select(Item)]);
    }

    private static DecisionItem Item(DecisionDefinitionRow row) =>
        new(
            row.DecisionDefinitionKey,
            row.DecisionDefinitionId,
            row.Name ?? row.DecisionDefinitionId,
            row.Version,
            row.DecisionRequirementsName,
            row.ResourceName,
            row.DeployedAt
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/decisions",
                async (DeskUser user, ListDecisions handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Readers)
            .Describe("ListDecisions", "The deployed decisions")
            .Produces<IReadOnlyList<DecisionItem>>();
}
