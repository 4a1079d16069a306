using System.Diagnostics;
using Baton.Runtime.Time;

namespace Baton.Runtime.Jobs;

/// <summary>Long polling: a worker that finds no job waits for a commit or a deadline that brings one.</summary>
internal static class JobPolling
{
    /// <summary>How often it is looked for what another process may have made.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>How soon it is looked again when there were jobs that other lanes were busy with.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    public static async Task<Outcome<IReadOnlyList<ActivatedJob>>> Activate(
        BatonRuntime runtime,
        JobWaiters waiters,
        ActivateJobsRequest request,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        // There may be a job for which nobody but this worker was woken.
        var owes = false;
        try
        {
            while (true)
            {
                using var waiter = waiters.Enter(request.Type, request.WithLease);
                var outcome = await LookOnce(runtime, waiters, request, cancellationToken).ConfigureAwait(false);
                if (outcome is { } found && (!found.Succeeded || found.Value.Count > 0))
                {
                    // More may be left than he took, or have come since he looked.
                    owes = true;
                    return found;
                }
                // He has looked: there is nothing left of what he was woken for.
                owes = false;
                var left = patience - Stopwatch.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    owes = waiter.IsWoken;
                    return Outcome.Of<IReadOnlyList<ActivatedJob>>([]);
                }
                runtime.WatchJobs(request.Type);
                // Another process may make jobs, and what it tells may get lost.
                var look = runtime.Storage.IsExclusive ? left : Shorter(left, outcome is null ? Look : Soon);
                await Wait(waiter.Signal, look, cancellationToken).ConfigureAwait(false);
                owes = waiter.IsWoken;
                if (!owes && patience <= Stopwatch.GetElapsedTime(began))
                {
                    return Outcome.Of<IReadOnlyList<ActivatedJob>>([]);
                }
            }
        }
        catch
        {
            owes = true;
            throw;
        }
        finally
        {
            if (owes)
            {
                waiters.WakeNext(request.Type, request.WithLease);
            }
        }
    }

    /// <summary>Takes what is there; null when there was nothing to try for.</summary>
    private static async Task<Outcome<IReadOnlyList<ActivatedJob>>?> LookOnce(
        BatonRuntime runtime,
        JobWaiters waiters,
        ActivateJobsRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!waiters.FoundLast(request.Type) && !await MayFind(runtime, request).ConfigureAwait(false))
        {
            return null;
        }
        var outcome = await runtime.Write(UnitNeeds.Jobs(request), Take, cancellationToken).ConfigureAwait(false);
        waiters.Remember(request.Type, found: outcome is { Succeeded: true, Value.Count: > 0 });
        return outcome;

        // Who gave up while his unit waited for its turn takes nothing any more.
        ValueTask<Outcome<IReadOnlyList<ActivatedJob>>> Take(UnitOfWork unit) =>
            cancellationToken.IsCancellationRequested
                ? new(Outcome.Of<IReadOnlyList<ActivatedJob>>([]))
                : unit.Engine.ActivateJobs(request);
    }

    private static async Task Wait(Task signal, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await signal.WaitAsync(time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // There may be time left to look again.
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Looks before it writes, so that idle workers cost the lane nothing. A wrong request is left to the lane to refuse.</summary>
    private static Task<bool> MayFind(BatonRuntime runtime, ActivateJobsRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Type) || request.MaxJobs < 1 || request.Timeout <= TimeSpan.Zero)
        {
            return Task.FromResult(true);
        }
        var now = Instant.ToMilliseconds(runtime.Clock.GetUtcNow());
        return runtime.Read(connection => new ValueTask<bool>(JobQueries.AnyAvailable(connection, request.Type, now, request.WithLease)));
    }
}
