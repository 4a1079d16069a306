namespace Baton.Runtime.Search;

/// <summary>Counts what there is and what happened.</summary>
public sealed partial class EngineSearch
{
    /// <summary>Processes with active instances.</summary>
    public Task<Outcome<SearchResult<ActiveByProcessRow>>> ActiveByProcess(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(DefinitionCountTables.ByProcess, request, cancellationToken);

    /// <summary>Versions of processes with active instances.</summary>
    public Task<Outcome<SearchResult<ActiveByVersionRow>>> ActiveByVersion(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(DefinitionCountTables.ByVersion, request, cancellationToken);

    /// <summary>Definitions with open message subscriptions; the filter says which subscriptions are counted.</summary>
    public Task<Outcome<SearchResult<SubscriptionsByDefinitionRow>>> SubscriptionsByDefinition(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(DefinitionCountTables.Subscriptions, request, cancellationToken);

    /// <summary>What happened to jobs in a span of time: to all, or to those of one type.</summary>
    public Task<JobCounts> JobCounts(JobSpan span, string? type = null, CancellationToken cancellationToken = default) =>
        _runtime.Read(connection => new ValueTask<JobCounts>(JobCountTables.All(connection, span, type)), cancellationToken);

    /// <summary>The same by type; the filter says which jobs are counted.</summary>
    public Task<Outcome<SearchResult<JobsByTypeRow>>> JobsByType(
        JobSpan span,
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(JobCountTables.ByType(span), request, cancellationToken);

    /// <summary>The same by the worker that had a job last; jobs that no worker has had are left out.</summary>
    public Task<Outcome<SearchResult<JobsByWorkerRow>>> JobsByWorker(
        JobSpan span,
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(JobCountTables.ByWorker(span), request, cancellationToken);

    /// <summary>The same by parts of the span, oldest first; those in which nothing happened are left out.</summary>
    public Task<Outcome<SearchResult<JobsOverTimeRow>>> JobsOverTime(
        JobSpan span,
        TimeSpan resolution,
        SearchRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, TimeSpan.FromMilliseconds(1));
        return Run(JobCountTables.OverTime(span, resolution), request, cancellationToken);
    }

    /// <summary>The errors of jobs that changed last in the span.</summary>
    public Task<Outcome<SearchResult<JobErrorRow>>> JobErrors(
        JobSpan span,
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(JobCountTables.Errors(span), request, cancellationToken);
}
