using Baton.Runtime.Diagnostics;

namespace Baton.Runtime.Instances;

/// <summary>The root instances that stay in memory between commands; the one used longest ago goes first. Used by the lane alone.</summary>
internal sealed class InstanceCache(int capacity)
{
    private readonly Dictionary<long, LinkedListNode<CachedInstance>> _byRoot = [];
    private readonly LinkedList<CachedInstance> _byUse = new();

    public int Count => _byRoot.Count;

    public CachedInstance? Find(long root)
    {
        var found = _byRoot.TryGetValue(root, out var node);
        RuntimeTelemetry.CacheRead(found);
        if (!found)
        {
            return null;
        }
        _byUse.Remove(node!);
        _byUse.AddLast(node!);
        return node!.Value;
    }

    public void Add(CachedInstance instance)
    {
        var node = _byUse.AddLast(instance);
        _byRoot.Add(instance.State.RootInstanceKey, node);
    }

    public void Evict(long root)
    {
        if (_byRoot.Remove(root, out var node))
        {
            _byUse.Remove(node);
        }
    }

    /// <summary>Forgets what is over the capacity. Called between groups only: inside, all that was touched must stay.</summary>
    public void Trim()
    {
        while (_byRoot.Count > capacity)
        {
            var oldest = _byUse.First!;
            _byUse.RemoveFirst();
            _byRoot.Remove(oldest.Value.State.RootInstanceKey);
        }
    }

    public void Clear()
    {
        _byRoot.Clear();
        _byUse.Clear();
    }
}
