namespace Baton.Runtime.Batches;

/// <summary>The states of operations and items, in the words of the REST interface.</summary>
internal static class BatchWords
{
    public const string Created = "CREATED";
    public const string Active = "ACTIVE";
    public const string Suspended = "SUSPENDED";
    public const string Completed = "COMPLETED";
    public const string PartiallyCompleted = "PARTIALLY_COMPLETED";
    public const string Canceled = "CANCELED";
    public const string Failed = "FAILED";
    public const string Skipped = "SKIPPED";
}
