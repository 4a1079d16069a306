using System.Net.Mime;
using System.Text;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Decisions;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Finds versions of decisions and their files, and evaluates decisions with the rules that matched on the way.</summary>
internal static class DecisionEndpoints
{
    private static readonly SearchSchema Definitions = new(
        SearchField.Key("decisionDefinitionKey"),
        SearchField.Text("decisionDefinitionId"),
        SearchField.Text("name"),
        SearchField.Number("version"),
        SearchField.Flag("isLatestVersion"),
        SearchField.Text("decisionRequirementsId"),
        SearchField.Key("decisionRequirementsKey"),
        SearchField.Text("decisionRequirementsName"),
        SearchField.Number("decisionRequirementsVersion")
    );

    private static readonly SearchSchema Requirements = new(
        SearchField.Key("decisionRequirementsKey"),
        SearchField.Text("decisionRequirementsId"),
        SearchField.Text("decisionRequirementsName"),
        SearchField.Number("version"),
        SearchField.Text("resourceName")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/decision-definitions/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Definitions, request => search.DecisionDefinitions(request, ct), DecisionDefinitionView.Of)
        );
        engine.MapGet(
            "/decision-definitions/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.DecisionDefinition(key.Value, ct), DecisionDefinitionView.Of, "decision definition", key)
        );
        engine.MapGet(
            "/decision-definitions/{key}/xml",
            (Key key, EngineSearch search, CancellationToken ct) =>
                Xml(search.DecisionDefinitionXml(key.Value, ct), "decision definition", key)
        );
        engine.MapPost("/decision-definitions/evaluation", Evaluate);
        engine.MapPost(
            "/decision-requirements/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(
                    body.Value,
                    Requirements,
                    request => search.DecisionRequirements(request, ct),
                    DecisionRequirementsView.Of
                )
        );
        engine.MapGet(
            "/decision-requirements/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.DecisionRequirement(key.Value, ct), DecisionRequirementsView.Of, "decision requirements", key)
        );
        engine.MapGet(
            "/decision-requirements/{key}/xml",
            (Key key, EngineSearch search, CancellationToken ct) =>
                Xml(search.DecisionRequirementsXml(key.Value, ct), "decision requirements", key)
        );
    }

    private static async Task<IResult> Xml(Task<string?> content, string what, Key key) =>
        await content is { } xml ? TypedResults.Text(xml, MediaTypeNames.Text.Xml, Encoding.UTF8) : EngineCalls.Missing(what, key);

    private static async Task<IResult> Evaluate(Body<EvaluateDecisionBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        EvaluateDecisionBody wanted = body.Value;
        Tenants.Check(wanted.TenantId);
        if ((wanted.DecisionDefinitionId is null) == (wanted.DecisionDefinitionKey is null))
        {
            return EngineProblem.Invalid("Give exactly one of 'decisionDefinitionId' and 'decisionDefinitionKey'.");
        }
        var request = new EvaluateDecisionRequest
        {
            DecisionId = wanted.DecisionDefinitionId,
            DecisionKey = wanted.DecisionDefinitionKey?.Value,
            Variables = wanted.Variables ?? FeelContext.Empty,
        };
        Outcome<DecisionOutcome> outcome = await runtime.Decisions.Evaluate(request, ct);
        return outcome.Problem is { } problem
            ? EngineProblem.Rejected("DecisionEvaluation:EVALUATE", problem)
            : EngineJson.Ok(DecisionAnswer.Of(outcome.Value));
    }
}
