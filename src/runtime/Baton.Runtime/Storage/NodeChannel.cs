namespace Baton.Runtime.Storage;

/// <summary>
/// Short texts from each process on a database to all others. They may get lost while a connection is down: what they tell must also be found
/// by looking, later. Safe for any number of threads.
/// </summary>
public abstract class NodeChannel : IAsyncDisposable
{
    /// <summary>The longest text that can be sent, in bytes of UTF-8.</summary>
    public abstract int LongestText { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="received">Is called with each text, own ones included, one at a time.</param>
    /// <param name="reconnected">Is called when the connection is up again after a break: texts may be missing.</param>
    /// <param name="broken">Is called with what broke the connection.</param>
    public abstract void Listen(Action<string> received, Action reconnected, Action<Exception> broken);

    /// <summary>Sends a text.</summary>
    public abstract Task Send(string text, CancellationToken cancellationToken);

    /// <summary>Stops listening and closes the connections.</summary>
    public abstract ValueTask DisposeAsync();
}
