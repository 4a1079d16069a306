namespace Baton.Runtime.Jobs;

/// <summary>Workers that wait for jobs, by type. Safe for any number of threads.</summary>
internal sealed class JobWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<TaskCompletionSource>> _byType = new(StringComparer.Ordinal);

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
                return [.. _byType.Keys];
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
    public Waiter Enter(string type)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_byType.TryGetValue(type, out var waiting))
            {
                waiting = new();
                _byType.Add(type, waiting);
            }
            return new(this, type, waiting.AddLast(signal));
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
        // Under the gate, because those who wait may leave at any moment; what they go on with does not run here.
        lock (_gate)
        {
            if (_byType.Remove(type, out var waiting))
            {
                foreach (var signal in waiting)
                {
                    signal.TrySetResult();
                }
            }
        }
    }

    public void WakeAll() => Wake(Types);

    private void Leave(string type, LinkedListNode<TaskCompletionSource> node)
    {
        lock (_gate)
        {
            if (node.List is { } waiting)
            {
                waiting.Remove(node);
                if (waiting.Count == 0 && _byType.TryGetValue(type, out var current) && ReferenceEquals(current, waiting))
                {
                    _byType.Remove(type);
                }
            }
        }
    }

    internal readonly struct Waiter(JobWaiters waiters, string type, LinkedListNode<TaskCompletionSource> node) : IDisposable
    {
        public Task Signal => node.Value.Task;

        public void Dispose() => waiters.Leave(type, node);
    }
}
