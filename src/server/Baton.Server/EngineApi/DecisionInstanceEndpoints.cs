using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Finds evaluated decisions: what they saw, which rules matched, what came of it.</summary>
internal static class DecisionInstanceEndpoints
{
    internal static readonly SearchSchema Schema = new(
        SearchField.Text("decisionEvaluationInstanceKey"),
        SearchField.Key("decisionEvaluationKey"),
        SearchField.Word("state", Words.DecisionStates),
        SearchField.Instant("evaluationDate"),
        SearchField.Text("evaluationFailure"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("decisionDefinitionKey"),
        SearchField.Text("decisionDefinitionId"),
        SearchField.Text("decisionDefinitionName"),
        SearchField.Number("decisionDefinitionVersion"),
        SearchField.Word("decisionDefinitionType", Words.DecisionTypes),
        SearchField.Key("rootDecisionDefinitionKey"),
        SearchField.Key("decisionRequirementsKey")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/decision-instances/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.DecisionInstances(request, ct), DecisionInstanceView.Of)
        );
        engine.MapGet("/decision-instances/{decisionEvaluationInstanceKey}", Show);
    }

    private static async Task<IResult> Show(string decisionEvaluationInstanceKey, EngineSearch search, CancellationToken ct)
    {
        string[] parts = decisionEvaluationInstanceKey.Split('-');
        if (parts.Length != 2 || !parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit)))
        {
            return EngineProblem.Invalid(
                $"'{decisionEvaluationInstanceKey}' is no key of a decision instance, such as 2251799813685300-1."
            );
        }
        return await search.DecisionInstance(decisionEvaluationInstanceKey, ct) is { } found
            ? EngineJson.Ok(DecisionInstanceDetails.Of(found))
            : EngineProblem.NotFound($"There is no decision instance with the key {decisionEvaluationInstanceKey}.");
    }
}

internal record DecisionInstanceView(
    string DecisionEvaluationInstanceKey,
    Key DecisionEvaluationKey,
    string State,
    DateTimeOffset EvaluationDate,
    string? EvaluationFailure,
    Key? ProcessDefinitionKey,
    Key? ProcessInstanceKey,
    Key? RootProcessInstanceKey,
    Key? ElementInstanceKey,
    Key DecisionDefinitionKey,
    string DecisionDefinitionId,
    string DecisionDefinitionName,
    int DecisionDefinitionVersion,
    string DecisionDefinitionType,
    Key RootDecisionDefinitionKey,
    string Result,
    string TenantId
)
{
    protected DecisionInstanceView(DecisionInstanceRow row)
        : this(
            row.DecisionEvaluationInstanceKey,
            row.DecisionEvaluationKey,
            row.State,
            row.EvaluationDate,
            row.EvaluationFailure,
            Key.Of(row.ProcessDefinitionKey),
            Key.Of(row.ProcessInstanceKey),
            Key.Of(row.RootProcessInstanceKey),
            Key.Of(row.ElementInstanceKey),
            row.DecisionDefinitionKey,
            row.DecisionDefinitionId,
            row.DecisionDefinitionName,
            row.DecisionDefinitionVersion,
            row.DecisionDefinitionType,
            row.RootDecisionDefinitionKey,
            row.Result ?? DecisionAnswer.NoOutput,
            Tenants.Default
        ) { }

    public static DecisionInstanceView Of(DecisionInstanceRow row) => new(row);
}

/// <summary>One decision instance: what lists show, and what the table saw and matched.</summary>
internal sealed record DecisionInstanceDetails : DecisionInstanceView
{
    private DecisionInstanceDetails(DecisionInstanceRow row)
        : base(row)
    {
        EvaluatedInputs = [.. row.EvaluatedInputs.Select(EvaluatedInputView.Of)];
        MatchedRules = [.. row.MatchedRules.Select(MatchedRuleView.Of)];
    }

    public IReadOnlyList<EvaluatedInputView> EvaluatedInputs { get; }

    public IReadOnlyList<MatchedRuleView> MatchedRules { get; }

    public static new DecisionInstanceDetails Of(DecisionInstanceRow row) => new(row);
}
