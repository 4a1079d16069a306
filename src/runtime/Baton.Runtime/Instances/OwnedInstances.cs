using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Runtime.Journal;
using Baton.Runtime.Lanes;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Instances;

/// <summary>
/// Gets root instances for the lane: makes sure that nobody else changes them before its transaction ends, and that memory knows what others have
/// changed.
/// </summary>
internal sealed class OwnedInstances(EngineRoom room)
{
    /// <summary>The root instance, from memory or by replay of its journal; null when there is none.</summary>
    /// <exception cref="ContentionException">Another lane works on it.</exception>
    public CachedInstance? Load(LaneGroup group, long root, IDefinitionCatalog catalog)
    {
        if (group.Owns(root))
        {
            return room.Cache.Find(root) ?? Read(group, root, catalog);
        }
        return Own(group, [root]).TryGetValue(root, out var instance) ? instance : throw new ContentionException(root);
    }

    /// <summary>Gets those that no other lane works on; the others are left out.</summary>
    public IReadOnlyDictionary<long, CachedInstance?> Own(LaneGroup group, IReadOnlyCollection<long> roots)
    {
        var found = new Dictionary<long, CachedInstance?>(roots.Count);
        var wanted = new List<(long, long)>();
        foreach (var root in roots)
        {
            if (group.Owns(root))
            {
                found[root] = Load(group, root, room.Catalog);
            }
            else
            {
                wanted.Add((root, room.Cache.Find(root)?.NextSequence ?? 1));
            }
        }
        if (wanted.Count == 0)
        {
            return found;
        }
        foreach (var (root, tail) in group.TryOwn(wanted))
        {
            if (tail.IsTaken)
            {
                found[root] = Catch(group, root, tail);
            }
        }
        return found;
    }

    /// <summary>Brings what memory has of an instance up to what the journal says.</summary>
    private CachedInstance? Catch(LaneGroup group, long root, JournalTail tail)
    {
        var instance = room.Cache.Find(root);
        if (instance is not null && !tail.KnowsBefore)
        {
            // Another lane deleted it, or rolled it back and began anew.
            room.Cache.Evict(root);
            return Read(group, root, room.Catalog);
        }
        if (tail.Rows.Count == 0)
        {
            return instance;
        }
        if (instance is null)
        {
            instance = new(new InstanceState());
            JournalReading.Replay(instance, tail.Rows, room);
            room.Cache.Add(instance);
            return instance;
        }
        JournalReading.Replay(instance, tail.Rows, room);
        return instance;
    }

    private CachedInstance? Read(LaneGroup group, long root, IDefinitionCatalog catalog)
    {
        group.SendEarlier();
        var instance = JournalReading.Load(room, root, catalog);
        if (instance is not null)
        {
            room.Cache.Add(instance);
        }
        return instance;
    }
}
