using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Journal;

namespace Baton.Engine.Incidents;

/// <summary>Something in the model or its data is wrong; the instance waits for an operator.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The incident.</param>
/// <param name="ElementInstanceKey">Where it happened.</param>
/// <param name="ElementId">The element.</param>
/// <param name="JobKey">The job that it is about.</param>
/// <param name="Type">What kind of thing is wrong.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record IncidentRaised(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ElementId,
    long? JobKey,
    IncidentType Type,
    string Message
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.IncidentRaised;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance element = state.Require(ElementInstanceKey);
        Job? job = JobKey is { } key ? state.RequireJob(key) : null;
        state.Add(new Incident(Key, element, job, Type, Message));
        if (job is not null && Type == IncidentType.MessageSizeExceeded)
        {
            job.State = JobState.Withheld;
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.OptionalKey(JobKey);
        writer.Byte((byte)Type);
        writer.Text(Message);
    }

    internal static IncidentRaised Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.OptionalKey(), (IncidentType)reader.Byte(), reader.Text());
}

/// <summary>The incident is over: repaired, or what it was about has ended. A job that it held back can be worked on again.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The incident.</param>
/// <param name="ElementInstanceKey">Where it happened.</param>
/// <param name="JobKey">The job that it was about.</param>
public sealed record IncidentResolved(long ProcessInstanceKey, long Key, long ElementInstanceKey, long? JobKey)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.IncidentResolved;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        Incident incident = state.RequireIncident(Key);
        state.Remove(incident);
        if (JobKey is null)
        {
            incident.Element.ListenersDone = 0;
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.OptionalKey(JobKey);
    }

    internal static IncidentResolved Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.OptionalKey());
}
