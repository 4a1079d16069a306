using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text;
using Baton.Dmn;
using Baton.Feel;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Finds versions of decisions and evaluates them, with the rules that matched on the way.</summary>
internal static class DecisionEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("decisionDefinitionKey"),
        SearchField.Text("decisionDefinitionId"),
        SearchField.Text("name"),
        SearchField.Number("version"),
        SearchField.Text("decisionRequirementsId"),
        SearchField.Key("decisionRequirementsKey")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/decision-definitions/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.DecisionDefinitions(request, ct), DecisionDefinitionView.Of)
        );
        engine.MapGet(
            "/decision-definitions/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.DecisionDefinition(key.Value, ct), DecisionDefinitionView.Of, "decision definition", key)
        );
        engine.MapGet("/decision-definitions/{key}/xml", Xml);
        engine.MapPost("/decision-definitions/evaluation", Evaluate);
    }

    private static async Task<IResult> Xml(Key key, EngineSearch search, CancellationToken ct) =>
        await search.DecisionDefinitionXml(key.Value, ct) is { } xml
            ? TypedResults.Text(xml, MediaTypeNames.Text.Xml, Encoding.UTF8)
            : EngineCalls.Missing("decision definition", key);

    private static async Task<IResult> Evaluate(
        Body<EvaluateDecisionBody> body,
        EngineSearch search,
        DecisionModels models,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        EvaluateDecisionBody wanted = body.Value;
        Tenants.Check(wanted.TenantId);
        if ((wanted.DecisionDefinitionId is null) == (wanted.DecisionDefinitionKey is null))
        {
            return EngineProblem.Invalid("Give exactly one of 'decisionDefinitionId' and 'decisionDefinitionKey'.");
        }
        DecisionDefinitionRow? definition = wanted.DecisionDefinitionKey is { } key
            ? await search.DecisionDefinition(key.Value, ct)
            : await Latest(wanted.DecisionDefinitionId!, search, ct);
        if (definition is null)
        {
            return EngineProblem.NotFound(
                $"There is no decision '{wanted.DecisionDefinitionId ?? wanted.DecisionDefinitionKey.ToString()}'. Deploy it first."
            );
        }
        DmnDecision decision = await models.Find(definition, search, ct);
        DecisionResult result = decision.Evaluate(
            wanted.Variables ?? FeelContext.Empty,
            new FeelEnvironment(clock.GetUtcNow(), clock.LocalTimeZone)
        );
        return EngineJson.Ok(DecisionAnswer.Of(definition, result));
    }

    private static async Task<DecisionDefinitionRow?> Latest(string decisionId, EngineSearch search, CancellationToken ct)
    {
        var request = new SearchRequest
        {
            Filter = new Filter.Where("decisionDefinitionId", decisionId),
            Sort = [new SortField("version", Descending: true)],
            Page = new Page { Limit = 1 },
        };
        return (await search.DecisionDefinitions(request, ct)).Value.Items is [var latest, ..] ? latest : null;
    }
}

/// <summary>Keeps models of decisions that were evaluated; a deployed version never changes. Safe for any number of threads.</summary>
internal sealed class DecisionModels
{
    private const int Capacity = 500;

    private readonly ConcurrentDictionary<long, DmnDecision> _decisions = new();

    public async Task<DmnDecision> Find(DecisionDefinitionRow definition, EngineSearch search, CancellationToken ct)
    {
        if (_decisions.TryGetValue(definition.DecisionDefinitionKey, out DmnDecision? known))
        {
            return known;
        }
        string? xml = await search.DecisionDefinitionXml(definition.DecisionDefinitionKey, ct);
        DmnDecision decision =
            (xml is null ? null : DmnModel.Read(xml).Find(definition.DecisionDefinitionId))
            ?? throw new InvalidOperationException($"The file of decision {definition.DecisionDefinitionKey} does not hold it.");
        if (_decisions.Count >= Capacity)
        {
            _decisions.Clear();
        }
        return _decisions[definition.DecisionDefinitionKey] = decision;
    }
}
