using System.Collections.Concurrent;

namespace Baton.Runtime.UserTasks;

/// <summary>Callers that wait until the listeners of a user task have decided. Safe for any number of threads.</summary>
internal sealed class TransitionWaiters
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<TransitionEnd>> _byTask = [];

    /// <summary>Must be called before anything later can end the change: on the lane, as its start is committed.</summary>
    public void Add(long userTaskKey, TaskCompletionSource<TransitionEnd> waiter) => _byTask[userTaskKey] = waiter;

    public void End(IReadOnlyDictionary<long, TransitionEnd> ended)
    {
        if (_byTask.IsEmpty)
        {
            return;
        }
        foreach (var (key, end) in ended)
        {
            if (_byTask.TryRemove(key, out var waiter))
            {
                waiter.TrySetResult(end);
            }
        }
    }
}
