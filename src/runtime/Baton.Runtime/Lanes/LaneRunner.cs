using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Baton.Runtime.Diagnostics;
using Baton.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Lanes;

/// <summary>
/// One lane: runs groups of units, each in a transaction. A unit that fails is taken back alone. A unit that needs what another lane has, or
/// whose commit lost a race, is run again alone.
/// </summary>
internal sealed partial class LaneRunner
{
    /// <summary>How often a unit is run before its caller is told that others are always faster.</summary>
    private const int MostAttempts = 30;

    private readonly LaneStore _store;
    private readonly Func<LaneGroup, UnitNeeds, UnitOfWork> _newUnit;
    private readonly Action<LaneGroup, IReadOnlyCollection<UnitNeeds>> _groupBegins;
    private readonly Action<bool> _groupEnded;
    private readonly ILogger _logger;

    /// <summary>What broke the connection in this run, if anything did.</summary>
    private Exception? _away;

    /// <summary>No fresh connection could be had.</summary>
    private bool _isGone;

    /// <param name="store">The lane's connection.</param>
    /// <param name="logger">Where failures of groups are written.</param>
    /// <param name="newUnit">Makes the unit of an item.</param>
    /// <param name="groupBegins">Is called in each transaction before its first unit.</param>
    /// <param name="groupEnded">Is called after each group, with false when all of it was taken back.</param>
    public LaneRunner(
        LaneStore store,
        ILogger logger,
        Func<LaneGroup, UnitNeeds, UnitOfWork> newUnit,
        Action<LaneGroup, IReadOnlyCollection<UnitNeeds>> groupBegins,
        Action<bool> groupEnded
    )
    {
        _store = store;
        _logger = logger;
        _newUnit = newUnit;
        _groupBegins = groupBegins;
        _groupEnded = groupEnded;
    }

    /// <summary>Nothing more is committed, and nobody is answered.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Runs units that belong together by chance. Whatever they break, their callers hear of it and the lane goes on.</summary>
    public async Task Run(IReadOnlyList<LaneItem> items)
    {
        (_away, _isGone) = (null, false);
        var again = await Guarded(items).ConfigureAwait(false);
        while (again.Count > 0 && !IsAbandoned)
        {
            var item = again.Dequeue();
            RuntimeTelemetry.RunAgain();
            foreach (var left in await Guarded([item]).ConfigureAwait(false))
            {
                if (++left.Attempts >= MostAttempts)
                {
                    left.Fail(
                        new LaneBusyException("Others change the same things at the same time and were always faster. Try again later.")
                    );
                    continue;
                }
                await Task.Delay(Random.Shared.Next(1, 1 + left.Attempts * 3)).ConfigureAwait(false);
                again.Enqueue(left);
            }
            if (_isGone)
            {
                Fail([.. again], Away(_away!));
                return;
            }
        }
    }

    private async Task<Queue<LaneItem>> Guarded(IReadOnlyList<LaneItem> items)
    {
        try
        {
            return await RunGroup(items).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogGroupBroken(error, items.Count);
            Fail(items, error);
            return [];
        }
    }

    /// <summary>Runs a group.</summary>
    /// <returns>The units that are to be run again.</returns>
    private async Task<Queue<LaneItem>> RunGroup(IReadOnlyList<LaneItem> items)
    {
        using var activity = RuntimeTelemetry.Activities.StartActivity("baton.commit");
        activity?.SetTag("baton.units", items.Count);
        var started = Stopwatch.GetTimestamp();
        var turn = new Turn(items.Count);
        var isCommitting = false;
        try
        {
            using var group = new LaneGroup(_store, items.Count > 1, items.Count == 1 ? items[0].Locks : []);
            _groupBegins(group, [.. items.Select(item => item.Needs)]);
            foreach (var item in items)
            {
                await RunUnit(group, item, turn).ConfigureAwait(false);
            }
            group.AskTogether();
            while (turn.Postponed.TryDequeue(out var item))
            {
                await RunUnit(group, item, turn).ConfigureAwait(false);
            }
            if (IsAbandoned)
            {
                return [];
            }
            isCommitting = true;
            group.Commit();
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            _store.Keys.RollBack();
            _groupEnded(false);
            return AfterFailure(items, error, isCommitting);
        }
        RuntimeTelemetry.Committed(turn.Answers.Count, Stopwatch.GetElapsedTime(started));
        foreach (var callback in turn.Callbacks)
        {
            Call(callback);
        }
        // Before the answers: whoever is answered sees the definitions that he deployed.
        Call(() => _groupEnded(true));
        foreach (var answer in turn.Answers)
        {
            answer();
        }
        return turn.Again;
    }

