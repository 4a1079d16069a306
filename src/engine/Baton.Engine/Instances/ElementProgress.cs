using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.Instances;

/// <summary>An element instance does its work: it waits, or holds its scope open.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementType">What it is; PROCESS for the process instance itself.</param>
public sealed record ElementActivated(long ProcessInstanceKey, long Key, string ElementId, ElementType ElementType)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ElementActivated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(Key);
        instance.State = ElementState.Activated;
        instance.PendingEvent = null;
        instance.ListenersDone = 0;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
        writer.Byte((byte)ElementType);
    }

    internal static ElementActivated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), (ElementType)reader.Byte());
}

/// <summary>The work of an element instance is done; its results are being taken over.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementType">What it is; PROCESS for the process instance itself.</param>
public sealed record ElementCompleting(long ProcessInstanceKey, long Key, string ElementId, ElementType ElementType)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ElementCompleting;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(Key);
        instance.State = ElementState.Completing;
        instance.ListenersDone = 0;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
        writer.Byte((byte)ElementType);
    }

    internal static ElementCompleting Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), (ElementType)reader.Byte());
}

/// <summary>An element instance has ended as the model wants it.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementType">What it is; PROCESS for the process instance itself.</param>
public sealed record ElementCompleted(long ProcessInstanceKey, long Key, string ElementId, ElementType ElementType)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ElementCompleted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(Key);
        instance.State = ElementState.Completed;
        if (instance.Scope?.Loop is { } loop)
        {
            loop.Completed++;
        }
        instance.Ended();
        state.Remove(instance);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
        writer.Byte((byte)ElementType);
    }

    internal static ElementCompleted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), (ElementType)reader.Byte());
}

/// <summary>An element instance is being cut off.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementType">What it is; PROCESS for the process instance itself.</param>
public sealed record ElementTerminating(long ProcessInstanceKey, long Key, string ElementId, ElementType ElementType)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ElementTerminating;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(Key);
        instance.State = ElementState.Terminating;
        instance.ListenersDone = 0;
        instance.DiscardTokens();
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
        writer.Byte((byte)ElementType);
    }

    internal static ElementTerminating Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), (ElementType)reader.Byte());
}

/// <summary>An element instance was cut off.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementType">What it is; PROCESS for the process instance itself.</param>
public sealed record ElementTerminated(long ProcessInstanceKey, long Key, string ElementId, ElementType ElementType)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ElementTerminated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(Key);
        instance.State = ElementState.Terminated;
        if (instance.Scope?.Loop is { } loop)
        {
            loop.Terminated++;
        }
        instance.Ended();
        state.Remove(instance);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
        writer.Byte((byte)ElementType);
    }

    internal static ElementTerminated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), (ElementType)reader.Byte());
}
