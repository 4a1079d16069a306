using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Engine.Listeners;

namespace Baton.Engine.Jobs;

/// <summary>There is work for a worker. Its static headers are those of the element.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Kind">What the work is for.</param>
/// <param name="Type">What workers subscribe to.</param>
/// <param name="Retries">How often it may be tried.</param>
/// <param name="ListenerEvent">Of a listener: what it is asked for.</param>
/// <param name="ListenerIndex">Of a listener: its place among those for the same event, from 0.</param>
public sealed record JobCreated(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ElementId,
    JobKind Kind,
    string Type,
    int Retries,
    ListenerEvent ListenerEvent,
    int ListenerIndex
) : EngineEvent(ProcessInstanceKey)
{
    /// <summary>How urgent it is: higher ones are handed out first.</summary>
    public int Priority { get; init; }

    /// <summary>Headers that were evaluated for this job, beside the static ones of the element.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = JobHeaders.None;

    internal override EventTag Tag => EventTag.JobCreated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance element = state.Require(ElementInstanceKey);
        state.Add(new Job(Key, element, Kind, Type, Retries, ListenerEvent, ListenerIndex) { Priority = Priority, OwnHeaders = Headers });
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Byte((byte)Kind);
        writer.Text(Type);
        writer.Signed(Retries);
        writer.Byte((byte)ListenerEvent);
        writer.Count(ListenerIndex);
        writer.Signed(Priority);
        JobHeaders.Write(writer, Headers);
    }

    internal static JobCreated Read(long instance, int version, ref JournalReader reader) =>
        new(
            instance,
            reader.Key(),
            reader.Key(),
            reader.Text(),
            (JobKind)reader.Byte(),
            reader.Text(),
            (int)reader.Signed(),
            version < 2 ? ListenerEvent.None : (ListenerEvent)reader.Byte(),
            version < 2 ? 0 : reader.Count()
        )
        {
            Priority = version < 3 ? 0 : (int)reader.Signed(),
            Headers = version < 3 ? JobHeaders.None : JobHeaders.Read(ref reader),
        };
}

/// <summary>A worker did the job.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Denied">Of a task listener: whether it refused what was to be done.</param>
/// <param name="DeniedReason">Why it refused.</param>
public sealed record JobCompleted(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    bool Denied = false,
    string? DeniedReason = null
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.JobCompleted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        Job job = state.RequireJob(Key);
        state.Remove(job);
        if (job.ListenerEvent != ListenerEvent.None)
        {
            job.Element.ListenersDone = job.ListenerIndex + 1;
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Bool(Denied);
        writer.Text(DeniedReason);
    }

    internal static JobCompleted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), version >= 2 && reader.Bool(), version < 2 ? null : reader.OptionalText());
}

/// <summary>A worker could not do the job.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Retries">How often it may still be tried.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="RetryAt">Workers are kept off until then; null is at once.</param>
public sealed record JobFailed(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    int Retries,
    string? Message,
    DateTimeOffset? RetryAt
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.JobFailed;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        Job job = state.RequireJob(Key);
        job.Retries = Retries;
        job.RetryAt = RetryAt;
        job.State = Retries > 0 ? JobState.FailedWithRetries : JobState.Failed;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Signed(Retries);
        writer.Text(Message);
        writer.Time(RetryAt);
    }

    internal static JobFailed Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), (int)reader.Signed(), reader.OptionalText(), reader.Time());
}

/// <summary>A job may be tried more or less often.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Retries">How often it may still be tried.</param>
public sealed record JobRetriesUpdated(long ProcessInstanceKey, long Key, long ElementInstanceKey, int Retries)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.JobRetriesUpdated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.RequireJob(Key).Retries = Retries;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Signed(Retries);
    }

    internal static JobRetriesUpdated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), (int)reader.Signed());
}

/// <summary>A job became more or less urgent.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Priority">Higher ones are handed out first.</param>
public sealed record JobPriorityUpdated(long ProcessInstanceKey, long Key, long ElementInstanceKey, int Priority)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.JobPriorityUpdated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.RequireJob(Key).Priority = Priority;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Signed(Priority);
    }

    internal static JobPriorityUpdated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), (int)reader.Signed());
}

/// <summary>A worker met an error that the model may know.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="ErrorCode">The code.</param>
/// <param name="ErrorMessage">For people.</param>
/// <param name="IsCaught">Whether an event caught it; the job is then gone.</param>
public sealed record JobErrorThrown(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ErrorCode,
    string? ErrorMessage,
    bool IsCaught
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.JobErrorThrown;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        Job job = state.RequireJob(Key);
        job.State = JobState.ErrorThrown;
        if (IsCaught)
        {
            state.Remove(job);
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ErrorCode);
        writer.Text(ErrorMessage);
        writer.Bool(IsCaught);
    }

    internal static JobErrorThrown Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.OptionalText(), reader.Bool());
}

/// <summary>The element ended before the job was done.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The job.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
public sealed record JobCanceled(long ProcessInstanceKey, long Key, long ElementInstanceKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.JobCanceled;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireJob(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static JobCanceled Read(long instance, int version, ref JournalReader reader) => new(instance, reader.Key(), reader.Key());
}