    /// <summary>The database refused the group as a whole: nothing of it happened. Those who are not to blame get another try, everybody else has to know.</summary>
    private Queue<LaneItem> AfterFailure(IReadOnlyList<LaneItem> items, Exception error, bool isCommitting)
    {
        if (_store.IsUnreachable(error))
        {
            return AfterBreak(items, error, isCommitting);
        }
        if (_store.IsContention(error) || items.Count > 1)
        {
            LogTriedAgain(error, items.Count);
            return new(items);
        }
        LogCommitFailed(error, items.Count);
        Fail(items, error);
        return [];
    }

    /// <summary>
    /// The connection broke. Before the commit nothing happened, and everybody gets another try on a fresh connection; if that is not to be
    /// had, nobody is kept waiting.
    /// </summary>
    private Queue<LaneItem> AfterBreak(IReadOnlyList<LaneItem> items, Exception error, bool isCommitting)
    {
        LogBroken(error, items.Count);
        if (isCommitting)
        {
            Fail(
                items,
                new StorageUnreachableException(
                    "The database went away while it was committing: look whether it happened before you try again.",
                    error
                )
            );
            return [];
        }
        if (_away is null)
        {
            _away = error;
            return new(items);
        }
        _isGone = true;
        Fail(items, Away(_away));
        return [];
    }

    private static StorageUnreachableException Away(Exception error) =>
        new("The database cannot be reached. Nothing happened; try again later.", error);

    /// <summary>Runs one unit, and adds to the turn of its group what came of it.</summary>
    private async ValueTask RunUnit(LaneGroup group, LaneItem item, Turn turn)
    {
        var unit = _newUnit(group, item.Needs);
        bool succeeded;
        Exception? error = null;
        WriteLane.InsideUnit.Value = true;
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
            WriteLane.InsideUnit.Value = false;
        }
        if (succeeded)
        {
            group.Keep(unit.Rows);
            unit.Keep();
            turn.Callbacks.AddRange(unit.Callbacks);
            turn.Answers.Add(item.Answer);
            return;
        }
        unit.Drop();
        var isUndone = group.Drop(unit.Rows);
        if (error is null)
        {
            turn.Answers.Add(item.Answer);
            return;
        }
        if (_store.IsUnreachable(error) || (!isUndone && Inner<DbException>(error) is not null))
        {
            // The transaction is of no use to the other units either.
            ExceptionDispatchInfo.Throw(error);
        }
        if (Inner<ContentionException>(error) is { } contention)
        {
            item.Locks.Add(contention.Key);
            turn.Again.Enqueue(item);
        }
        else if (Inner<PostponedException>(error) is not null)
        {
            turn.Postponed.Enqueue(item);
        }
        else
        {
            turn.Answers.Add(() => item.Fail(error));
        }
    }

    /// <summary>Libraries between the unit and the database may have wrapped it.</summary>
    private static T? Inner<T>(Exception? error)
        where T : Exception
    {
        while (error is not (null or T))
        {
            error = error.InnerException;
        }
        return error as T;
    }

    private static void Fail(IReadOnlyList<LaneItem> items, Exception error)
    {
        foreach (var item in items)
        {
            item.Fail(error);
        }
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

    /// <summary>What came of the units of a group.</summary>
    private sealed class Turn(int units)
    {
        /// <summary>What answers the callers once the group is committed.</summary>
        public List<Action> Answers { get; } = new(units);

        /// <summary>What is called after the commit, before the answers.</summary>
        public List<Action> Callbacks { get; } = [];

        /// <summary>Units that are to be run again alone.</summary>
        public Queue<LaneItem> Again { get; } = [];

        /// <summary>Units that are to be run again in this group.</summary>
        public Queue<LaneItem> Postponed { get; } = [];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Units} units failed; all of them were taken back.")]
    private partial void LogCommitFailed(Exception error, int units);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the database broke under {Units} units.")]
    private partial void LogBroken(Exception error, int units);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A commit of {Units} units was refused; they are run again one by one.")]
    private partial void LogTriedAgain(Exception error, int units);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A group of {Units} units ended in a way that was not foreseen; the lane goes on.")]
    private partial void LogGroupBroken(Exception error, int units);

    [LoggerMessage(Level = LogLevel.Error, Message = "A callback after a commit failed; the commit stands.")]
    private partial void LogCallbackFailed(Exception error);
}
