using System.Data.Common;
using System.Text;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>
/// Finds what the engine keeps. Answers contain everything that was acknowledged before. A filter or order that names an unknown field, or a
/// value of the wrong kind, gives an invalid-argument problem.
/// </summary>
public sealed partial class EngineSearch
{
    private readonly BatonRuntime _runtime;
    private readonly SearchTables _tables;

    internal EngineSearch(BatonRuntime runtime)
    {
        _runtime = runtime;
        _tables = new(() => runtime.Catalog);
    }

    public Task<Outcome<SearchResult<ProcessDefinitionRow>>> ProcessDefinitions(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(SearchTables.ProcessDefinitions, request, cancellationToken);

    public Task<ProcessDefinitionRow?> ProcessDefinition(long key, CancellationToken cancellationToken = default) =>
        Find(SearchTables.ProcessDefinitions, key, cancellationToken);

    /// <summary>The file that a definition came in, as it was deployed; null when there is no such definition.</summary>
    public Task<string?> ProcessDefinitionXml(long key, CancellationToken cancellationToken = default) =>
        Content(
            "SELECT r.content FROM engine_process_definition p JOIN engine_resource r ON r.resource_key = p.resource_key WHERE p.definition_key = @p0",
            key,
            cancellationToken
        );

    public Task<Outcome<SearchResult<ProcessInstanceRow>>> ProcessInstances(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(SearchTables.ProcessInstances, request, cancellationToken);

    public Task<ProcessInstanceRow?> ProcessInstance(long key, CancellationToken cancellationToken = default) =>
        Find(SearchTables.ProcessInstances, key, cancellationToken);

    public Task<Outcome<SearchResult<ElementInstanceRow>>> ElementInstances(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(SearchTables.ElementInstances, request, cancellationToken);

    public Task<ElementInstanceRow?> ElementInstance(long key, CancellationToken cancellationToken = default) =>
        Find(SearchTables.ElementInstances, key, cancellationToken);

    public Task<Outcome<SearchResult<UserTaskRow>>> UserTasks(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(_tables.UserTasks, request, cancellationToken);

    public Task<UserTaskRow?> UserTask(long key, CancellationToken cancellationToken = default) =>
        Find(_tables.UserTasks, key, cancellationToken);

    public Task<Outcome<SearchResult<JobRow>>> Jobs(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(_tables.Jobs, request, cancellationToken);

    public Task<JobRow?> Job(long key, CancellationToken cancellationToken = default) => Find(_tables.Jobs, key, cancellationToken);

    public Task<Outcome<SearchResult<VariableRow>>> Variables(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(SearchTables.Variables, request, cancellationToken);

    public Task<VariableRow?> Variable(long key, CancellationToken cancellationToken = default) =>
        Find(SearchTables.Variables, key, cancellationToken);

    /// <summary>
    /// The variables that an element instance or process instance sees: its own first, then those of the scopes around it. With
    /// <paramref name="innermostOnly"/> each name once.
    /// </summary>
    public Task<IReadOnlyList<VariableRow>> VisibleVariables(
        long scopeKey,
        bool innermostOnly,
        CancellationToken cancellationToken = default
    ) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<VariableRow>>(ScopeChain.Variables(connection, scopeKey, innermostOnly)),
            cancellationToken
        );

    public Task<Outcome<SearchResult<IncidentRow>>> Incidents(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(SearchTables.Incidents, request, cancellationToken);

    public Task<IncidentRow?> Incident(long key, CancellationToken cancellationToken = default) =>
        Find(SearchTables.Incidents, key, cancellationToken);

    public Task<Outcome<SearchResult<MessageSubscriptionRow>>> MessageSubscriptions(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(SearchTables.MessageSubscriptions, request, cancellationToken);

    /// <summary>A form version by its key, or null.</summary>
    public Task<FormRow?> Form(long key, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<FormRow?>(
                connection
                    .List(FormOf, "SELECT form_key, form_id, version, resource_name, content FROM engine_form WHERE form_key = @p0", key)
                    .FirstOrDefault()
            ),
            cancellationToken
        );

    /// <summary>The newest version of a form by its id, or null.</summary>
    public Task<FormRow?> LatestForm(string formId, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<FormRow?>(
                connection
                    .List(
                        FormOf,
                        "SELECT form_key, form_id, version, resource_name, content FROM engine_form WHERE form_id = @p0 AND is_deleted = 0 ORDER BY version DESC LIMIT 1",
                        formId
                    )
                    .FirstOrDefault()
            ),
            cancellationToken
        );

    /// <summary>The sequence flows that an instance has taken, each once.</summary>
    public Task<IReadOnlyList<SequenceFlowRow>> SequenceFlows(long processInstanceKey, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<SequenceFlowRow>>(
                connection.List(
                    row => new SequenceFlowRow(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)),
                    """
                    SELECT f.flow_id, f.process_instance_key, f.root_instance_key, f.definition_key, d.process_id
                    FROM engine_process_instance p
                    JOIN engine_sequence_flow f
                      ON f.root_instance_key = p.root_instance_key AND f.process_instance_key = p.process_instance_key
                    JOIN engine_process_definition d ON d.definition_key = f.definition_key
                    WHERE p.process_instance_key = @p0 ORDER BY f.flow_id
                    """,
                    processInstanceKey
                )
            ),
            cancellationToken
        );

    /// <summary>How many instances of each element a process instance has and had.</summary>
    public Task<IReadOnlyList<ElementStatisticsRow>> ElementStatisticsOfInstance(
        long processInstanceKey,
        CancellationToken cancellationToken = default
    ) =>
        Statistics(
            """
            t.root_instance_key = (SELECT root_instance_key FROM engine_process_instance WHERE process_instance_key = @p0)
              AND t.process_instance_key = @p0
            """,
            processInstanceKey,
            cancellationToken
        );

    /// <summary>How many instances of each element the instances of a definition have and had.</summary>
    public Task<IReadOnlyList<ElementStatisticsRow>> ElementStatisticsOfDefinition(
        long definitionKey,
        CancellationToken cancellationToken = default
    ) => Statistics("t.definition_key = @p0", definitionKey, cancellationToken);

    private Task<IReadOnlyList<ElementStatisticsRow>> Statistics(string condition, long key, CancellationToken cancellationToken) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<ElementStatisticsRow>>(
                connection.List(
                    row => new ElementStatisticsRow(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
                    $"""
                    SELECT t.element_id,
                      SUM(CASE WHEN t.state = 'ACTIVE' THEN 1 ELSE 0 END),
                      SUM(CASE WHEN t.state = 'TERMINATED' THEN 1 ELSE 0 END),
                      SUM(CASE WHEN EXISTS (SELECT 1 FROM engine_incident i WHERE i.root_instance_key = t.root_instance_key
                        AND i.element_instance_key = t.element_instance_key AND i.resolved_at IS NULL) THEN 1 ELSE 0 END),
                      SUM(CASE WHEN t.state = 'COMPLETED' THEN 1 ELSE 0 END)
                    FROM engine_element_instance t WHERE {condition} GROUP BY t.element_id ORDER BY t.element_id
                    """,
                    key
                )
            ),
            cancellationToken
        );

    private Task<Outcome<SearchResult<T>>> Run<T>(SearchTable<T> table, SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _runtime.Read(
            connection =>
            {
                try
                {
                    return new ValueTask<Outcome<SearchResult<T>>>(table.Run(connection, request, Now));
                }
                catch (FilterException wrong)
                {
                    var field = new FieldProblem(wrong.Field, "search.invalid", wrong.Message);
                    return new(Problem.Invalid("search.invalid", wrong.Message, field));
                }
            },
            cancellationToken
        );
    }

    private Task<T?> Find<T>(SearchTable<T> table, long key, CancellationToken cancellationToken)
        where T : class =>
        _runtime.Read(connection => new ValueTask<T?>(table.Find(connection, key, Now).FirstOrDefault()), cancellationToken);

    private Task<string?> Content(string sql, long key, CancellationToken cancellationToken) =>
        _runtime.Read(
            connection => new ValueTask<string?>(
                connection.List(row => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)), sql, key).FirstOrDefault()
            ),
            cancellationToken
        );

    private long Now => Instant.ToMilliseconds(_runtime.Clock.GetUtcNow());

    private static FormRow FormOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), (int)row.GetInt64(2), row.GetString(3), row.GetString(4));
}
