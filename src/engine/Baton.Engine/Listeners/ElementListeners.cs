using Baton.Engine.Jobs;

namespace Baton.Engine.Listeners;

/// <summary>One listener: its job and the headers that the worker gets, those of the element included.</summary>
internal sealed record ListenerDefinition(JobDefinition Job, IReadOnlyDictionary<string, string> Headers);

/// <summary>The listeners of an element by the event that they wait for, each list in the order of the model.</summary>
internal sealed class ElementListeners
{
    public static readonly ElementListeners None = new([]);

    private readonly Dictionary<ListenerEvent, ListenerDefinition[]> _byEvent;

    public ElementListeners(IEnumerable<(ListenerEvent Event, ListenerDefinition Listener)> listeners)
    {
        _byEvent = listeners
            .GroupBy(each => each.Event)
            .ToDictionary(group => group.Key, group => group.Select(each => each.Listener).ToArray());
    }

    public ListenerDefinition[] For(ListenerEvent listenerEvent) =>
        _byEvent.Count == 0 ? [] : _byEvent.GetValueOrDefault(listenerEvent, []);
}
