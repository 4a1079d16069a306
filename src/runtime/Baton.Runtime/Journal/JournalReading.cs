using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
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
            if (@event is InstanceCreated created)
            {
                instance.Definitions[created.ProcessInstanceKey] =
                    catalog.Process(created.DefinitionKey)
                    ?? throw new InvalidOperationException(
                        $"The journal of instance {created.ProcessInstanceKey} names the definition {created.DefinitionKey}, which is not there."
                    );
            }
            ProcessEngine.Apply(instance.State, @event, catalog);
        }
    }
}
