using System.Data.Common;
using Baton.Runtime.Lanes;
using Baton.Runtime.Outbox;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime;

/// <summary>
/// One unit of writing: engine commands and rows of the host that are kept together or not at all. Valid only while the work given to
/// <see cref="BatonRuntime.Write{T}(Func{UnitOfWork, ValueTask{Outcome{T}}}, CancellationToken)"/> runs, and used by that work alone. The caller is answered after the commit.
/// </summary>
public sealed class UnitOfWork
{
    /// <summary>Endings that answer each other for ever would hold up all other writing.</summary>
    private const int MostEndings = 100;

    private readonly LaneGroup _group;
    private List<Action>? _afterCommit;

    internal UnitOfWork(LaneGroup group, UnitNeeds needs, DateTimeOffset now, Func<UnitOfWork, EngineSession> engine)
    {
        _group = group;
        Needs = needs;
        Now = now;
        Rows = new(group) { Now = Instant.ToMilliseconds(now) };
        Engine = engine(this);
    }

    /// <summary>The lane's connection, inside <see cref="Transaction"/>. Engine rows written so far in this unit are visible to it.</summary>
    public DbConnection Connection
    {
        get
        {
            EnterHost();
            return _group.Connection;
        }
    }

    /// <summary>The running transaction. Neither commit nor roll it back: the lane does.</summary>
    public DbTransaction Transaction
    {
        get
        {
            EnterHost();
            return _group.Transaction;
        }
    }

    /// <summary>The instant of this unit, in whole milliseconds; does not move while it runs.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The engine, inside this unit.</summary>
    public EngineSession Engine { get; }

    internal UnitRows Rows { get; }

    internal LaneGroup Group => _group;

    /// <summary>What its caller knew ahead.</summary>
    internal UnitNeeds Needs { get; }

    /// <summary>What the lane does when the work has ended well: everybody who takes part has a say before the commit.</summary>
    internal async ValueTask Finish()
    {
        await Engine.Settle().ConfigureAwait(false);
        for (var round = 1; await Engine.End().ConfigureAwait(false); round++)
        {
            if (round == MostEndings)
            {
                throw new InvalidOperationException(
                    $"Expected the unit of work to come to rest, but its endings did something {round} times."
                );
            }
            await Engine.Settle().ConfigureAwait(false);
        }
    }

    /// <summary>The unit will be committed with its group.</summary>
    internal void Keep() => Engine.Keep();

    /// <summary>The unit is taken back.</summary>
    internal void Drop() => Engine.Drop();

    internal IReadOnlyList<Action> Callbacks => _afterCommit ?? [];

    /// <summary>The host checks its rows and then writes them: nobody else may in between, on any lane of any process.</summary>
    private void EnterHost()
    {
        _group.Lock(LockNames.Host);
        Rows.Send();
        _group.Store.Writers.Send();
    }

    /// <summary>A key that was never given before; later keys are greater.</summary>
    public long NextKey() => _group.Keys.Next();

    /// <summary>Hands a message to the outbox; it is delivered after the commit.</summary>
    /// <returns>The key of the message.</returns>
    public long Enqueue(OutboxMessage message)
    {
        var key = NextKey();
        Rows.Outbox.Add(message with { Key = key, NotBefore = message.NotBefore == default ? Now : Instant.Truncate(message.NotBefore) });
        Engine.Instances.WakeOutbox();
        return key;
    }

    /// <summary>Says when the named work of the host is due next; null lets it rest.</summary>
    public void SetSchedule(string name, DateTimeOffset? dueAt)
    {
        Rows.Schedules[name] = dueAt;
        Engine.Instances.WakeDue();
    }

    /// <summary>
    /// Tells every host on the database, this one included, something that it understands, after the commit: see <see cref="BatonRuntime.Told"/>. This
    /// host is told before the caller is answered. Nothing is told when the unit fails.
    /// </summary>
    public void Tell(string topic) => AfterCommit(() => Engine.Instances.Tell(topic));

    /// <summary>Runs after the commit, on the lane, before later units: keep it short. Not called when the unit fails.</summary>
    public void AfterCommit(Action callback) => (_afterCommit ??= []).Add(callback);
}
