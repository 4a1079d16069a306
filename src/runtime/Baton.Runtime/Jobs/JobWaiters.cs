namespace Baton.Runtime.Jobs;

/// <summary>
/// Workers that wait for jobs, by type. News wake the one who has waited longest, so that a crowd does not run for a single job; he has the next one
/// woken unless he finds that nothing is there. Safe for any number of threads.
/// </summary>
internal sealed class JobWaiters
{
    private readonly Lock _gate = new();

    /// <summary>Those who ask for a lease of their own do not see every job, so news are for one of each kind.</summary>
    private readonly Dictionary<(string Type, bool WithLease), LinkedList<TaskCompletionSource>> _byType = [];

    /// <summary>More types are not remembered: a process may make a type for each of its instances.</summary>
    private const int MostFound = 1_000;

    /// <summary>Types of which there were jobs when somebody asked last.</summary>
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>The types that somebody waits for.</summary>
    public IReadOnlyList<string> Types
    {
        get
        {
            lock (_gate)
            {
                return [.. _byType.Keys.Select(kind => kind.Type).Distinct(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Whether the last who asked for jobs of this type got some: then it is not worth it to look before asking.</summary>
    public bool FoundLast(string type)
    {
        lock (_gate)
        {
            return _found.Contains(type);
        }
    }

    /// <summary>Somebody asked for jobs of this type.</summary>
    public void Remember(string type, bool found)
    {
        lock (_gate)
        {
            if (!found)
            {
                _found.Remove(type);
            }
            else if (_found.Count < MostFound)
            {
                _found.Add(type);
            }
        }
    }

    /// <summary>Begins to wait. To be called before looking for jobs, so that none slips through in between.</summary>
    public Waiter Enter(string type, bool withLease = false)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var kind = (type, withLease);
        lock (_gate)
        {
            if (!_byType.TryGetValue(kind, out var waiting))
            {
                waiting = new();
                _byType.Add(kind, waiting);
            }
            return new(this, kind, waiting.AddLast(signal));
        }
    }

    /// <summary>There may be jobs of these types.</summary>
    public void Wake(IReadOnlyCollection<string> types)
    {
        foreach (var type in types)
        {
            Wake(type);
        }
    }

    /// <summary>There may be jobs of this type.</summary>
    public void Wake(string type)
    {
        WakeNext(type, withLease: false);
        WakeNext(type, withLease: true);
    }

    /// <summary>There may be more jobs of this type for others of the same kind.</summary>
    public void WakeNext(string type, bool withLease)
    {
        // Under the gate, because those who wait may leave at any moment; what they go on with does not run here.
        lock (_gate)
        {
            if (_byType.TryGetValue((type, withLease), out var waiting))
            {
                var first = waiting.First!;
                Remove((type, withLease), first);
                first.Value.TrySetResult();
            }
        }
    }

    /// <summary>Anything may have changed.</summary>
    public void WakeAll()
    {
        lock (_gate)
        {
            foreach (var signal in _byType.Values.SelectMany(waiting => waiting))
            {
                signal.TrySetResult();
            }
            _byType.Clear();
        }
    }

    private void Leave((string, bool) kind, LinkedListNode<TaskCompletionSource> node)
    {
        lock (_gate)
        {
            // Who was woken is in no list any more, or in one that nobody knows.
            if (!node.Value.Task.IsCompleted)
            {
                Remove(kind, node);
            }
        }
    }

    private void Remove((string, bool) kind, LinkedListNode<TaskCompletionSource> node)
    {
        var waiting = node.List!;
        waiting.Remove(node);
        if (waiting.Count == 0)
        {
            _byType.Remove(kind);
        }
    }

    internal readonly struct Waiter(JobWaiters waiters, (string, bool) kind, LinkedListNode<TaskCompletionSource> node) : IDisposable
    {
        public Task Signal => node.Value.Task;

        public bool IsWoken => node.Value.Task.IsCompleted;

        public void Dispose() => waiters.Leave(kind, node);
    }
}
