using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Dmn;
using Baton.Dmn.Outline;
using Baton.Feel;
using Baton.Runtime.Decisions;

namespace Baton.Desk.Cases.Assessing;

/// <summary>The decision of a case type in the version that is the latest now. Safe from any thread; asks no database.</summary>
internal sealed class CaseDecision(EngineDecisions engine, long key, string id, string name, int version, ModelOutline model)
{
    private const string OpenCell = "-";

    /// <summary>What can be read of it; null where the model does not have it.</summary>
    public DecisionOutline? Outline => model.Find(id);

    /// <summary>What the decision says; a decision that fails is told as such and stops nothing.</summary>
    public Assessment Assess(AssessmentFacts facts)
    {
        var asked = engine.TryOut(
            new EvaluateDecisionRequest { DecisionKey = key, Variables = FeelJson.Parse(facts.ToVariables().ToJsonString()).AsContext() }
        );
        if (asked.Problem is { } problem)
            return Failed(problem.Detail);
        var result = asked.Value.Result;
        return result.Failure is { } failure
            ? Failed(failure.Message)
            : new(id, name, version, Outcome(result.Output), [.. result.Evaluated.SelectMany(Reasons)]);
    }

    private Assessment Failed(string why) => new(id, name, version, [], []) { Failure = why };

    /// <summary>A table with one output gives a plain value: that is the severity.</summary>
    private static JsonObject Outcome(FeelValue output) =>
        JsonNode.Parse(FeelJson.ToJson(output)) switch
        {
            JsonObject outputs => outputs,
            JsonValue severity => new() { [AssessmentOutputs.Severity] = severity.DeepClone() },
            _ => [],
        };

    private IEnumerable<AssessmentReason> Reasons(EvaluatedDecision decision)
    {
        if (model.Find(decision.Id)?.Table is not { } table)
            yield break;
        foreach (var matched in decision.MatchedRules)
        {
            var rule = table.Rules[matched.Number - 1];
            yield return new(
                decision.Id,
                matched.Number,
                rule.Id,
                string.Join(' ', rule.Annotations.Where(remark => remark.Length > 0)),
                [.. Conditions(table, rule, decision.Inputs)]
            );
        }
    }

    private static IEnumerable<AssessmentCondition> Conditions(TableOutline table, RuleOutline rule, IReadOnlyList<EvaluatedInput> inputs)
    {
        for (var column = 0; column < inputs.Count && column < table.Inputs.Count; column++)
        {
            if (rule.Inputs[column].Trim() is OpenCell or "")
                continue;
            var (head, value) = (table.Inputs[column], JsonNode.Parse(FeelJson.ToJson(inputs[column].Value)));
            yield return new(head.Id, head.Label, head.Expression.Trim(), value);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{id} version {version}");
}
