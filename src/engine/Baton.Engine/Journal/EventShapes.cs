using Baton.Engine.AdHoc;
using Baton.Engine.Compensation;
using Baton.Engine.Conditions;
using Baton.Engine.Events;
using Baton.Engine.Gateways;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Migration;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.Tasks;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;

namespace Baton.Engine.Journal;

/// <summary>Reads the fields of one event, written as any version up to the newest.</summary>
internal delegate EngineEvent ReadEvent(long processInstanceKey, int version, ref JournalReader reader);

/// <summary>One event type in the journal: its tag, the newest version of its fields and how they are read.</summary>
internal sealed record EventShape(EventTag Tag, Type Type, byte Version, ReadEvent Read);

/// <summary>The table of all event types in the journal.</summary>
internal static class EventShapes
{
    public static readonly IReadOnlyList<EventShape> All =
    [
        new(EventTag.InstanceCreated, typeof(InstanceCreated), 2, InstanceCreated.Read),
        new(EventTag.ElementActivating, typeof(ElementActivating), 1, ElementActivating.Read),
        new(EventTag.ElementActivated, typeof(ElementActivated), 1, ElementActivated.Read),
        new(EventTag.ElementCompleting, typeof(ElementCompleting), 1, ElementCompleting.Read),
        new(EventTag.ElementCompleted, typeof(ElementCompleted), 1, ElementCompleted.Read),
        new(EventTag.ElementTerminating, typeof(ElementTerminating), 1, ElementTerminating.Read),
        new(EventTag.ElementTerminated, typeof(ElementTerminated), 1, ElementTerminated.Read),
        new(EventTag.SequenceFlowTaken, typeof(SequenceFlowTaken), 1, SequenceFlowTaken.Read),
        new(EventTag.TokensDiscarded, typeof(TokensDiscarded), 1, TokensDiscarded.Read),
        new(EventTag.EventTriggered, typeof(EventTriggered), 1, EventTriggered.Read),
        new(EventTag.VariableCreated, typeof(VariableCreated), 1, VariableCreated.Read),
        new(EventTag.VariableUpdated, typeof(VariableUpdated), 1, VariableUpdated.Read),
        new(EventTag.JobCreated, typeof(JobCreated), 3, JobCreated.Read),
        new(EventTag.JobCompleted, typeof(JobCompleted), 2, JobCompleted.Read),
        new(EventTag.JobFailed, typeof(JobFailed), 1, JobFailed.Read),
        new(EventTag.JobRetriesUpdated, typeof(JobRetriesUpdated), 1, JobRetriesUpdated.Read),
        new(EventTag.JobPriorityUpdated, typeof(JobPriorityUpdated), 1, JobPriorityUpdated.Read),
        new(EventTag.JobErrorThrown, typeof(JobErrorThrown), 1, JobErrorThrown.Read),
        new(EventTag.JobCanceled, typeof(JobCanceled), 1, JobCanceled.Read),
        new(EventTag.TimerScheduled, typeof(TimerScheduled), 1, TimerScheduled.Read),
        new(EventTag.TimerTriggered, typeof(TimerTriggered), 1, TimerTriggered.Read),
        new(EventTag.TimerCanceled, typeof(TimerCanceled), 1, TimerCanceled.Read),
        new(EventTag.MessageSubscriptionOpened, typeof(MessageSubscriptionOpened), 1, MessageSubscriptionOpened.Read),
        new(EventTag.MessageSubscriptionCorrelated, typeof(MessageSubscriptionCorrelated), 1, MessageSubscriptionCorrelated.Read),
        new(EventTag.MessageSubscriptionClosed, typeof(MessageSubscriptionClosed), 1, MessageSubscriptionClosed.Read),
        new(EventTag.UserTaskCreated, typeof(UserTaskCreated), 1, UserTaskCreated.Read),
        new(EventTag.UserTaskAssigned, typeof(UserTaskAssigned), 1, UserTaskAssigned.Read),
        new(EventTag.UserTaskUpdated, typeof(UserTaskUpdated), 1, UserTaskUpdated.Read),
        new(EventTag.UserTaskCompleted, typeof(UserTaskCompleted), 1, UserTaskCompleted.Read),
        new(EventTag.UserTaskCanceled, typeof(UserTaskCanceled), 1, UserTaskCanceled.Read),
        new(EventTag.IncidentRaised, typeof(IncidentRaised), 1, IncidentRaised.Read),
        new(EventTag.IncidentResolved, typeof(IncidentResolved), 1, IncidentResolved.Read),
        new(EventTag.DecisionEvaluated, typeof(DecisionEvaluated), 1, DecisionEvaluated.Read),
        new(EventTag.LoopStarted, typeof(LoopStarted), 1, LoopStarted.Read),
        new(EventTag.SignalSubscriptionOpened, typeof(SignalSubscriptionOpened), 1, SignalSubscriptionOpened.Read),
        new(EventTag.SignalReceived, typeof(SignalReceived), 1, SignalReceived.Read),
        new(EventTag.SignalSubscriptionClosed, typeof(SignalSubscriptionClosed), 1, SignalSubscriptionClosed.Read),
        new(EventTag.SignalThrown, typeof(SignalThrown), 1, SignalThrown.Read),
        new(EventTag.LoopEnded, typeof(LoopEnded), 1, LoopEnded.Read),
        new(EventTag.CompensationStored, typeof(CompensationStored), 1, CompensationStored.Read),
        new(EventTag.CompensationTriggered, typeof(CompensationTriggered), 1, CompensationTriggered.Read),
        new(EventTag.CompensationHandlerStarted, typeof(CompensationHandlerStarted), 2, CompensationHandlerStarted.Read),
        new(EventTag.UserTaskTransitionStarted, typeof(UserTaskTransitionStarted), 1, UserTaskTransitionStarted.Read),
        new(EventTag.UserTaskCorrected, typeof(UserTaskCorrected), 1, UserTaskCorrected.Read),
        new(EventTag.UserTaskTransitionEnded, typeof(UserTaskTransitionEnded), 1, UserTaskTransitionEnded.Read),
        new(EventTag.AdHocFulfilled, typeof(AdHocFulfilled), 1, AdHocFulfilled.Read),
        new(EventTag.ConditionSubscriptionOpened, typeof(ConditionSubscriptionOpened), 1, ConditionSubscriptionOpened.Read),
        new(EventTag.ConditionTriggered, typeof(ConditionTriggered), 1, ConditionTriggered.Read),
        new(EventTag.ConditionSubscriptionClosed, typeof(ConditionSubscriptionClosed), 1, ConditionSubscriptionClosed.Read),
        new(EventTag.InstanceMigrated, typeof(InstanceMigrated), 1, InstanceMigrated.Read),
        new(EventTag.CompensationPlanned, typeof(CompensationPlanned), 1, CompensationPlanned.Read),
        new(EventTag.EventPartOccurred, typeof(EventPartOccurred), 1, EventPartOccurred.Read),
        new(EventTag.EventPartsGathered, typeof(EventPartsGathered), 1, EventPartsGathered.Read),
        new(EventTag.ComplexGatewayReset, typeof(ComplexGatewayReset), 1, ComplexGatewayReset.Read),
        new(EventTag.LoopResultCollected, typeof(LoopResultCollected), 1, LoopResultCollected.Read),
        new(EventTag.AdHocResultCollected, typeof(AdHocResultCollected), 1, AdHocResultCollected.Read),
        new(EventTag.EventDiscarded, typeof(EventDiscarded), 1, EventDiscarded.Read),
    ];

    private static readonly EventShape?[] ByTag = Index();

    /// <exception cref="InvalidDataException">No event has this tag.</exception>
    public static EventShape Of(EventTag tag) =>
        (int)tag < ByTag.Length && ByTag[(int)tag] is { } shape
            ? shape
            : throw new InvalidDataException(
                $"{(int)tag} is not the tag of an event. The journal row is damaged or newer than this program."
            );

    private static EventShape?[] Index()
    {
        var shapes = new EventShape?[All.Max(shape => (int)shape.Tag) + 1];
        foreach (EventShape shape in All)
        {
            shapes[(int)shape.Tag] = shape;
        }
        return shapes;
    }
}
