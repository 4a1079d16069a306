using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Engine.Migration;
using Baton.Runtime.Instances;
using Baton.Runtime.Lanes;

namespace Baton.Runtime.Journal;

/// <summary>Builds a root instance again from its journal, with the same code that live work uses.</summary>
internal static class JournalReading
{
    public const string Sql = "SELECT seq, events FROM engine_journal WHERE root_instance_key = @p0 ORDER BY seq";

    /// <summary>Null when the journal knows no such root instance.</summary>
    public static CachedInstance? Load(LaneStore store, long root, IDefinitionCatalog catalog)
    {
        using var reader = store.Query(Sql).With(root).Read();
        CachedInstance? instance = null;
        while (reader.Read())
        {
            instance ??= new CachedInstance(new InstanceState());
            Replay(instance, EventCodec.Read(reader.GetFieldValue<byte[]>(1)), catalog);
            instance.NextSequence = reader.GetInt64(0) + 1;
        }
        return instance;
    }

    public static void Replay(CachedInstance instance, IReadOnlyList<EngineEvent> events, IDefinitionCatalog catalog)
    {
        foreach (var @event in events)
        {
            long? definition = @event switch
            {
                InstanceCreated created => created.DefinitionKey,
                InstanceMigrated migrated => migrated.DefinitionKey,
                _ => null,
            };
            if (definition is { } key)
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
}
