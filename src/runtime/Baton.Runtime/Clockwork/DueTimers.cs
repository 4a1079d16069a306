using Baton.Engine.Instances;
using Baton.Engine.Timers;
using Baton.Feel;
using Baton.Runtime.Diagnostics;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Clockwork;

/// <summary>Fires due timers of instances and of start events, and removes expired messages, each as a unit of work of its own.</summary>
internal sealed partial class DueTimers(BatonRuntime runtime, RuntimeOptions options, ILogger logger)
{
    /// <summary>How long a timer rests whose unit failed, so that one broken instance does not hold up the others.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>How soon it is looked again whether what is due has become this process's share.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, long> _resting = new(StringComparer.Ordinal);

    private long Now => Instant.ToMilliseconds(runtime.Clock.GetUtcNow());

    /// <summary>Carries out one batch.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        var any = await RunTimers(cancellationToken).ConfigureAwait(false);
        any |= await RunStarts(cancellationToken).ConfigureAwait(false);
        any |= await RunExpiry(cancellationToken).ConfigureAwait(false);
        return any;
    }

    /// <summary>When the next of all is due.</summary>
    public Task<long?> Next() =>
        runtime.ReadAtOnce(connection =>
        {
            var next = connection.Number(
                """
                SELECT MIN(due) FROM (
                  SELECT MIN(due_at) AS due FROM engine_timer
                  UNION ALL SELECT MIN(due_at) FROM engine_start_timer
                  UNION ALL SELECT MIN(expires_at) FROM engine_message) all_due
                """
            );
            // What rests, or is somebody else's, is overdue and would keep the loop awake.
            var now = Now;
            next =
                next > now ? next
                : _resting.Count > 0 ? _resting.Values.Min()
                : runtime.Node.HasOthers ? now + (long)Look.TotalMilliseconds
                : next;
            return new ValueTask<long?>(next);
        });

    private async Task<bool> RunTimers(CancellationToken cancellationToken)
    {
        var now = Now;
        var due = await runtime
            .ReadAtOnce(
                connection => new ValueTask<List<(long Root, long Key, long DueAt)>>(
                    connection.List(
                        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                        """
                        SELECT root_instance_key, timer_key, due_at FROM engine_timer
                        WHERE due_at <= @p0 ORDER BY due_at, timer_key LIMIT @p1
                        """,
                        now,
                        options.DueBatch + _resting.Count
                    )
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var running = new List<(string Name, Task<Outcome<Done>> Unit)>();
        foreach (var (root, key, dueAt) in due.Where(one => runtime.Node.IsMine(one.Root)))
        {
            var name = FormattableString.Invariant($"timer {key}");
            if (IsResting(name))
            {
                continue;
            }
            RuntimeTelemetry.Late("timer", TimeSpan.FromMilliseconds(now - dueAt));
            running.Add((name, runtime.Write(UnitNeeds.Instance(root), unit => unit.Engine.TriggerTimer(root, key), cancellationToken)));
        }
        await Finish(running).ConfigureAwait(false);
        return running.Count > 0;
    }

    private async Task<bool> RunStarts(CancellationToken cancellationToken)
    {
        var now = Now;
        var due = await runtime
            .ReadAtOnce(
                connection => new ValueTask<List<StartTimerRow>>(
                    connection.List(
                        row => new StartTimerRow(row.GetInt64(0), row.GetString(1), row.GetInt64(2), (int)row.GetInt64(3), row.Text(4)),
                        """
                        SELECT definition_key, element_id, due_at, repetitions, cycle FROM engine_start_timer
                        WHERE due_at <= @p0 ORDER BY due_at LIMIT @p1
                        """,
                        now,
                        options.DueBatch + _resting.Count
                    )
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var running = new List<(string Name, Task<Outcome<Done>> Unit)>();
        foreach (var row in due.Where(one => runtime.Node.IsMine(one.DefinitionKey)))
        {
            var name = FormattableString.Invariant($"start timer {row.DefinitionKey} {row.ElementId}");
            if (IsResting(name))
            {
                continue;
            }
            RuntimeTelemetry.Late("start-timer", TimeSpan.FromMilliseconds(now - row.DueAt));
            running.Add((name, runtime.Write(unit => StartByTimer(unit, row), cancellationToken)));
        }
        await Finish(running).ConfigureAwait(false);
        return running.Count > 0;
    }

    /// <summary>Starts an instance and sets the timer to its next time. A timer that was disarmed meanwhile does nothing.</summary>
    private static ValueTask<Outcome<Done>> StartByTimer(UnitOfWork unit, StartTimerRow row)
    {
        unit.Rows.Send();
        var store = unit.Group.Store;
        var next = new TimerPlan(Instant.FromMilliseconds(row.DueAt), row.Repetitions, row.Cycle).Next(unit.Now, null);
        var changed = next is null
            ? store
                .Query("DELETE FROM engine_start_timer WHERE definition_key = @p0 AND element_id = @p1 AND due_at = @p2")
                .With(row.DefinitionKey)
                .With(row.ElementId)
                .With(row.DueAt)
                .Execute()
            : store
                .Query(
                    """
                    UPDATE engine_start_timer SET due_at = @p3, repetitions = @p4
                    WHERE definition_key = @p0 AND element_id = @p1 AND due_at = @p2
                    """
                )
                .With(row.DefinitionKey)
                .With(row.ElementId)
                .With(row.DueAt)
                .With(Instant.ToMilliseconds(next.DueAt))
                .With((long)next.Repetitions)
                .Execute();
        unit.Engine.Instances.WakeDue();
        if (changed == 0 || unit.Engine.Instances.Catalog.Process(row.DefinitionKey) is not { } definition)
        {
            return new(Done.Outcome);
        }
        var command = new CreateInstance(definition.Key, FeelContext.Empty) { StartElementId = row.ElementId };
        return new(unit.Engine.Instances.Start(definition, command, null).Then(_ => default(Done)));
    }

    private async Task<bool> RunExpiry(CancellationToken cancellationToken)
    {
        var now = Now;
        var any = await runtime
            .ReadAtOnce(
                connection => new ValueTask<bool>(
                    runtime.Node.IsMine(0)
                        && connection.Number("SELECT message_key FROM engine_message WHERE expires_at <= @p0 LIMIT 1", now) is not null
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!any)
        {
            return false;
        }
        await runtime
            .Write(
                unit =>
                {
                    unit.Rows.Send();
                    unit.Group.Store.Query(
                            """
                            DELETE FROM engine_message_correlation
                            WHERE message_key IN (SELECT message_key FROM engine_message WHERE expires_at <= @p0)
                            """
                        )
                        .With(now)
                        .Execute();
                    unit.Group.Store.Query("DELETE FROM engine_message WHERE expires_at <= @p0").With(now).Execute();
                    return new ValueTask<Outcome<Done>>(Done.Outcome);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return true;
    }

    private async Task Finish(List<(string Name, Task<Outcome<Done>> Unit)> running)
    {
        foreach (var (name, unit) in running)
        {
            try
            {
                var outcome = await unit.ConfigureAwait(false);
                // A timer that was canceled in the meantime is not found; anything else would come back at once.
                if (outcome.Problem is { Kind: not Baton.Engine.RejectionKind.NotFound } problem)
                {
                    LogRefused(name, problem.Detail);
                    LetRest(name);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error, name);
                LetRest(name);
            }
        }
    }

    private void LetRest(string name) => _resting[name] = Now + (long)Rest.TotalMilliseconds;

    private bool IsResting(string name)
    {
        if (!_resting.TryGetValue(name, out var until))
        {
            return false;
        }
        if (until > Now)
        {
            return true;
        }
        _resting.Remove(name);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Name} could not fire; it is tried again.")]
    private partial void LogFailed(Exception error, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Name} was refused: {Reason} It is tried again.")]
    private partial void LogRefused(string name, string reason);

    private sealed record StartTimerRow(long DefinitionKey, string ElementId, long DueAt, int Repetitions, string? Cycle);
}
