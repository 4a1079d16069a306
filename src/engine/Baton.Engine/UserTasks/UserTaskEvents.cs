using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.UserTasks;

/// <summary>There is work for a person.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Details">Who may take it, until when, how urgent.</param>
public sealed record UserTaskCreated(long ProcessInstanceKey, long Key, long ElementInstanceKey, string ElementId, UserTaskDetails Details)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskCreated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Add(new UserTask(Key, state.Require(ElementInstanceKey), Details));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        UserTaskDetailsForm.Write(writer, Details);
    }

    internal static UserTaskCreated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), UserTaskDetailsForm.Read(ref reader));
}

/// <summary>Somebody else has the task.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Assignee">Who; null when nobody has it any more.</param>
/// <param name="Action">The caller's word for what was done.</param>
public sealed record UserTaskAssigned(long ProcessInstanceKey, long Key, long ElementInstanceKey, string? Assignee, string? Action)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskAssigned;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.RequireUserTask(Key).Assignee = Assignee;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(Assignee);
        writer.Text(Action);
    }

    internal static UserTaskAssigned Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.OptionalText(), reader.OptionalText());
}

/// <summary>The task says something else about itself.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Details">All that holds now.</param>
/// <param name="Action">The caller's word for what was done.</param>
public sealed record UserTaskUpdated(long ProcessInstanceKey, long Key, long ElementInstanceKey, UserTaskDetails Details, string? Action)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskUpdated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.RequireUserTask(Key).Details = Details;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        UserTaskDetailsForm.Write(writer, Details);
        writer.Text(Action);
    }

    internal static UserTaskUpdated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), UserTaskDetailsForm.Read(ref reader), reader.OptionalText());
}

/// <summary>A person did the task.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Assignee">Who had it.</param>
/// <param name="Action">The caller's word for what was done.</param>
public sealed record UserTaskCompleted(long ProcessInstanceKey, long Key, long ElementInstanceKey, string? Assignee, string? Action)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskCompleted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireUserTask(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(Assignee);
        writer.Text(Action);
    }

    internal static UserTaskCompleted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.OptionalText(), reader.OptionalText());
}

/// <summary>The element ended before the task was done.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
public sealed record UserTaskCanceled(long ProcessInstanceKey, long Key, long ElementInstanceKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskCanceled;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        UserTask task = state.RequireUserTask(Key);
        task.Element.ListenersDone = 0;
        state.Remove(task);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static UserTaskCanceled Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key());
}
