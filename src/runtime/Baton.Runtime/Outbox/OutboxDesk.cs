using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Outbox;

/// <summary>An outbox message as an operator sees it.</summary>
public sealed record OutboxEntry(
    long Key,
    string Channel,
    string IdempotencyKey,
    string Payload,
    string State,
    DateTimeOffset NotBefore,
    int Attempts,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt
);

/// <summary>What an operator does with the outbox: look at it, and send dead letters again.</summary>
public sealed class OutboxDesk
{
    private const string Columns =
        "message_key, channel, idempotency_key, payload, state, not_before, attempts, last_error, created_at, finished_at";

    private readonly BatonRuntime _runtime;

    internal OutboxDesk(BatonRuntime runtime) => _runtime = runtime;

    /// <summary>The messages that nobody could deliver, the newest first.</summary>
    public Task<IReadOnlyList<OutboxEntry>> DeadLetters(int limit = 100, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<OutboxEntry>>(
                connection.List(
                    Entry,
                    $"SELECT {Columns} FROM engine_outbox WHERE state = 'DEAD' ORDER BY message_key DESC LIMIT @p0",
                    limit
                )
            ),
            cancellationToken
        );

    /// <summary>The messages of a state (PENDING, DELIVERED or DEAD), the newest first, from before a key on.</summary>
    /// <param name="state">The state.</param>
    /// <param name="before">Only messages with smaller keys; null begins with the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<OutboxEntry>> InState(
        string state,
        long? before = null,
        int limit = 100,
        CancellationToken cancellationToken = default
    ) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<OutboxEntry>>(
                connection.List(
                    Entry,
                    $"SELECT {Columns} FROM engine_outbox WHERE {Is(state)} AND message_key < @p0 ORDER BY message_key DESC LIMIT @p1",
                    before ?? long.MaxValue,
                    limit
                )
            ),
            cancellationToken
        );

    /// <summary>One message by its channel and idempotency key, or null.</summary>
    public Task<OutboxEntry?> Find(string channel, string idempotencyKey, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<OutboxEntry?>(
                connection
                    .List(
                        Entry,
                        $"SELECT {Columns} FROM engine_outbox WHERE channel = @p0 AND idempotency_key = @p1",
                        channel,
                        idempotencyKey
                    )
                    .FirstOrDefault()
            ),
            cancellationToken
        );

    /// <summary>Tries a dead letter again, with all its attempts.</summary>
    public Task<Outcome<Done>> Revive(long key, CancellationToken cancellationToken = default) =>
        _runtime.Write(unit => new ValueTask<Outcome<Done>>(Revive(unit, key)), cancellationToken);

    /// <summary>The same inside a unit of work.</summary>
    public static Outcome<Done> Revive(UnitOfWork unit, long key)
    {
        ArgumentNullException.ThrowIfNull(unit);
        unit.Rows.Send();
        var changed = unit
            .Group.Store.Query(
                """
                UPDATE engine_outbox SET state = 'PENDING', attempts = 0, not_before = @p1, finished_at = NULL
                WHERE message_key = @p0 AND state = 'DEAD'
                """
            )
            .With(key)
            .With(Instant.ToMilliseconds(unit.Now))
            .Execute();
        unit.Engine.Instances.WakeOutbox();
        return changed > 0
            ? Done.Outcome
            : Problem.NotFound("outbox.not-dead", $"Expected to send message {key} again, but there is no dead letter with this key.");
    }

    /// <summary>Named in the statement itself, where the databases see that an index holds that state alone.</summary>
    private static string Is(string state) =>
        state switch
        {
            OutboxRows.Pending => "state = 'PENDING'",
            OutboxRows.Dead => "state = 'DEAD'",
            OutboxRows.Delivered => "state = 'DELIVERED'",
            _ => throw new ArgumentException($"Expected PENDING, DELIVERED or DEAD, but got '{state}'.", nameof(state)),
        };

    private static OutboxEntry Entry(System.Data.Common.DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            Instant.FromMilliseconds(row.GetInt64(5)),
            (int)row.GetInt64(6),
            row.Text(7),
            Instant.FromMilliseconds(row.GetInt64(8)),
            Instant.FromMilliseconds(row.Whole(9))
        );
}
