using Baton.Runtime.Deployments;
using Baton.Runtime.Projections;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>The kinds of rows that can be searched, with the fields that callers may name. What is not listed here cannot be reached.</summary>
internal sealed class SearchTables(Func<DefinitionCatalog> catalog)
{
    private const string OpenIncident =
        "SELECT 1 FROM engine_incident i WHERE i.root_instance_key = t.root_instance_key AND i.resolved_at IS NULL";

    /// <summary>Goes from the incidents to the instances: the open ones are few.</summary>
    private const string TreesWithIncident = "t.root_instance_key IN (SELECT i.root_instance_key FROM engine_incident i WHERE {0})";

    private const string OpenIncidents = "(SELECT * FROM engine_incident WHERE resolved_at IS NULL) e";

    private const string ElementHasIncident =
        "CASE WHEN EXISTS (SELECT 1 FROM engine_incident i WHERE i.root_instance_key = e.root_instance_key AND i.resolved_at IS NULL "
        + "AND i.element_instance_key = e.element_instance_key) THEN 1 ELSE 0 END";

    private const string FailedJobWithRetries =
        "SELECT 1 FROM engine_job j WHERE j.root_instance_key = t.root_instance_key AND j.process_instance_key = t.process_instance_key "
        + "AND j.state = 'FAILED' AND j.retries > 0";

    /// <summary>Whether the row lies below the scope that {0} names: its element, the scopes around that, the callers of their instances.</summary>
    private const string Below = """
        EXISTS (WITH RECURSIVE up (scope_key) AS (
          SELECT t.element_instance_key
          UNION ALL
          SELECT COALESCE(
            (SELECT e.scope_key FROM engine_element_instance e
              WHERE e.root_instance_key = t.root_instance_key AND e.element_instance_key = up.scope_key),
            (SELECT p.parent_element_instance_key FROM engine_process_instance p
              WHERE p.root_instance_key = t.root_instance_key AND p.process_instance_key = up.scope_key))
          FROM up WHERE up.scope_key IS NOT NULL)
        SELECT 1 FROM up WHERE {0})
        """;

    /// <summary>{0} the scope column, {1} the name, {2} the condition on the value of v.</summary>
    private const string VariableOf =
        "EXISTS (SELECT 1 FROM engine_variable v WHERE v.process_instance_key = t.process_instance_key AND v.scope_key = {0} AND v.name = {1} AND {2})";

    private const string OfDefinition = "JOIN engine_process_definition d ON d.definition_key = t.definition_key";

    private const string FirstIncident =
        "(SELECT MIN(i.incident_key) FROM engine_incident i WHERE i.root_instance_key = t.root_instance_key "
        + "AND i.element_instance_key = t.element_instance_key AND i.resolved_at IS NULL)";

    private static readonly Dictionary<string, string> ImpliedByState = new(StringComparer.Ordinal)
    {
        [RowStates.Active] = "t.ended_at IS NULL",
        [RowStates.Completed] = "t.ended_at IS NOT NULL",
        [RowStates.Terminated] = "t.ended_at IS NOT NULL",
    };

    private static readonly SearchField Tenant = Text("'<default>'");

