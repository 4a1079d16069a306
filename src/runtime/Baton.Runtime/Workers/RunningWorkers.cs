namespace Baton.Runtime.Workers;

/// <summary>The workers of one runtime, which end with it. Safe for any number of threads.</summary>
internal sealed class RunningWorkers
{
    private readonly Lock _gate = new();
    private readonly List<RunningWorker> _running = [];

    public bool Any
    {
        get
        {
            lock (_gate)
            {
                return _running.Exists(worker => !worker.HasStopped);
            }
        }
    }

    public RunningWorker Add(RunningWorker worker)
    {
        lock (_gate)
        {
            _running.RemoveAll(other => other.HasStopped);
            _running.Add(worker);
        }
        return worker;
    }

    /// <summary>Stops all at once, each with its own patience.</summary>
    public Task Stop() => Task.WhenAll(Taken().Select(worker => worker.DisposeAsync().AsTask()));

    /// <summary>Lets none take another job and waits for nothing.</summary>
    public void Abandon()
    {
        foreach (var worker in Taken())
        {
            worker.Abandon();
        }
        lock (_gate)
        {
            _running.Clear();
        }
    }

    private List<RunningWorker> Taken()
    {
        lock (_gate)
        {
            return [.. _running];
        }
    }
}
