using Baton.Runtime.Search;

namespace Baton.Runtime.Batches;

/// <summary>Starts an operation on many instances.</summary>
/// <param name="Plan">What is done to each.</param>
/// <param name="Filter">To which; it is narrowed to those that the plan can be applied to.</param>
public sealed record CreateBatchRequest(BatchPlan Plan, Filter? Filter)
{
    /// <summary>Who asks for it; shown with the operation.</summary>
    public string? Actor { get; init; }
}

/// <summary>An operation that was started.</summary>
public sealed record CreatedBatch(long BatchOperationKey, string Type);

/// <summary>Takes a deployed resource out of use.</summary>
/// <param name="ResourceKey">The key of a process definition, a DMN file (decision requirements), a form or another file.</param>
public sealed record DeleteResourceRequest(long ResourceKey)
{
    /// <summary>
    /// Deletes what is kept of its ended instances too, in an operation of its own. It counts for process definitions and DMN files; those that
    /// were deleted before may be named again for it.
    /// </summary>
    public bool DeleteHistory { get; init; }

    /// <summary>Who asks for it; shown with the operation.</summary>
    public string? Actor { get; init; }
}

/// <summary>A resource that was deleted, and the operation that deletes its history, if one was wanted.</summary>
public sealed record DeletedResource(long ResourceKey, CreatedBatch? Batch);
