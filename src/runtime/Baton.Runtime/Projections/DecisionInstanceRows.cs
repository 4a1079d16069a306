using Baton.Runtime.Decisions;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>A new row of engine_decision_instance; it never changes.</summary>
internal sealed record DecisionInstanceEntry(long Key, DecisionInstanceRow Row);

/// <summary>Writes evaluated decisions.</summary>
internal static class DecisionInstanceRows
{
    private static readonly RowShape NewInstance = RowShape.Insert(
        "engine_decision_instance",
        "root_instance_key",
        "decision_instance_key",
        "instance_id",
        "evaluation_key",
        "process_instance_key",
        "definition_key",
        "element_instance_key",
        "decision_key",
        "decision_type",
        "root_decision_key",
        "state",
        "failure",
        "result",
        "inputs",
        "rules",
        "evaluated_at"
    );

    public static void Write(RowWriters writers, IReadOnlyCollection<DecisionInstanceEntry> entries, long now)
    {
        foreach (var (key, row) in entries)
        {
            writers[NewInstance]
                .Bind(row.RootProcessInstanceKey ?? row.DecisionEvaluationKey)
                .Bind(key)
                .Bind(row.DecisionEvaluationInstanceKey)
                .Bind(row.DecisionEvaluationKey)
                .Bind(row.ProcessInstanceKey)
                .Bind(row.ProcessDefinitionKey)
                .Bind(row.ElementInstanceKey)
                .Bind(row.DecisionDefinitionKey)
                .Bind(row.DecisionDefinitionType)
                .Bind(row.RootDecisionDefinitionKey)
                .Bind(row.State)
                .Bind(row.EvaluationFailure)
                .Bind(row.Result)
                .Bind(TraceJson.Write(row.EvaluatedInputs))
                .Bind(TraceJson.Write(row.MatchedRules))
                .Bind(now)
                .Add();
        }
    }
}
