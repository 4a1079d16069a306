using Baton.Runtime.Jobs;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Workers;

/// <summary>
/// A worker at work: it waits for jobs by long polling, takes as many as it may have at once, and answers for each. Safe for any number of
/// threads. Stopping it takes no more jobs and lets those at work end.
/// </summary>
public sealed partial class RunningWorker : IAsyncDisposable
{
    /// <summary>The lease outlasts the work by this, so that the answer comes before anybody else gets the job.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long work that was cancelled may take to notice.</summary>
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(5);

    private readonly BatonRuntime _runtime;
    private readonly JobWorkerOptions _options;
    private readonly ActivateJobsRequest _request;
    private readonly JobExecution _execution;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancelled = new();
    private readonly Lock _gate = new();
    private readonly Task _loop;
    private Task? _stop;

    internal RunningWorker(BatonRuntime runtime, IJobWorker worker, ILogger logger)
    {
        _runtime = runtime;
        _options = worker.Options;
        _logger = logger;
        Name = _options.Name ?? worker.GetType().Name;
        _request = new(_options.Type, _options.MaxConcurrentJobs, _options.Timeout + LeaseMargin, Name)
        {
            FetchVariables = _options.FetchVariables,
            WithLease = _options.WithLease,
        };
        _slots = new(_options.MaxConcurrentJobs);
        _execution = new(runtime, worker, _options, logger);
        LogStarted(Name, _options.Type, _options.MaxConcurrentJobs);
        _loop = Task.Run(Loop);
    }

    /// <summary>Its name, for operators.</summary>
    public string Name { get; }

    /// <summary>The type of jobs.</summary>
    public string Type => _options.Type;

    internal bool HasStopped => _stop is { IsCompleted: true };

    /// <summary>Takes no more jobs and returns when those at work have ended.</summary>
    /// <param name="patience">When it fires, jobs at work are cancelled and given back, to be taken by others at once.</param>
    public async Task Stop(CancellationToken patience = default)
    {
        using var registration = patience.Register(() => _cancelled.Cancel());
        await Stopping().ConfigureAwait(false);
    }

    /// <summary>Stops it, with the patience of its options.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(_options.StopPatience, _runtime.Clock);
        await Stop(patience.Token).ConfigureAwait(false);
    }

    /// <summary>Takes no more jobs and waits for nothing.</summary>
    internal void Abandon() => _stopping.Cancel();

    private Task Stopping()
    {
        // Before anything is awaited: a job that comes after the call is for others.
        _stopping.Cancel();
        lock (_gate)
        {
            return _stop ??= Run();
        }

        async Task Run()
        {
            await _loop.ConfigureAwait(false);
            var open = _options.MaxConcurrentJobs - await Collect(_options.MaxConcurrentJobs, _cancelled.Token).ConfigureAwait(false);
            if (open > 0)
            {
                using var noticed = new CancellationTokenSource(CancelPatience, _runtime.Clock);
                open -= await Collect(open, noticed.Token).ConfigureAwait(false);
            }
            LogStopped(Name, _options.Type, open);
        }
    }

    /// <summary>Waits for free slots; each that is free is a job that has ended.</summary>
    /// <returns>How many there were before the token fired.</returns>
    private async Task<int> Collect(int wanted, CancellationToken cancellationToken)
    {
        for (var collected = 0; collected < wanted; collected++)
        {
            try
            {
                await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return collected;
            }
        }
        return wanted;
    }

    private async Task Loop()
    {
        var pause = FirstPause;
        while (await Collect(1, _stopping.Token).ConfigureAwait(false) == 1)
        {
            var free = 1;
            while (_slots.Wait(0))
            {
                free++;
            }
            IReadOnlyList<ActivatedJob> jobs = [];
            try
            {
                jobs = (
                    await _runtime.ActivateJobs(_request with { MaxJobs = free }, LongPoll, _stopping.Token).ConfigureAwait(false)
                ).Value;
                pause = FirstPause;
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                // The loop ends with its condition.
            }
            catch (ObjectDisposedException)
            {
                LogRuntimeGone(Name, _options.Type);
                await _stopping.CancelAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                LogPollFailed(error, Name, _options.Type, pause);
                await Rest(pause).ConfigureAwait(false);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
            Free(free - jobs.Count);
            foreach (var job in jobs)
            {
                _ = Task.Run(() => Work(job), CancellationToken.None);
            }
        }
    }

    private async Task Work(ActivatedJob job)
    {
        try
        {
            await _execution.Run(job, _cancelled.Token).ConfigureAwait(false);
        }
        finally
        {
            Free(1);
        }
    }

    private void Free(int slots)
    {
        if (slots > 0)
        {
            _slots.Release(slots);
        }
    }

    private async Task Rest(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _runtime.Clock, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The worker stops, and so does its rest.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Worker {Worker} works on jobs of type '{JobType}', {MaxConcurrentJobs} at a time."
    )]
    private partial void LogStarted(string worker, string jobType, int maxConcurrentJobs);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Worker {Worker} of type '{JobType}' has stopped; {Left} jobs did not end and come back when their lease ends."
    )]
    private partial void LogStopped(string worker, string jobType, int left);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Worker {Worker} of type '{JobType}' ends, because the runtime does not run any more."
    )]
    private partial void LogRuntimeGone(string worker, string jobType);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Worker {Worker} could not ask for jobs of type '{JobType}'; it asks again in {Pause}."
    )]
    private partial void LogPollFailed(Exception error, string worker, string jobType, TimeSpan pause);
}
