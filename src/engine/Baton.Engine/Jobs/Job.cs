using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Listeners;

namespace Baton.Engine.Jobs;

/// <summary>A piece of work that a worker outside does for an element. Who works on it and until when is not the engine's knowledge.</summary>
public sealed class Job
{
    internal Job(
        long key,
        ElementInstance element,
        JobKind kind,
        string type,
        int retries,
        ListenerEvent listenerEvent = ListenerEvent.None,
        int listenerIndex = 0
    )
    {
        Key = key;
        Element = element;
        Kind = kind;
        Type = type;
        Retries = retries;
        ListenerEvent = listenerEvent;
        ListenerIndex = listenerIndex;
    }

    /// <summary>The job's key.</summary>
    public long Key { get; }

    /// <summary>The element it works for.</summary>
    public ElementInstance Element { get; }

    /// <summary>What the work is for.</summary>
    public JobKind Kind { get; }

    /// <summary>What workers subscribe to.</summary>
    public string Type { get; }

    /// <summary>Of a listener: what it is asked for.</summary>
    public ListenerEvent ListenerEvent { get; }

    /// <summary>Of a listener: its place among those for the same event, from 0.</summary>
    public int ListenerIndex { get; }

    /// <summary>The headers that its worker gets: the static ones of the element or listener, and its own.</summary>
    public IReadOnlyDictionary<string, string> Headers => JobHeaders.Merge(StaticHeaders, OwnHeaders);

    /// <summary>The headers that were evaluated for this job alone.</summary>
    public IReadOnlyDictionary<string, string> OwnHeaders { get; init; } = JobHeaders.None;

    /// <summary>How often it may still be tried.</summary>
    public int Retries { get; internal set; }

    /// <summary>How urgent it is: those with a higher one are handed out first.</summary>
    public int Priority { get; internal set; }

    /// <summary>Whether workers may take it.</summary>
    public JobState State { get; internal set; }

    /// <summary>Workers are kept off until then after a failure with back-off.</summary>
    public DateTimeOffset? RetryAt { get; internal set; }

    internal Incident? Incident { get; set; }

    private IReadOnlyDictionary<string, string> StaticHeaders =>
        Element.Element.Listeners.For(ListenerEvent) is { Length: > 0 } listeners && ListenerIndex < listeners.Length
            ? listeners[ListenerIndex].Headers
            : Element.Element.Headers;
}

/// <summary>What a job is for.</summary>
public enum JobKind : byte
{
    /// <summary>The work of an element.</summary>
    BpmnElement = 1,

    /// <summary>Something to do as an element begins, ends or is cut off.</summary>
    ExecutionListener = 2,

    /// <summary>Something to do, to correct or to refuse within a transition of a user task.</summary>
    TaskListener = 3,

    /// <summary>What happens next in an ad-hoc sub-process.</summary>
    AdHocSubProcess = 4,
}

/// <summary>Whether a job can be worked on.</summary>
public enum JobState : byte
{
    /// <summary>Workers may take it.</summary>
    Created,

    /// <summary>It failed and has retries left: workers may take it (again), perhaps after a back-off.</summary>
    FailedWithRetries,

    /// <summary>It failed for the last time; an incident waits for an operator.</summary>
    Failed,

    /// <summary>It threw an error that nothing caught; an incident waits for an operator.</summary>
    ErrorThrown,

    /// <summary>It is too large to be handed to a worker; an incident waits for an operator.</summary>
    Withheld,
}
