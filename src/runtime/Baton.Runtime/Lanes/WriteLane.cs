using System.Diagnostics;
using System.Threading.Channels;
using Baton.Runtime.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Lanes;

/// <summary>
/// All writing goes through here, one unit after the other. What is queued shares a transaction; callers are answered after its commit
/// (group commit), so that many clients pay for one disk write together.
/// </summary>
internal sealed partial class WriteLane : IAsyncDisposable
{
    private static readonly AsyncLocal<bool> InsideUnit = new();

    private readonly Channel<LaneItem> _queue;
    private readonly LaneStore _store;
    private readonly Func<LaneGroup, UnitOfWork> _newUnit;
    private readonly Action<bool> _groupEnded;
    private readonly RuntimeOptions _options;
    private readonly ILogger _logger;
    private Task? _loop;
    private volatile bool _isAbandoned;

    // newUnit makes the unit of an item; groupEnded is called after each group, with false when all of it was taken back.
    public WriteLane(LaneStore store, RuntimeOptions options, ILogger logger, Func<LaneGroup, UnitOfWork> newUnit, Action<bool> groupEnded)
    {
        _store = store;
        _options = options;
        _logger = logger;
        _newUnit = newUnit;
        _groupEnded = groupEnded;
        _queue = Channel.CreateBounded<LaneItem>(new BoundedChannelOptions(options.LaneCapacity) { SingleReader = true });
    }

    public int Length => _queue.Reader.Count;

    public void Start() => _loop = Task.Run(Loop);

    public Task<Outcome<T>> Enqueue<T>(Func<UnitOfWork, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        if (InsideUnit.Value)
        {
            throw new InvalidOperationException("A unit of work waits for another one, which would wait for it. Use the unit at hand.");
        }
        var item = new LaneItem<T>(work, cancellationToken);
        if (_queue.Writer.TryWrite(item))
        {
            return item.Task;
        }
        throw _queue.Reader.Completion.IsCompleted || _isAbandoned || _loop is null
            ? new ObjectDisposedException(nameof(BatonRuntime), "The runtime does not run.")
            : new LaneBusyException();
    }

    /// <summary>Takes no more units, carries out those that wait, and ends.</summary>
    public async Task Drain()
    {
        _queue.Writer.TryComplete();
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }
    }

    /// <summary>Stops like a process that dies: what is not committed by now never is, and nobody is answered.</summary>
    public async Task Abandon()
    {
        _isAbandoned = true;
        await Drain().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await Drain().ConfigureAwait(false);

    private async Task Loop()
    {
        var items = new List<LaneItem>(_options.UnitsPerCommit);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            items.Clear();
            while (items.Count < _options.UnitsPerCommit && _queue.Reader.TryRead(out var item))
            {
                if (item.IsAbandoned)
                {
                    item.Abandon();
                }
                else
                {
                    items.Add(item);
                }
            }
            if (items.Count > 0 && !_isAbandoned)
            {
                await Guarded(items).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whatever a group breaks, its callers hear of it and the lane goes on: a lane that ends in silence lets everybody wait.</summary>
    private async Task Guarded(List<LaneItem> items)
    {
        try
        {
            await RunGroup(items).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogGroupBroken(error, items.Count);
            foreach (var item in items)
            {
                item.Fail(error);
            }
        }
    }

    private async Task RunGroup(List<LaneItem> items)
    {
        using var activity = RuntimeTelemetry.Activities.StartActivity("baton.commit");
        activity?.SetTag("baton.units", items.Count);
        var started = Stopwatch.GetTimestamp();
        var answers = new List<Action>(items.Count);
        var callbacks = new List<Action>();
        try
        {
            using var group = new LaneGroup(_store, items.Count > 1);
            foreach (var item in items)
            {
                answers.Add(await RunUnit(group, item, callbacks).ConfigureAwait(false));
            }
            if (_isAbandoned)
            {
                return;
            }
            group.Commit();
        }
        catch (Exception error)
        {
            // The database refused the group as a whole: nothing of it happened, and everybody has to know.
            LogCommitFailed(error, items.Count);
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            _store.Keys.RollBack();
            _groupEnded(false);
            foreach (var item in items)
            {
                item.Fail(error);
            }
            return;
        }
        RuntimeTelemetry.Committed(items.Count, Stopwatch.GetElapsedTime(started));
        foreach (var answer in answers)
        {
            answer();
        }
        foreach (var callback in callbacks)
        {
            Call(callback);
        }
        Call(() => _groupEnded(true));
    }

    /// <summary>Runs one unit. The result answers the caller once the group is committed.</summary>
    private async ValueTask<Action> RunUnit(LaneGroup group, LaneItem item, List<Action> callbacks)
    {
        var unit = _newUnit(group);
        bool succeeded;
        Exception? error = null;
        InsideUnit.Value = true;
        try
        {
            succeeded = await item.Run(unit).ConfigureAwait(false);
            if (succeeded)
            {
                await unit.Finish().ConfigureAwait(false);
            }
        }
        catch (Exception thrown)
        {
            succeeded = false;
            error = thrown;
        }
        finally
        {
            InsideUnit.Value = false;
        }
        if (succeeded)
        {
            group.Keep(unit.Rows);
            unit.Keep();
            callbacks.AddRange(unit.Callbacks);
            return item.Answer;
        }
        unit.Drop();
        group.Drop(unit.Rows);
        return error is null ? item.Answer : () => item.Fail(error);
    }

    private void Call(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception error)
        {
            LogCallbackFailed(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Units} units failed; all of them were taken back.")]
    private partial void LogCommitFailed(Exception error, int units);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A group of {Units} units ended in a way that was not foreseen; the lane goes on.")]
    private partial void LogGroupBroken(Exception error, int units);

    [LoggerMessage(Level = LogLevel.Error, Message = "A callback after a commit failed; the commit stands.")]
    private partial void LogCallbackFailed(Exception error);
}
