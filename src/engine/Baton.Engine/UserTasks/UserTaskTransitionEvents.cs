using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.UserTasks;

/// <summary>A user task is to change, and its listeners are asked first.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Transition">What is to change.</param>
public sealed record UserTaskTransitionStarted(long ProcessInstanceKey, long Key, long ElementInstanceKey, UserTaskTransition Transition)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskTransitionStarted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        UserTask task = state.RequireUserTask(Key);
        task.State = Transition.State;
        task.Transition = Transition;
        task.Element.ListenersDone = 0;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        UserTaskTransitionForm.Write(writer, Transition);
    }

    internal static UserTaskTransitionStarted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), UserTaskTransitionForm.Read(ref reader));
}

/// <summary>A listener wants the change of a user task to be another one.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Assignee">Who will have the task.</param>
/// <param name="IsAssigneeCorrected">Whether a listener chose that person.</param>
/// <param name="Details">What the task will say about itself.</param>
public sealed record UserTaskCorrected(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string? Assignee,
    bool IsAssigneeCorrected,
    UserTaskDetails Details
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskCorrected;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        UserTask task = state.RequireUserTask(Key);
        task.Transition = task.Transition! with { Assignee = Assignee, IsAssigneeCorrected = IsAssigneeCorrected, Details = Details };
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(Assignee);
        writer.Bool(IsAssigneeCorrected);
        UserTaskDetailsForm.Write(writer, Details);
    }

    internal static UserTaskCorrected Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.OptionalText(), reader.Bool(), UserTaskDetailsForm.Read(ref reader));
}

/// <summary>The listeners of a change of a user task were all asked, or one of them refused it; the task waits for people again.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The user task.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="Denied">Whether it was refused: the task is as it was before.</param>
/// <param name="DeniedReason">Why it was refused.</param>
public sealed record UserTaskTransitionEnded(long ProcessInstanceKey, long Key, long ElementInstanceKey, bool Denied, string? DeniedReason)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.UserTaskTransitionEnded;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        UserTask task = state.RequireUserTask(Key);
        task.State = UserTaskState.Created;
        task.Transition = null;
        task.Element.ListenersDone = 0;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Bool(Denied);
        writer.Text(DeniedReason);
    }

    internal static UserTaskTransitionEnded Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Bool(), reader.OptionalText());
}

/// <summary>How a pending change of a user task stands in the journal.</summary>
internal static class UserTaskTransitionForm
{
    public static void Write(JournalWriter writer, UserTaskTransition transition)
    {
        writer.Byte((byte)transition.State);
        writer.Text(transition.Action);
        writer.Text(transition.Assignee);
        writer.Bool(transition.IsAssigneeCorrected);
        UserTaskDetailsForm.Write(writer, transition.Details);
        writer.Variables(transition.Variables);
        writer.Bool(transition.IsLocal);
    }

    public static UserTaskTransition Read(ref JournalReader reader) =>
        new()
        {
            State = (UserTaskState)reader.Byte(),
            Action = reader.OptionalText(),
            Assignee = reader.OptionalText(),
            IsAssigneeCorrected = reader.Bool(),
            Details = UserTaskDetailsForm.Read(ref reader),
            Variables = reader.Variables(),
            IsLocal = reader.Bool(),
        };
}
