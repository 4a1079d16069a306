using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Jobs;

/// <summary>A piece of work that a worker outside does for an element. Who works on it and until when is not the engine's knowledge.</summary>
public sealed class Job
{
    internal Job(long key, ElementInstance element, JobKind kind, string type, int retries)
    {
        Key = key;
        Element = element;
        Kind = kind;
        Type = type;
        Retries = retries;
    }

    /// <summary>The job's key.</summary>
    public long Key { get; }

    /// <summary>The element it works for; static headers are there.</summary>
    public ElementInstance Element { get; }

    /// <summary>What the work is for.</summary>
    public JobKind Kind { get; }

    /// <summary>What workers subscribe to.</summary>
    public string Type { get; }

    /// <summary>How often it may still be tried.</summary>
    public int Retries { get; internal set; }

    /// <summary>Whether workers may take it.</summary>
    public JobState State { get; internal set; }

    /// <summary>Workers are kept off until then after a failure with back-off.</summary>
    public DateTimeOffset? RetryAt { get; internal set; }

    internal Incident? Incident { get; set; }
}

/// <summary>What a job is for.</summary>
public enum JobKind : byte
{
    /// <summary>The work of an element.</summary>
    BpmnElement = 1,
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
}
