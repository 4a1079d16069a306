using Baton.Engine.Compilation;
using Baton.Engine.Instances;

namespace Baton.Engine;

/// <summary>
/// What a command still has to do. Steps are queued instead of called, so that a long loop costs no stack, and run first in, first out, so
/// that parallel paths advance evenly.
/// </summary>
internal sealed class WorkQueue
{
    private WorkItem[] _items = new WorkItem[8];
    private int _head;
    private int _count;

    public void AddActivation(ElementInstance scope, ExecutableFlow flow) => Add(new WorkItem(scope, flow));

    /// <summary>Queues a look at a scope that may have come to its end.</summary>
    public void AddCompletion(ElementInstance scope) => Add(new WorkItem(scope, null));

    public bool TryTake(out WorkItem item)
    {
        if (_count == 0)
        {
            item = default;
            return false;
        }
        item = _items[_head];
        _items[_head] = default;
        _head = (_head + 1) & (_items.Length - 1);
        _count--;
        return true;
    }

    /// <summary>Forgets the tokens of a scope that are on their way.</summary>
    public void DropActivations(ElementInstance scope)
    {
        for (int i = 0; i < _count; i++)
        {
            ref WorkItem item = ref _items[(_head + i) & (_items.Length - 1)];
            if (ReferenceEquals(item.Scope, scope) && item.Flow is not null)
            {
                item = default;
            }
        }
    }

    private void Add(WorkItem item)
    {
        if (_count == _items.Length)
        {
            Grow();
        }
        _items[(_head + _count) & (_items.Length - 1)] = item;
        _count++;
    }

    private void Grow()
    {
        var larger = new WorkItem[_items.Length * 2];
        for (int i = 0; i < _count; i++)
        {
            larger[i] = _items[(_head + i) & (_items.Length - 1)];
        }
        _items = larger;
        _head = 0;
    }
}

/// <summary>One queued step: a token that reaches the end of a flow, or without flow a scope that may be complete.</summary>
internal readonly record struct WorkItem(ElementInstance? Scope, ExecutableFlow? Flow);
