namespace Baton.Runtime.Search;

/// <summary>Finds operations on many instances, and what became of each instance.</summary>
public sealed partial class EngineSearch
{
    public Task<Outcome<SearchResult<BatchOperationRow>>> BatchOperations(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(BatchTables.Operations, request, cancellationToken);

    public Task<BatchOperationRow?> BatchOperation(long key, CancellationToken cancellationToken = default) =>
        Find(BatchTables.Operations, key, cancellationToken);

    public Task<Outcome<SearchResult<BatchItemRow>>> BatchItems(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(BatchTables.Items, request, cancellationToken);
}
