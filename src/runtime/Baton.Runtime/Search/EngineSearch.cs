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

    /// <summary>The form that a process is started with, in the version that its binding means now; null when it names none.</summary>
    public async Task<FormRow?> StartForm(long definitionKey, CancellationToken cancellationToken = default)
    {
        var catalog = _runtime.Catalog;
        return
            catalog.Process(definitionKey) is { } process
            && await ProcessDefinitionXml(definitionKey, cancellationToken).ConfigureAwait(false) is { } xml
            && Deployments.StartForm.Find(catalog, process, Encoding.UTF8.GetBytes(xml)) is { } form
            ? await Form(form.Key, cancellationToken).ConfigureAwait(false)
            : null;
    }

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

    /// <summary>The newest version of each form, by id.</summary>
    public Task<IReadOnlyList<FormRow>> LatestForms(CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<FormRow>>(
                connection.List(
                    FormOf,
                    "SELECT f.form_key, f.form_id, f.version, f.resource_name, f.content FROM engine_form f WHERE f.is_deleted = 0 AND NOT EXISTS (SELECT 1 FROM engine_form n WHERE n.form_id = f.form_id AND n.version > f.version AND n.is_deleted = 0) ORDER BY f.form_id"
                )
            ),
            cancellationToken
        );

    private Task<Outcome<SearchResult<T>>> Run<T>(SearchTable<T> table, SearchRequest request, CancellationToken cancellationToken) =>
        Run(_ => table, request, cancellationToken);

    private Task<Outcome<SearchResult<T>>> Run<T>(
        Func<DbConnection, SearchTable<T>> table,
        SearchRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return _runtime.Read(
            connection =>
            {
                try
                {
                    var resolved = ErrorHashes.Resolve(request, connection);
                    return new ValueTask<Outcome<SearchResult<T>>>(table(connection).Run(connection, resolved, Now));
                }
                catch (FilterException wrong)
                {
                    return new(Wrong(wrong));
                }
            },
            cancellationToken
        );
    }

    private static Problem Wrong(FilterException wrong) =>
        Problem.Invalid("search.invalid", wrong.Message, new FieldProblem(wrong.Field, "search.invalid", wrong.Message));

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
