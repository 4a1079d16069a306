namespace Baton.Runtime.Storage;

/// <summary>The database cannot be reached at the moment. Nothing happened unless the message says otherwise; the caller may try again.</summary>
public sealed class StorageUnreachableException : Exception
{
    public StorageUnreachableException()
        : this("The database cannot be reached.") { }

    public StorageUnreachableException(string message)
        : base(message) { }

    public StorageUnreachableException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>When it is worth trying again.</summary>
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(2);
}
