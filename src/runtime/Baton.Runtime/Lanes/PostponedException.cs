namespace Baton.Runtime.Lanes;

/// <summary>
/// A unit asks what is asked for all units of its group together. It is taken back and run again in the same group, when the answers are there.
/// </summary>
internal sealed class PostponedException : Exception
{
    public PostponedException()
        : base("What the unit asks is asked for its whole group together; it is run again after that.") { }

    public PostponedException(string message)
        : base(message) { }

    public PostponedException(string message, Exception innerException)
        : base(message, innerException) { }
}
