using System.Collections.Concurrent;

namespace Baton.Desk.Cases.Export;

/// <summary>
/// Exports that are on their way on this server, so that the page that asked for one can show how far it is, and stop it. Safe for any number of
/// threads.
/// </summary>
public sealed class ExportRuns
{
    private readonly ConcurrentDictionary<(string User, string Id), ExportRun> _runs = new();

    /// <summary>
    /// The user's export of this name, which the page and the answer join from both sides, in any order. It is forgotten when both have left.
    /// </summary>
    public ExportRun Join(DeskUser user, string id)
    {
        ArgumentNullException.ThrowIfNull(user);
        var key = (user.UserName, id);
        while (true)
        {
            var run = _runs.GetOrAdd(key, static (key, runs) => new ExportRun(() => runs.TryRemove(key, out _)), _runs);
            if (run.TryJoin())
                return run;
        }
    }
}

/// <summary>One export. Whoever joined it disposes of it once.</summary>
public sealed class ExportRun : IDisposable
{
    private readonly Action _forget;
    private readonly Lock _door = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _joined;
    private bool _isForgotten;

    internal ExportRun(Action forget) => _forget = forget;

    /// <summary>After each step, on the thread of whoever writes.</summary>
    public event Action? Changed;

    /// <summary>How many rows there will be; null before it has begun.</summary>
    public int? Total { get; private set; }

    public int Written { get; private set; }

    /// <summary>True when all is written, or it was stopped.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Cancelled by <see cref="Stop"/>.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Asks the writer to give up.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        lock (_door)
        {
            if (--_joined > 0)
                return;
            _isForgotten = true;
        }
        _forget();
    }

    internal void Report(int written, int total, bool isEnded = false)
    {
        (Written, Total, IsEnded) = (written, total, isEnded);
        Changed?.Invoke();
    }

    internal bool TryJoin()
    {
        lock (_door)
        {
            if (_isForgotten)
                return false;
            _joined++;
            return true;
        }
    }
}
