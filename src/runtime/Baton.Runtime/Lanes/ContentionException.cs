namespace Baton.Runtime.Lanes;

/// <summary>Another lane or process has what a unit needs. The unit is taken back and run again, alone, with the lock from its beginning.</summary>
internal sealed class ContentionException : Exception
{
    public ContentionException() { }

    public ContentionException(string message)
        : base(message) { }

    public ContentionException(string message, Exception innerException)
        : base(message, innerException) { }

    public ContentionException(long key)
        : base($"The lock {key} belongs to another lane.") => Key = key;

    public long Key { get; }
}
