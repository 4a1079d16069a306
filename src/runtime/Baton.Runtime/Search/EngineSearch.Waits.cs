namespace Baton.Runtime.Search;

/// <summary>Finds what instances wait for, what reached them and what stops them.</summary>
public sealed partial class EngineSearch
{
    public Task<Outcome<SearchResult<MessageSubscriptionRow>>> MessageSubscriptions(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(SearchTables.MessageSubscriptions, request, cancellationToken);

    /// <summary>Messages with the instances that they reached or started.</summary>
    public Task<Outcome<SearchResult<CorrelatedMessageRow>>> CorrelatedMessages(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(CorrelationTables.Correlated, request, cancellationToken);

    /// <summary>What elements wait for at this moment.</summary>
    public Task<Outcome<SearchResult<WaitStateRow>>> WaitStates(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(WaitTables.Waits, request, cancellationToken);

    public Task<Outcome<SearchResult<IncidentRow>>> Incidents(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(SearchTables.Incidents, request, cancellationToken);

    public Task<IncidentRow?> Incident(long key, CancellationToken cancellationToken = default) =>
        Find(SearchTables.Incidents, key, cancellationToken);

    /// <summary>The messages of open incidents, with how many process instances have them.</summary>
    public Task<Outcome<SearchResult<IncidentsByErrorRow>>> IncidentsByError(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(IncidentTables.ByError, request, cancellationToken);

    /// <summary>The definitions whose instances have an open incident with the error that the filter names by its hash.</summary>
    public Task<Outcome<SearchResult<IncidentsByDefinitionRow>>> IncidentsByDefinition(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(IncidentTables.ByDefinition, request, cancellationToken);
}
