using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Dmn;
using Baton.Dmn.Outline;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Decisions;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Processes.Decisions;

/// <summary>Values to try a decision with, by the names of its fields; dates as ISO 8601, expressions as FEEL. Without a version the latest.</summary>
public sealed record TryDecisionRequest(JsonObject? Values)
{
    public int? Version { get; init; }
}

/// <summary>What the decision answers.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Version">Its version.</param>
/// <param name="Output">The result as JSON; null when it failed.</param>
/// <param name="Failure">Why there is no result; null when there is one.</param>
/// <param name="Warnings">What was odd on the way.</param>
/// <param name="Decisions">All that was evaluated, required ones first.</param>
public sealed record DecisionTrial(
    string DecisionId,
    int Version,
    string? Output,
    TrialNote? Failure,
    IReadOnlyList<TrialNote> Warnings,
    IReadOnlyList<TrialStep> Decisions
)
{
    /// <summary>What came of an evaluation, told with the names that the model has for its decisions and columns.</summary>
    internal static DecisionTrial Of(ModelOutline model, DecisionOutline asked, int version, DecisionResult result)
    {
        IReadOnlyList<EvaluatedDecision> all = result.Failed is { } failed ? [.. result.Evaluated, failed] : result.Evaluated;
        return new(
            asked.Id,
            version,
            result.Failure is null ? FeelJson.ToJson(result.Output) : null,
            result.Failure is { } failure
                ? new(failure.Message, result.Failed?.Name ?? asked.Name, null, null, failure.Line, failure.Column)
                : null,
            [.. all.SelectMany(decision => decision.Warnings.Select(warning => Note(model, decision, warning)))],
            [.. all.Select(decision => Step(decision, ReferenceEquals(decision, result.Failed)))]
        );
    }

    private static TrialStep Step(EvaluatedDecision decision, bool hasFailed) =>
        new(
            decision.Id,
            decision.Name,
            hasFailed,
            hasFailed ? null : FeelJson.ToJson(decision.Output),
            [.. decision.Inputs.Select(input => FeelJson.ToJson(input.Value))],
            [.. decision.MatchedRules.Select(rule => rule.Number)]
        );

    private static TrialNote Note(ModelOutline model, EvaluatedDecision decision, DecisionWarning warning)
    {
        string? column = null;
        if (warning.Column is { } number && model.Find(decision.Id)?.Table is { } table)
        {
            var labels = table.Inputs.Select(one => one.Label).Concat(table.Outputs.Select(one => one.Label));
            column = labels.ElementAtOrDefault(number - 1);
        }
        return new(warning.Warning.Message, decision.Name, warning.Rule, column, warning.Warning.Line, warning.Warning.Column);
    }
}

/// <summary>A decision on the way, with the values of its input columns and the numbers of the rules that matched.</summary>
public sealed record TrialStep(
    string DecisionId,
    string Name,
    bool HasFailed,
    string? Output,
    IReadOnlyList<string> InputValues,
    IReadOnlyList<int> MatchedRules
);

/// <summary>Something to tell about an evaluation and where it arose; line and column are places in the expression there.</summary>
public sealed record TrialNote(string Message, string DecisionName, int? Rule, string? Column, int Line, int Position);

/// <summary>Evaluates a decision to see what it would answer; nothing is recorded.</summary>
public sealed class TryDecision(EngineSearch search, BatonRuntime runtime)
{
    public async Task<Outcome<DecisionTrial>> Handle(DeskUser user, string decisionId, TryDecisionRequest request, CancellationToken ct)
    {
        if (!ListDecisions.Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (await DecisionVersion.Find(search, runtime.Decisions, decisionId, request.Version, ct) is not { } found)
            return ProcessTexts.NotFound("decision", user.Language);
        var values = new DecisionValues(
            [.. found.Decision.Needs.Select(DecisionField.Of)],
            runtime.Decisions.NewEnvironment(),
            user.Language
        );
        var variables = values.Read(request.Values ?? []);
        if (values.Faults.Count > 0)
            return Problems.Invalid(user.Language, values.Faults);
        return runtime
            .Decisions.TryOut(new EvaluateDecisionRequest { DecisionKey = found.Row.DecisionDefinitionKey, Variables = variables })
            .Then(outcome => DecisionTrial.Of(found.Model, found.Decision, found.Row.Version, outcome.Result));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/decisions/{id}/trial",
                async (string id, TryDecisionRequest request, DeskUser user, TryDecision handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, id, request, ct))
            )
            .RequirePermission(ListDecisions.Readers)
            .Describe(
                "TryDecision",
                "Evaluate a decision without recording it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<DecisionTrial>();
}
