using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Engine.Migration;
using Baton.Runtime.Instances;
using Baton.Runtime.Projections;

namespace Baton.Runtime.Journal;

/// <summary>Builds a root instance again from its journal, with the same code that live work uses.</summary>
internal static class JournalReading
{
    public const string Sql = "SELECT seq, events FROM engine_journal WHERE root_instance_key = @p0 ORDER BY seq";

    /// <summary>Null when the journal knows no such root instance.</summary>
    public static CachedInstance? Load(EngineRoom room, long root, IDefinitionCatalog catalog)
    {
        var rows = new List<(long Sequence, byte[] Events)>();
        using (var reader = room.Store.Query(Sql).With(root).Read())
        {
            while (reader.Read())
            {
                rows.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
            }
        }
        if (rows.Count == 0)
        {
            return null;
        }
        var instance = new CachedInstance(new InstanceState());
        Replay(instance, rows, room, catalog);
        StoredPieces.Read(room.Store, root, instance);
        return instance;
    }

    /// <summary>Adds rows to what is known of an instance.</summary>
    public static void Replay(CachedInstance instance, IReadOnlyList<(long Sequence, byte[] Events)> rows, EngineRoom room)
    {
        var written = Replay(instance, rows, room, room.Catalog);
        StoredPieces.Read(room.Store, instance.State.RootInstanceKey, instance, written);
    }

    /// <returns>The variables whose pieces these rows may have changed.</returns>
    private static HashSet<long> Replay(
        CachedInstance instance,
        IReadOnlyList<(long Sequence, byte[] Events)> rows,
        EngineRoom room,
        IDefinitionCatalog catalog
    )
    {
        var written = new HashSet<long>();
        foreach (var (sequence, bytes) in rows)
        {
            var events = EventCodec.Read(bytes);
            if (events.Any(@event => Definition(@event) is { } key && catalog.Process(key) is null))
            {
                // Deployed by another process since this group began.
                room.Refresh();
                catalog = room.Catalog;
            }
            Replay(instance, events, catalog);
            written.UnionWith(events.Select(@event => StoredPieces.Variable(instance, @event)).OfType<long>());
            instance.NextSequence = sequence + 1;
        }
        return written;
    }

    public static void Replay(CachedInstance instance, IReadOnlyList<EngineEvent> events, IDefinitionCatalog catalog)
    {
        foreach (var @event in events)
        {
            if (Definition(@event) is { } key)
            {
                instance.Definitions[@event.ProcessInstanceKey] =
                    catalog.Process(key)
                    ?? throw new InvalidOperationException(
                        $"The journal of instance {@event.ProcessInstanceKey} names the definition {key}, which is not there."
                    );
            }
            ProcessEngine.Apply(instance.State, @event, catalog);
        }
    }

    private static long? Definition(EngineEvent @event) =>
        @event switch
        {
            InstanceCreated created => created.DefinitionKey,
            InstanceMigrated migrated => migrated.DefinitionKey,
            _ => null,
        };
}
