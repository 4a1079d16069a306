using System.Collections.Concurrent;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Instances;

/// <summary>Callers that wait for the end of process instances. Safe for any number of threads.</summary>
internal sealed class EndWaiters
{
    /// <summary>How often it is looked for what another process may have done.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, TaskCompletionSource> _byInstance = [];

    public void Wake(IReadOnlyCollection<long> ended)
    {
        if (_byInstance.IsEmpty)
        {
            return;
        }
        foreach (var key in ended)
        {
            if (_byInstance.TryRemove(key, out var signal))
            {
                signal.TrySetResult();
            }
        }
    }

    public async Task<bool> Await(BatonRuntime runtime, long key, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Registered before the look at the row, so that an end in between is not missed.
        var signal = _byInstance.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (await HasEnded(runtime, key).ConfigureAwait(false))
        {
            // Others may wait for the same end by now, and the commit that would wake them may be over.
            Wake([key]);
            return true;
        }
        // Another process may end it, and what it tells may get lost.
        var look = runtime.Storage.IsExclusive || patience < Look ? patience : Look;
        for (var left = patience; left > TimeSpan.Zero; left -= look)
        {
            var ended = await Signaled(signal.Task, left < look ? left : look, cancellationToken).ConfigureAwait(false);
            if (ended || await HasEnded(runtime, key).ConfigureAwait(false))
            {
                Wake([key]);
                return true;
            }
        }
        return false;
    }

    private static async Task<bool> Signaled(Task signal, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await signal.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static Task<bool> HasEnded(BatonRuntime runtime, long key) =>
        runtime.Read(connection => new ValueTask<bool>(
            connection.Number("SELECT 1 FROM engine_process_instance WHERE process_instance_key = @p0 AND ended_at IS NOT NULL", key)
                is not null
        ));
}
