using Baton.Runtime.Diagnostics;
using Baton.Runtime.Schedules;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Clockwork;

/// <summary>Runs the durable named work of the host when it is due.</summary>
internal sealed partial class DueSchedules(BatonRuntime runtime, IReadOnlyList<ScheduledWork> works, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, ScheduledWork> _byName = works.ToDictionary(work => work.Name, StringComparer.Ordinal);

    public async Task Prepare()
    {
        if (_byName.Count == 0)
        {
            return;
        }
        await runtime
            .Write(unit =>
            {
                foreach (var work in _byName.Values)
                {
                    unit.Group.Store.Query(
                            "INSERT INTO engine_schedule (name, due_at, failures) VALUES (@p0, @p1, 0) ON CONFLICT DO NOTHING"
                        )
                        .With(work.Name)
                        .With(Instant.ToMilliseconds(work.FirstDue(unit.Now)))
                        .Execute();
                }
                return new ValueTask<Outcome<Done>>(Done.Outcome);
            })
            .ConfigureAwait(false);
    }

    /// <summary>Runs all that are due, each once.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        if (_byName.Count == 0)
        {
            return false;
        }
        var now = Instant.ToMilliseconds(runtime.Clock.GetUtcNow());
        var due = await runtime
            .ReadAtOnce(
                connection => new ValueTask<List<(string Name, long DueAt)>>(
                    connection.List(
                        row => (row.GetString(0), row.GetInt64(1)),
                        "SELECT name, due_at FROM engine_schedule WHERE due_at <= @p0 ORDER BY due_at, name",
                        now
                    )
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var any = false;
        foreach (var (name, dueAt) in due)
        {
            if (_byName.TryGetValue(name, out var work) && IsMine(name))
            {
                any = true;
                RuntimeTelemetry.Late("schedule", TimeSpan.FromMilliseconds(now - dueAt));
                await Run(work, dueAt, cancellationToken).ConfigureAwait(false);
            }
        }
        return any;
    }

    /// <summary>When the next is due.</summary>
    public Task<long?> Next() =>
        runtime.ReadAtOnce(connection => new ValueTask<long?>(
            connection
                .List(
                    row => (Name: row.GetString(0), DueAt: row.GetInt64(1)),
                    "SELECT name, due_at FROM engine_schedule WHERE due_at IS NOT NULL"
                )
                .Where(row => _byName.ContainsKey(row.Name) && IsMine(row.Name))
                .Min(row => (long?)row.DueAt)
        ));

    private bool IsMine(string name) => runtime.Node.IsMine(LockNames.Schedule(name));

    private async Task Run(ScheduledWork work, long dueAt, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.Write(unit => RunUnit(unit, work, dueAt), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error, work.Name);
            await runtime.Write(unit => Postpone(unit, work.Name, error.Message), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<Outcome<Done>> RunUnit(UnitOfWork unit, ScheduledWork work, long dueAt)
    {
        var claim = $"SELECT due_at FROM engine_schedule WHERE name = @p0 AND due_at = @p1{unit.Group.Store.SkipLocked}";
        if (unit.Group.Store.Query(claim).With(work.Name).With(dueAt).Number() is null)
        {
            // Another process has it, or has done it.
            return default(Done);
        }
        var next = await work.Run(unit, Instant.FromMilliseconds(dueAt)).ConfigureAwait(false);
        if (next is { } at && Instant.ToMilliseconds(at) <= dueAt)
        {
            throw new InvalidOperationException(
                $"Schedule '{work.Name}' was due at {Instant.FromMilliseconds(dueAt):O} and wants to run next at {at:O}, which is not later."
            );
        }
        unit.SetSchedule(work.Name, next);
        unit.Engine.Instances.WakeDue();
        return default(Done);
    }

    private static ValueTask<Outcome<Done>> Postpone(UnitOfWork unit, string name, string error)
    {
        var failures = unit.Group.Store.Query("SELECT failures FROM engine_schedule WHERE name = @p0").With(name).Number() ?? 0;
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 30))));
        unit.Rows.Send();
        unit.Group.Store.Query("UPDATE engine_schedule SET due_at = @p1, failures = failures + 1, last_error = @p2 WHERE name = @p0")
            .With(name)
            .With(Instant.ToMilliseconds(unit.Now + pause))
            .With(error)
            .Execute();
        return new(Done.Outcome);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule '{Name}' failed and was taken back; it is tried again.")]
    private partial void LogFailed(Exception error, string name);
}
