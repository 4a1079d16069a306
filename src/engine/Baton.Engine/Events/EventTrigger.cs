namespace Baton.Engine.Events;

/// <summary>What an event waits for or throws.</summary>
internal enum EventTrigger : byte
{
    None,
    Timer,
    Message,
    Signal,
    Error,
    Escalation,
    Link,
    Terminate,
    Compensation,
    Condition,
    Cancel,

    /// <summary>Several; each is a part with a trigger of its own.</summary>
    Multiple,
}
