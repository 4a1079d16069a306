namespace Baton.Runtime.Deployments;

/// <summary>
/// The definitions as they were last committed, for all lanes and readers of this process, with the number of the change that made them. Safe
/// for any number of threads.
/// </summary>
internal sealed class SharedCatalog(VersionedCatalog first)
{
    private readonly Lock _gate = new();
    private VersionedCatalog _newest = first;

    public VersionedCatalog Newest => Volatile.Read(ref _newest);

    /// <summary>Takes the catalog unless a newer one is known.</summary>
    public void Offer(VersionedCatalog catalog)
    {
        lock (_gate)
        {
            if (catalog.Version > _newest.Version)
            {
                Volatile.Write(ref _newest, catalog);
            }
        }
    }
}

/// <summary>The definitions after a number of changes.</summary>
internal sealed record VersionedCatalog(DefinitionCatalog Catalog, long Version);
