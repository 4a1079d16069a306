namespace Baton.Runtime.Search;

/// <summary>Finds user tasks and what was done with them.</summary>
public sealed partial class EngineSearch
{
    public Task<Outcome<SearchResult<UserTaskRow>>> UserTasks(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(_tables.UserTasks, request, cancellationToken);

    public Task<UserTaskRow?> UserTask(long key, CancellationToken cancellationToken = default) =>
        Find(_tables.UserTasks, key, cancellationToken);

    /// <summary>What was done with a user task, the first first; reads the journal of its instance.</summary>
    public Task<Outcome<SearchResult<UserTaskLogRow>>> UserTaskLog(
        long userTaskKey,
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(connection => Search.UserTaskLog.Table(connection, userTaskKey), request, cancellationToken);
}
