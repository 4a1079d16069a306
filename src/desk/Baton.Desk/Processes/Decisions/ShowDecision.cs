using Baton.Desk.Http;
using Baton.Dmn;
using Baton.Dmn.Outline;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Processes.Decisions;

/// <summary>A decision to look at; without a version the latest.</summary>
public sealed record ShowDecisionRequest(string DecisionId, int? Version);

/// <summary>A version of a decision with what it asks for and how it decides.</summary>
/// <param name="Key">The key of this version.</param>
/// <param name="DecisionId">The id that processes name.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Version">This version.</param>
/// <param name="Versions">All versions, newest first.</param>
/// <param name="Model">The name of the model it belongs to.</param>
/// <param name="ResourceName">The file it came in.</param>
/// <param name="DeployedAt">When this version came.</param>
/// <param name="Question">The question it answers, or null.</param>
/// <param name="Inputs">What a form for it asks.</param>
/// <param name="Decisions">Its own logic first, then that of the decisions it requires, near ones first.</param>
public sealed record DecisionPage(
    long Key,
    string DecisionId,
    string Name,
    int Version,
    IReadOnlyList<int> Versions,
    string Model,
    string ResourceName,
    DateTimeOffset DeployedAt,
    string? Question,
    IReadOnlyList<DecisionField> Inputs,
    IReadOnlyList<DecisionLogic> Decisions
);

/// <summary>How a decision decides: a table, an expression, or neither where its form is another one.</summary>
public sealed record DecisionLogic(string DecisionId, string Name, DecisionKind Kind, string? Expression, DecisionTableView? Table);

/// <summary>Shows one decision for those who look after processes.</summary>
public sealed class ShowDecision(EngineSearch search, BatonRuntime runtime)
{
    public async Task<Outcome<DecisionPage>> Handle(DeskUser user, ShowDecisionRequest request, CancellationToken ct)
    {
        if (!ListDecisions.Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (await DecisionVersion.Find(search, runtime.Decisions, request.DecisionId, request.Version, ct) is not { } found)
            return ProcessTexts.NotFound("decision", user.Language);
        return new DecisionPage(
            found.Row.DecisionDefinitionKey,
            found.Row.DecisionDefinitionId,
            found.Decision.Name,
            found.Row.Version,
            found.Versions,
            found.Row.DecisionRequirementsName,
            found.Row.ResourceName,
            found.Row.DeployedAt,
            found.Decision.Question,
            [.. found.Decision.Needs.Select(DecisionField.Of)],
            [.. WithRequired(found).Select(Logic)]
        );
    }

    private static IEnumerable<DecisionOutline> WithRequired(DecisionVersion found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { found.Decision.Id };
        var waiting = new Queue<DecisionOutline>([found.Decision]);
        while (waiting.TryDequeue(out var decision))
        {
            yield return decision;
            foreach (var required in decision.Requires.Where(seen.Add).Select(found.Model.Find).OfType<DecisionOutline>())
                waiting.Enqueue(required);
        }
    }

    private static DecisionLogic Logic(DecisionOutline decision) =>
        new(decision.Id, decision.Name, decision.Kind, decision.Expression, DecisionTableView.Of(decision.Table));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/decisions/{id}",
                async (string id, int? version, DeskUser user, ShowDecision handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(id, version), ct))
            )
            .RequirePermission(ListDecisions.Readers)
            .Describe("ShowDecision", "A decision: what it asks for and how it decides", StatusCodes.Status404NotFound)
            .Produces<DecisionPage>();
}
