using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>The rows of decisions that can be searched: their versions, the files they came in, and their evaluations.</summary>
internal static class DecisionTables
{
    private const string IsLatest =
        "CASE WHEN EXISTS (SELECT 1 FROM engine_decision_definition n WHERE n.decision_id = t.decision_id AND n.version > t.version AND n.is_deleted = 0) THEN 0 ELSE 1 END";

    public static SearchTable<DecisionDefinitionRow> Definitions { get; } =
        new(
            "t.decision_key",
            $"""
            t.decision_key, t.decision_id, t.name, t.version, t.requirements_id, t.requirements_key, t.resource_name, {IsLatest},
            COALESCE(r.title, t.requirements_id), r.version, e.deployed_at
            """,
            """
            (SELECT * FROM engine_decision_definition WHERE is_deleted = 0) t JOIN engine_resource r ON r.resource_key = t.requirements_key
              JOIN engine_deployment e ON e.deployment_key = t.deployment_key
            """,
            Fields(
                ("decisionDefinitionKey", Key("t.decision_key")),
                ("decisionDefinitionId", Text("t.decision_id")),
                ("name", Text("t.name")),
                ("version", Number("t.version")),
                ("isLatestVersion", Flag(IsLatest)),
                ("decisionRequirementsId", Text("t.requirements_id")),
                ("decisionRequirementsKey", Key("t.requirements_key")),
                ("decisionRequirementsName", Text("COALESCE(r.title, t.requirements_id)")),
                ("decisionRequirementsVersion", Number("r.version"))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.Text(2),
                    (int)row.GetInt64(3),
                    row.GetString(4),
                    row.GetInt64(5),
                    row.GetString(6),
                    row.GetInt64(7) != 0,
                    row.GetString(8),
                    (int)row.GetInt64(9),
                    Instant.FromMilliseconds(row.GetInt64(10))
                )
        );

    public static SearchTable<DecisionRequirementsRow> Requirements { get; } =
        new(
            "t.resource_key",
            "t.resource_key, t.resource_id, COALESCE(t.title, t.resource_id), t.version, t.name",
            "(SELECT * FROM engine_resource WHERE kind = 'dmn' AND is_deleted = 0) t",
            Fields(
                ("decisionRequirementsKey", Key("t.resource_key")),
                ("decisionRequirementsId", Text("t.resource_id")),
                ("decisionRequirementsName", Text("COALESCE(t.title, t.resource_id)")),
                ("version", Number("t.version")),
                ("resourceName", Text("t.name"))
            ),
            row => new(row.GetInt64(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3), row.GetString(4))
        );

    /// <summary>Without inputs and rules: those may be long, and lists do not show them.</summary>
    public static SearchTable<DecisionInstanceRow> Instances { get; } =
        new(
            "t.decision_instance_key",
            """
            t.instance_id, t.evaluation_key, t.state, t.evaluated_at, t.failure, t.definition_key, t.process_instance_key, t.root_instance_key,
            t.element_instance_key, t.decision_key, d.decision_id, d.name, d.version, t.decision_type, t.root_decision_key,
            d.requirements_key, t.result
            """,
            "engine_decision_instance t JOIN engine_decision_definition d ON d.decision_key = t.decision_key",
            Fields(
                ("decisionEvaluationInstanceKey", Text("t.instance_id")),
                ("decisionEvaluationKey", Key("t.evaluation_key")),
                ("state", Text("t.state")),
                ("evaluationDate", Moment("t.evaluated_at")),
                ("evaluationFailure", Text("t.failure")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processInstanceKey", Key("t.process_instance_key")),
                ("rootProcessInstanceKey", Key("CASE WHEN t.process_instance_key IS NULL THEN NULL ELSE t.root_instance_key END")),
                ("elementInstanceKey", Key("t.element_instance_key")),
                ("decisionDefinitionKey", Key("t.decision_key")),
                ("decisionDefinitionId", Text("d.decision_id")),
                ("decisionDefinitionName", Text("d.name")),
                ("decisionDefinitionVersion", Number("d.version")),
                ("decisionDefinitionType", Text("t.decision_type")),
                ("rootDecisionDefinitionKey", Key("t.root_decision_key")),
                ("decisionRequirementsKey", Key("d.requirements_key"))
            ),
            row =>
                new()
                {
                    DecisionEvaluationInstanceKey = row.GetString(0),
                    DecisionEvaluationKey = row.GetInt64(1),
                    State = row.GetString(2),
                    EvaluationDate = Instant.FromMilliseconds(row.GetInt64(3)),
                    EvaluationFailure = row.Text(4),
                    ProcessDefinitionKey = row.Whole(5),
                    ProcessInstanceKey = row.Whole(6),
                    RootProcessInstanceKey = row.IsDBNull(6) ? null : row.GetInt64(7),
                    ElementInstanceKey = row.Whole(8),
                    DecisionDefinitionKey = row.GetInt64(9),
                    DecisionDefinitionId = row.GetString(10),
                    DecisionDefinitionName = row.Text(11) ?? row.GetString(10),
                    DecisionDefinitionVersion = (int)row.GetInt64(12),
                    DecisionDefinitionType = row.GetString(13),
                    RootDecisionDefinitionKey = row.GetInt64(14),
                    DecisionRequirementsKey = row.GetInt64(15),
                    Result = row.Text(16),
                }
        );
}