    public static SearchTable<ProcessDefinitionRow> ProcessDefinitions { get; } =
        new(
            "t.definition_key",
            "t.definition_key, t.process_id, t.name, t.version, t.version_tag, t.resource_name, t.deployment_key, t.is_latest, t.has_start_form, t.is_deleted",
            "(SELECT * FROM engine_process_definition WHERE is_deleted = 0) t",
            Fields(
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("t.process_id")),
                ("name", Text("t.name")),
                ("version", Number("t.version")),
                ("versionTag", Text("t.version_tag")),
                ("resourceName", Text("t.resource_name")),
                ("deploymentKey", Key("t.deployment_key")),
                ("isLatestVersion", Flag("t.is_latest")),
                ("hasStartForm", Flag("t.has_start_form")),
                ("state", Text("CASE t.is_deleted WHEN 1 THEN 'DELETED' ELSE 'ACTIVE' END"))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.Text(2),
                    (int)row.GetInt64(3),
                    row.Text(4),
                    row.GetString(5),
                    row.GetInt64(6),
                    row.GetInt64(7) != 0,
                    row.GetInt64(8) != 0,
                    row.GetInt64(9) != 0
                )
        );

    public static SearchTable<ProcessInstanceRow> ProcessInstances { get; } =
        new(
            "t.process_instance_key",
            $"""
            t.process_instance_key, t.root_instance_key, t.definition_key, t.process_id, d.name, d.version, d.version_tag, t.state,
            t.started_at, t.ended_at, {Exists($"{OpenIncident}")}, t.parent_process_instance_key, t.parent_element_instance_key,
            t.business_id, t.tags
            """,
            $"engine_process_instance t {OfDefinition}",
            Fields(
                ("processInstanceKey", Key("t.process_instance_key") with { IsNullable = false }),
                ("rootProcessInstanceKey", Key("t.root_instance_key") with { IsNullable = false }),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("d.process_id")),
                ("processDefinitionName", Text("d.name")),
                ("processDefinitionVersion", Number("d.version")),
                ("processDefinitionVersionTag", Text("d.version_tag")),
                ("state", State("t.state")),
                ("startDate", Moment("t.started_at") with { IsNullable = false }),
                ("endDate", Moment("t.ended_at")),
                ("hasIncident", Flag(Exists($"{OpenIncident}"))),
                ("incidentState", new("i.state", FieldKind.Text, TreesWithIncident)),
                ("parentProcessInstanceKey", Key("t.parent_process_instance_key")),
                ("parentElementInstanceKey", Key("t.parent_element_instance_key")),
                ("businessId", Text("t.business_id")),
                ("tags", new("t.tags", FieldKind.Tags)),
                ("elementId", Within(Text("e.element_id"), "engine_element_instance e")),
                ("elementInstanceState", Within(Text("e.state"), "engine_element_instance e")),
                ("hasElementInstanceIncident", Within(Flag(ElementHasIncident), "engine_element_instance e")),
                ("errorMessage", Within(Text("e.message"), "engine_incident e")),
                (ErrorHashes.MessageField, Within(Text("e.message"), OpenIncidents)),
                ("hasRetriesLeft", Flag(Exists(FailedJobWithRetries))),
                ("batchOperationId", BatchTables.OfInstance),
                ("batchOperationKey", BatchTables.OfInstance)
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetString(3),
                    row.Text(4),
                    (int)row.GetInt64(5),
                    row.Text(6),
                    row.GetString(7),
                    Instant.FromMilliseconds(row.GetInt64(8)),
                    Instant.FromMilliseconds(row.Whole(9)),
                    row.GetInt64(10) != 0,
                    row.Whole(11),
                    row.Whole(12),
                    row.Text(13),
                    Texts.Split(row.Text(14))
                ),
            VariableOf
        );

    public static SearchTable<ElementInstanceRow> ElementInstances { get; } =
        new(
            "t.element_instance_key",
            $"""
            t.element_instance_key, t.process_instance_key, t.root_instance_key, t.definition_key, d.process_id, t.scope_key, t.element_id,
            COALESCE(t.name, t.element_id), t.type, t.state, t.started_at, t.ended_at,
            {FirstIncident}
            """,
            $"engine_element_instance t {OfDefinition}",
            Fields(
                ("elementInstanceKey", Key("t.element_instance_key")),
                ("processInstanceKey", InstanceKey),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("d.process_id")),
                ("elementInstanceScopeKey", Key("t.scope_key") with { Anchor = Anchors.Scope }),
                ("elementId", Text("t.element_id")),
                ("elementName", Text("COALESCE(t.name, t.element_id)")),
                ("type", Text("t.type")),
                ("state", State("t.state")),
                ("startDate", Moment("t.started_at")),
                ("endDate", Moment("t.ended_at")),
                ("hasIncident", Flag(Exists($"{OpenIncident} AND i.element_instance_key = t.element_instance_key"))),
                ("incidentKey", Key(FirstIncident) with { Anchor = Anchors.Incident })
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetInt64(3),
                    row.GetString(4),
                    row.Whole(5),
                    row.GetString(6),
                    row.GetString(7),
                    row.GetString(8),
                    row.GetString(9),
                    Instant.FromMilliseconds(row.GetInt64(10)),
                    Instant.FromMilliseconds(row.Whole(11)),
                    row.Whole(12)
                )
        );

    public SearchTable<UserTaskRow> UserTasks { get; } =
        new(
            "t.user_task_key",
            """
            t.user_task_key, t.element_instance_key, t.process_instance_key, t.root_instance_key, t.definition_key, d.process_id, d.version,
            d.name, t.element_id, t.name, t.state, t.assignee, t.candidate_users, t.candidate_groups, t.created_at, t.completed_at, t.due_at,
            t.follow_up_at, t.priority, t.form_key, t.external_form, p.tags
            """,
            $"""
            engine_user_task t {OfDefinition} JOIN engine_process_instance p
              ON p.root_instance_key = t.root_instance_key AND p.process_instance_key = t.process_instance_key
            """,
            Fields(
                ("userTaskKey", Key("t.user_task_key")),
                ("elementInstanceKey", ElementKey),
                ("processInstanceKey", InstanceKey),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("d.process_id")),
                ("elementId", Text("t.element_id")),
                ("name", Text("t.name")),
                ("state", Text("t.state")),
                ("assignee", Text("t.assignee")),
                ("priority", Number("t.priority")),
                ("creationDate", Moment("t.created_at")),
                ("completionDate", Moment("t.completed_at")),
                ("dueDate", Moment("t.due_at")),
                ("followUpDate", Moment("t.follow_up_at")),
                ("candidateUser", Candidate(UserTaskRows.Users)),
                ("candidateGroup", Candidate(UserTaskRows.Groups)),
                ("tags", new("p.tags", FieldKind.Tags))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetInt64(3),
                    row.GetInt64(4),
                    row.GetString(5),
                    (int)row.GetInt64(6),
                    row.Text(7),
                    row.GetString(8),
                    row.GetString(9),
                    row.GetString(10),
                    row.Text(11),
                    Texts.Split(row.Text(12)),
                    Texts.Split(row.Text(13)),
                    Instant.FromMilliseconds(row.GetInt64(14)),
                    Instant.FromMilliseconds(row.Whole(15)),
                    Instant.FromMilliseconds(row.Whole(16)),
                    Instant.FromMilliseconds(row.Whole(17)),
                    (int)row.GetInt64(18),
                    row.Whole(19),
                    row.Text(20),
                    Headers(catalog(), row.GetInt64(4), row.GetString(8)),
                    Texts.Split(row.Text(21))
                ),
            VariableOf
        );

    /// <summary>A lease whose deadline has passed shows as timed out, without anything having to write that.</summary>
    private const string JobState =
        "CASE WHEN t.is_open = 1 AND t.deadline IS NOT NULL AND t.deadline <= {now} THEN 'TIMED_OUT' ELSE t.state END";

    public SearchTable<JobRow> Jobs { get; } =
        new(
            "t.job_key",
            $"""
            t.job_key, t.type, t.kind, {JobState}, t.worker, t.retries, t.deadline, t.element_id, t.element_instance_key,
            t.process_instance_key, t.root_instance_key, t.definition_key, d.process_id, t.error_code, t.error_message, t.created_at,
            t.updated_at, t.ended_at, t.listener_event, t.is_denied, t.denied_reason, t.headers, t.priority
            """,
            $"engine_job t {OfDefinition}",
            Fields(
                ("jobKey", Key("t.job_key") with { IsNullable = false }),
                ("type", Text("t.type")),
                ("kind", Text("t.kind")),
                ("listenerEventType", Text("t.listener_event")),
                ("isDenied", Flag("COALESCE(t.is_denied, 0)")),
                ("deniedReason", Text("t.denied_reason")),
                ("state", Text(JobState)),
                ("worker", Text("t.worker")),
                ("retries", Number("t.retries")),
                ("priority", Number("t.priority")),
                ("deadline", Moment("t.deadline")),
                ("elementId", Text("t.element_id")),
                ("elementInstanceKey", ElementKey),
                ("processInstanceKey", InstanceKey),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("d.process_id")),
                ("errorCode", Text("t.error_code")),
                ("errorMessage", Text("t.error_message")),
                ("hasFailedWithRetriesLeft", Flag("CASE WHEN t.state = 'FAILED' AND t.retries > 0 THEN 1 ELSE 0 END")),
                ("creationTime", Moment("t.created_at")),
                ("lastUpdateTime", Moment("t.updated_at")),
                ("endTime", Moment("t.ended_at"))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(18),
                    row.GetString(3),
                    row.Text(4),
                    (int)row.GetInt64(5),
                    Instant.FromMilliseconds(row.Whole(6)),
                    row.GetString(7),
                    row.GetInt64(8),
                    row.GetInt64(9),
                    row.GetInt64(10),
                    row.GetInt64(11),
                    row.GetString(12),
                    row.Text(13),
                    row.Text(14),
                    JobHeaders(catalog(), row.GetInt64(11), row.GetString(7), row.Text(21)),
                    Instant.FromMilliseconds(row.GetInt64(15)),
                    Instant.FromMilliseconds(row.GetInt64(16)),
                    Instant.FromMilliseconds(row.Whole(17)),
                    row.Whole(19) is { } isDenied ? isDenied == 1 : null,
                    row.Text(20),
                    (int)row.GetInt64(22)
                )
        );

    public static SearchTable<VariableRow> Variables { get; } =
        new(
            "t.variable_key",
            $"t.variable_key, t.name, {CollectionPieces.ValueSql("t")}, t.scope_key, t.process_instance_key, t.root_instance_key, p.definition_key",
            """
            engine_variable t JOIN engine_process_instance p
              ON p.root_instance_key = t.root_instance_key AND p.process_instance_key = t.process_instance_key
            """,
            Fields(
                ("variableKey", Key("t.variable_key")),
                ("name", Text("t.name")),
                ("value", Text(CollectionPieces.ValueSql("t"))),
                ("scopeKey", Key("t.scope_key") with { Anchor = Anchors.Scope }),
                ("processInstanceKey", InstanceKey),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("p.definition_key")),
                ("isTruncated", Flag("0"))
            ),
            row =>
                new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6))
        );

    public static SearchTable<IncidentRow> Incidents { get; } =
        new(
            "t.incident_key",
            """
            t.incident_key, t.error_type, t.message, t.state, t.raised_at, t.element_id, t.element_instance_key, t.process_instance_key,
            t.root_instance_key, t.definition_key, d.process_id, t.job_key
            """,
            $"engine_incident t {OfDefinition}",
            Fields(
                ("incidentKey", Key("t.incident_key") with { IsNullable = false }),
                ("errorType", Text("t.error_type")),
                ("errorMessage", Text("t.message")),
                ("state", Text("t.state")),
                ("creationTime", Moment("t.raised_at")),
                ("elementId", Text("t.element_id")),
                ("elementInstanceKey", ElementKey),
                ("processInstanceKey", InstanceKey),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("d.process_id")),
                ("jobKey", Key("t.job_key")),
                ("belowKey", new("up.scope_key", FieldKind.Key, Below))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    Instant.FromMilliseconds(row.GetInt64(4)),
                    row.GetString(5),
                    row.GetInt64(6),
                    row.GetInt64(7),
                    row.GetInt64(8),
                    row.GetInt64(9),
                    row.GetString(10),
                    row.Whole(11)
                )
        );

    public static SearchTable<MessageSubscriptionRow> MessageSubscriptions { get; } =
        new(
            "t.subscription_key",
            """
            t.subscription_key, t.message_name, t.correlation_key, t.state, t.updated_at, t.element_id, t.element_instance_key,
            t.process_instance_key, t.root_instance_key, t.definition_key, t.process_id
            """,
            "engine_message_subscription t",
            Fields(
                ("messageSubscriptionKey", Key("t.subscription_key") with { IsNullable = false }),
                ("messageName", Text("t.message_name")),
                ("correlationKey", Text("t.correlation_key")),
                ("messageSubscriptionState", Text("t.state")),
                ("lastUpdatedDate", Moment("t.updated_at")),
                ("elementId", Text("t.element_id")),
                ("elementInstanceKey", ElementKey),
                ("processInstanceKey", InstanceKey),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("t.process_id"))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    Instant.FromMilliseconds(row.GetInt64(4)),
                    row.GetString(5),
                    row.GetInt64(6),
                    row.GetInt64(7),
                    row.GetInt64(8),
                    row.GetInt64(9),
                    row.GetString(10)
                )
        );

    private static IReadOnlyDictionary<string, string> Headers(DefinitionCatalog catalog, long definitionKey, string elementId) =>
        catalog.Process(definitionKey)?.Process.Element(elementId)?.Headers ?? new Dictionary<string, string>();

    private static IReadOnlyDictionary<string, string> JobHeaders(
        DefinitionCatalog catalog,
        long definitionKey,
        string elementId,
        string? own
    )
    {
        var headers = Headers(catalog, definitionKey, elementId);
        if (own is null)
        {
            return headers;
        }
        var all = new Dictionary<string, string>(headers, StringComparer.Ordinal);
        foreach (var (name, value) in Texts.SplitMap(own))
        {
            all[name] = value;
        }
        return all;
    }

    internal static Dictionary<string, SearchField> Fields(params ReadOnlySpan<(string Name, SearchField Field)> fields)
    {
        var all = new Dictionary<string, SearchField>(StringComparer.Ordinal) { ["tenantId"] = Tenant };
        foreach (var (name, field) in fields)
        {
            all.Add(name, field);
        }
        return all;
    }

    internal static SearchField Text(string expression) => new(expression, FieldKind.Text);

    internal static SearchField Number(string expression) => new(expression, FieldKind.Number);

    internal static SearchField Key(string expression) => new(expression, FieldKind.Key);

    internal static SearchField Moment(string expression) => new(expression, FieldKind.Instant);

    internal static SearchField Flag(string expression) => new(expression, FieldKind.Flag);

    private static string Exists(string select) => $"CASE WHEN EXISTS ({select}) THEN 1 ELSE 0 END";

    /// <summary>The key of a process instance, where it is not the key of the row.</summary>
    private static SearchField InstanceKey => Key("t.process_instance_key") with { Anchor = Anchors.ProcessInstance };

    /// <summary>The key of an element instance, where it is not the key of the row.</summary>
    private static SearchField ElementKey => Key("t.element_instance_key") with { Anchor = Anchors.ElementInstance };

    private static SearchField State(string expression) => Text(expression) with { Implied = ImpliedByState };

    private static SearchField Within(SearchField field, string table) =>
        field with
        {
            Within =
                $"EXISTS (SELECT 1 FROM {table} WHERE e.root_instance_key = t.root_instance_key "
                + "AND e.process_instance_key = t.process_instance_key AND {0})",
        };

    private static SearchField Candidate(string kind) =>
        new(
            "c.candidate",
            FieldKind.Text,
            "EXISTS (SELECT 1 FROM engine_user_task_candidate c WHERE c.root_instance_key = t.root_instance_key "
                + $"AND c.user_task_key = t.user_task_key AND c.kind = '{kind}' AND {{0}})"
        );
}
