using Baton.Engine;
using Baton.Engine.AdHoc;
using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Messages;
using Baton.Engine.Migration;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;
using Baton.Runtime.Lanes;
using Baton.Runtime.Time;
using Baton.Runtime.UserTasks;

namespace Baton.Runtime.Projections;

/// <summary>Turns events into the rows that are queried or waited for. A row that begins and ends in one unit is written once.</summary>
internal sealed class Projector(UnitRows rows, DateTimeOffset now, Wakeups wakeups, Func<IDefinitionCatalog> catalog)
{
    private readonly long _now = Instant.ToMilliseconds(now);

    public void Project(CachedInstance instance, Decision decision)
    {
        Project(instance, decision.Events);
        foreach (var collection in decision.Collected)
        {
            ProjectCollection(instance, collection);
        }
    }

    private void Project(CachedInstance instance, IReadOnlyList<EngineEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            switch (events[i])
            {
                case InstanceCreated created:
                    Created(instance, created);
                    break;
                case ElementActivating activating:
                    Activating(instance, activating);
                    break;
                case ElementCompleted completed:
                    Ended(instance, completed.ProcessInstanceKey, completed.Key, RowStates.Completed);
                    break;
                case ElementTerminated terminated:
                    Ended(instance, terminated.ProcessInstanceKey, terminated.Key, RowStates.Terminated);
                    break;
                case SequenceFlowTaken taken:
                    rows.SequenceFlows[(Root(instance), taken.ProcessInstanceKey, taken.FlowId)] = Definition(instance, taken).Key;
                    break;
                case VariableCreated or VariableUpdated:
                    ProjectVariable(instance, events[i]);
                    break;
                case LoopResultCollected collected:
                    VariableRow(instance, collected.VariableKey).Touch(collected.Index);
                    break;
                case AdHocResultCollected collected:
                    VariableRow(instance, collected.VariableKey).Touch(collected.Index);
                    break;
                case TimerScheduled or TimerTriggered or TimerCanceled:
                    ProjectTimer(instance, events[i]);
                    break;
                case UserTaskCreated or UserTaskAssigned or UserTaskUpdated or UserTaskCompleted or UserTaskCanceled:
                    ProjectUserTask(instance, events[i]);
                    break;
                case UserTaskTransitionStarted or UserTaskTransitionEnded:
                    ProjectTransition(instance, events[i]);
                    break;
                case JobCreated or JobCompleted or JobFailed or JobRetriesUpdated or JobPriorityUpdated or JobErrorThrown or JobCanceled:
                    ProjectJob(instance, events[i]);
                    break;
                case MessageSubscriptionOpened or MessageSubscriptionCorrelated or MessageSubscriptionClosed:
                    ProjectSubscription(instance, events[i]);
                    break;
                case SignalSubscriptionOpened or SignalReceived or SignalSubscriptionClosed:
                    ProjectSignal(instance, events[i]);
                    break;
                case InstanceMigrated migrated:
                    Migrated(instance, migrated);
                    break;
                case IncidentRaised or IncidentResolved:
                    ProjectIncident(instance, events[i]);
                    break;
            }
        }
    }

    private void Created(CachedInstance instance, InstanceCreated created)
    {
        var definition =
            catalog().Process(created.DefinitionKey)
            ?? throw new InvalidOperationException($"Definition {created.DefinitionKey} of a new instance is not in the catalog.");
        instance.Definitions[created.ProcessInstanceKey] = definition;
        rows.ProcessInstances[created.ProcessInstanceKey] = new(Root(instance), created.ProcessInstanceKey, isNew: true)
        {
            Definition = definition,
            ParentProcessInstanceKey = created.ParentProcessInstanceKey,
            ParentElementInstanceKey = created.ParentElementInstanceKey,
            BusinessId = created.BusinessId,
            Tags = created.Tags,
            StartedAt = _now,
        };
    }

    private void Migrated(CachedInstance instance, InstanceMigrated migrated)
    {
        instance.Definitions[migrated.ProcessInstanceKey] = catalog().Process(migrated.DefinitionKey)!;
        if (instance.State.ElementInstance(migrated.ProcessInstanceKey) is { } process)
        {
            rows.Migrated.AddRange(MigrationRows.Of(Root(instance), process));
        }
    }

    private void Activating(CachedInstance instance, ElementActivating activating)
    {
        var definition = Definition(instance, activating);
        rows.ElementInstances[activating.Key] = new(Root(instance), activating.Key, isNew: true)
        {
            ProcessInstanceKey = activating.ProcessInstanceKey,
            DefinitionKey = definition.Key,
            ScopeKey = activating.ScopeKey,
            ElementId = activating.ElementId,
            Name = definition.Process.Element(activating.ElementId)?.Name,
            Type = activating.ElementType.RestName(),
            StartedAt = _now,
        };
    }

    private void Ended(CachedInstance instance, long processInstanceKey, long key, string state)
    {
        if (key == processInstanceKey)
        {
            var row = Row(rows.ProcessInstances, key) ?? Keep(rows.ProcessInstances, new(Root(instance), key, isNew: false));
            row.State = state;
            row.EndedAt = _now;
            wakeups.Ended(key);
            return;
        }
        var element = Row(rows.ElementInstances, key) ?? Keep(rows.ElementInstances, new(Root(instance), key, isNew: false));
        element.State = state;
        element.EndedAt = _now;
    }

    private void ProjectVariable(CachedInstance instance, EngineEvent @event)
    {
        if (@event is VariableCreated created)
        {
            rows.Variables[created.Key] = new(Root(instance), created.Key, isNew: true)
            {
                ProcessInstanceKey = created.ProcessInstanceKey,
                ScopeKey = created.ScopeKey,
                Name = created.Name,
                Value = created.Value,
            };
        }
        else if (@event is VariableUpdated updated)
        {
            VariableRow(instance, updated.Key).Replace(updated.Value, instance.Pieces.Remove(updated.Key));
        }
    }

    /// <summary>Results are written once a unit, however many a collection got in it.</summary>
    private void ProjectCollection(CachedInstance instance, Variable collection)
    {
        var earlier = instance.Pieces.GetValueOrDefault(collection.Key);
        var pieces = VariableRow(instance, collection.Key).Collect(collection, earlier);
        if (pieces > 0)
        {
            instance.Pieces[collection.Key] = pieces;
        }
    }

    private VariableEntry VariableRow(CachedInstance instance, long key) =>
        Row(rows.Variables, key) ?? Keep(rows.Variables, new(Root(instance), key, isNew: false));

    private void ProjectTimer(CachedInstance instance, EngineEvent @event)
    {
        switch (@event)
        {
            case TimerScheduled scheduled:
                rows.Timers[scheduled.Key] = new(Root(instance), scheduled.Key, isNew: true)
                {
                    ProcessInstanceKey = scheduled.ProcessInstanceKey,
                    ElementInstanceKey = scheduled.ElementInstanceKey,
                    ElementId = scheduled.ElementId,
                    DueAt = Instant.ToMilliseconds(scheduled.Plan.DueAt),
                };
                wakeups.Due(Instant.ToMilliseconds(scheduled.Plan.DueAt));
                break;
            case TimerTriggered triggered:
                Gone(triggered.Key);
                break;
            case TimerCanceled canceled:
                Gone(canceled.Key);
                break;
        }

        void Gone(long key) => (Row(rows.Timers, key) ?? Keep(rows.Timers, new(Root(instance), key, isNew: false))).IsGone = true;
    }

    private void ProjectUserTask(CachedInstance instance, EngineEvent @event)
    {
        switch (@event)
        {
            case UserTaskCreated created:
                var definition = Definition(instance, created);
                rows.UserTasks[created.Key] = new(Root(instance), created.Key, isNew: true)
                {
                    ProcessInstanceKey = created.ProcessInstanceKey,
                    DefinitionKey = definition.Key,
                    ElementInstanceKey = created.ElementInstanceKey,
                    ElementId = created.ElementId,
                    Name = definition.Process.Element(created.ElementId)?.Name ?? created.ElementId,
                    CreatedAt = _now,
                    Details = created.Details,
                };
                break;
            case UserTaskAssigned assigned:
                var row = Task(assigned.Key);
                row.Assignee = assigned.Assignee;
                row.AssigneeChanged = true;
                break;
            case UserTaskUpdated updated:
                Task(updated.Key).Details = updated.Details;
                break;
            case UserTaskCompleted completed:
                End(completed.Key, RowStates.Completed);
                wakeups.TransitionEnded(completed.Key, TransitionEnd.CarriedOut);
                break;
            case UserTaskCanceled canceled:
                End(canceled.Key, RowStates.Canceled);
                wakeups.TransitionEnded(canceled.Key, TransitionEnd.Overtaken);
                break;
        }

        UserTaskEntry Task(long key) => TaskRow(instance, key);

        void End(long key, string state)
        {
            var row = Task(key);
            row.State = state;
            row.CompletedAt = _now;
        }
    }

    private void ProjectTransition(CachedInstance instance, EngineEvent @event)
    {
        if (@event is UserTaskTransitionStarted started)
        {
            Change(started.Key, started.Transition.State);
        }
        else if (@event is UserTaskTransitionEnded ended)
        {
            Change(ended.Key, UserTaskState.Created);
            wakeups.TransitionEnded(ended.Key, ended.Denied ? TransitionEnd.DeniedFor(ended.DeniedReason) : TransitionEnd.CarriedOut);
        }

        void Change(long key, UserTaskState state)
        {
            var row = TaskRow(instance, key);
            row.State = state.RestName();
            row.StateChanged = true;
        }
    }

    private UserTaskEntry TaskRow(CachedInstance instance, long key) =>
        Row(rows.UserTasks, key) ?? Keep(rows.UserTasks, new(Root(instance), key, isNew: false));

    private void ProjectJob(CachedInstance instance, EngineEvent @event)
    {
        switch (@event)
        {
            case JobCreated created:
                rows.Jobs[created.Key] = new(Root(instance), created.Key, isNew: true)
                {
                    ProcessInstanceKey = created.ProcessInstanceKey,
                    DefinitionKey = Definition(instance, created).Key,
                    ElementInstanceKey = created.ElementInstanceKey,
                    ElementId = created.ElementId,
                    Type = created.Type,
                    Kind = JobKinds.RestName(created.Kind),
                    ListenerEvent = created.ListenerEvent.RestName(),
                    Retries = created.Retries,
                    Priority = created.Priority,
                    Headers = Texts.Join(created.Headers),
                    CreatedAt = _now,
                    UpdatedAt = _now,
                };
                wakeups.Job(created.Type);
                break;
            case JobFailed failed:
                var row = Job(failed.Key, RowStates.Failed);
                row.Retries = failed.Retries;
                row.ErrorMessage = failed.Message;
                row.EndsLease = true;
                row.IsOpen = failed.Retries > 0;
                row.AvailableAt = Instant.ToMilliseconds(failed.RetryAt) ?? 0;
                if (Instant.ToMilliseconds(failed.RetryAt) is { } retryAt)
                {
                    wakeups.Due(retryAt);
                }
                WakeWorkers(instance, failed.Key);
                break;
            case JobRetriesUpdated updated:
                Job(updated.Key, RowStates.RetriesUpdated).Retries = updated.Retries;
                break;
            case JobPriorityUpdated updated:
                JobRow(instance, updated.Key).Priority = updated.Priority;
                break;
            case JobErrorThrown thrown:
                var broken = Job(thrown.Key, RowStates.ErrorThrown);
                broken.ErrorCode = thrown.ErrorCode;
                broken.ErrorMessage = thrown.ErrorMessage;
                broken.IsOpen = false;
                broken.EndsLease = true;
                break;
            case JobCompleted completed:
                End(completed.Key, RowStates.Completed);
                Decided(completed);
                break;
            case JobCanceled canceled:
                // A job whose error was caught keeps telling so.
                End(
                    canceled.Key,
                    Row(rows.Jobs, canceled.Key)?.State == RowStates.ErrorThrown ? RowStates.ErrorThrown : RowStates.Canceled
                );
                break;
        }

        JobEntry Job(long key, string state)
        {
            var row = JobRow(instance, key);
            row.State = state;
            return row;
        }

        void Decided(JobCompleted completed)
        {
            var row = Row(rows.Jobs, completed.Key)!;
            row.IsDenied = completed.Denied ? true : null;
            row.DeniedReason = completed.DeniedReason;
        }

        void End(long key, string state)
        {
            var row = Job(key, state);
            row.IsOpen = false;
            row.EndedAt = _now;
        }
    }

    private void ProjectSubscription(CachedInstance instance, EngineEvent @event)
    {
        switch (@event)
        {
            case MessageSubscriptionOpened opened:
                var definition = Definition(instance, opened);
                rows.Subscriptions[opened.Key] = new(Root(instance), opened.Key, isNew: true)
                {
                    ProcessInstanceKey = opened.ProcessInstanceKey,
                    DefinitionKey = definition.Key,
                    ProcessId = definition.ProcessId,
                    ElementInstanceKey = opened.ElementInstanceKey,
                    ElementId = opened.ElementId,
                    MessageName = opened.MessageName,
                    CorrelationKey = opened.CorrelationKey,
                    UpdatedAt = _now,
                };
                break;
            case MessageSubscriptionCorrelated correlated:
                Change(correlated.Key, RowStates.Correlated, correlated.StaysOpen);
                break;
            case MessageSubscriptionClosed closed:
                Change(closed.Key, RowStates.Deleted, isOpen: false);
                break;
        }

        void Change(long key, string state, bool isOpen)
        {
            var row = Row(rows.Subscriptions, key) ?? Keep(rows.Subscriptions, new(Root(instance), key, isNew: false));
            row.State = state;
            row.IsOpen = isOpen;
            row.UpdatedAt = _now;
        }
    }

    private void ProjectSignal(CachedInstance instance, EngineEvent @event)
    {
        switch (@event)
        {
            case SignalSubscriptionOpened opened:
                rows.Signals[opened.Key] = new(Root(instance), opened.Key, isNew: true)
                {
                    ProcessInstanceKey = opened.ProcessInstanceKey,
                    ElementInstanceKey = opened.ElementInstanceKey,
                    ElementId = opened.ElementId,
                    SignalName = opened.SignalName,
                };
                break;
            case SignalReceived { StaysOpen: false } received:
                Gone(received.Key);
                break;
            case SignalSubscriptionClosed closed:
                Gone(closed.Key);
                break;
        }

        void Gone(long key) => (Row(rows.Signals, key) ?? Keep(rows.Signals, new(Root(instance), key, isNew: false))).IsGone = true;
    }

    private void ProjectIncident(CachedInstance instance, EngineEvent @event)
    {
        if (@event is IncidentRaised raised)
        {
            rows.Incidents[raised.Key] = new(Root(instance), raised.Key, isNew: true)
            {
                ProcessInstanceKey = raised.ProcessInstanceKey,
                DefinitionKey = Definition(instance, raised).Key,
                ElementInstanceKey = raised.ElementInstanceKey,
                ElementId = raised.ElementId,
                JobKey = raised.JobKey,
                Type = raised.Type.RestName(),
                Message = raised.Message,
                RaisedAt = _now,
            };
            if (raised is { Type: IncidentType.MessageSizeExceeded, JobKey: { } withheld })
            {
                JobRow(instance, withheld).IsOpen = false;
            }
        }
        else if (@event is IncidentResolved resolved)
        {
            var row = Row(rows.Incidents, resolved.Key) ?? Keep(rows.Incidents, new(Root(instance), resolved.Key, isNew: false));
            row.State = RowStates.Resolved;
            row.ResolvedAt = _now;
            Reopen(instance, resolved);
        }
    }

    /// <summary>A job whose incident was resolved may be taken again.</summary>
    private void Reopen(CachedInstance instance, IncidentResolved resolved)
    {
        if (resolved.JobKey is not { } key || instance.State.Job(key) is null)
        {
            return;
        }
        var row = JobRow(instance, key);
        row.State ??= RowStates.RetriesUpdated;
        row.IsOpen = true;
        WakeWorkers(instance, key);
    }

    private JobEntry JobRow(CachedInstance instance, long key)
    {
        var row = Row(rows.Jobs, key) ?? Keep(rows.Jobs, new(Root(instance), key, isNew: false));
        row.UpdatedAt = _now;
        return row;
    }

    private void WakeWorkers(CachedInstance instance, long jobKey)
    {
        if (instance.State.Job(jobKey) is { } job)
        {
            wakeups.Job(job.Type);
        }
    }

    private static long Root(CachedInstance instance) => instance.State.RootInstanceKey;

    private static DeployedProcess Definition(CachedInstance instance, EngineEvent @event) =>
        instance.Definitions[@event.ProcessInstanceKey];

    private static T? Row<T>(Dictionary<long, T> rows, long key)
        where T : PendingRow => rows.GetValueOrDefault(key);

    private static T Keep<T>(Dictionary<long, T> rows, T row)
        where T : PendingRow
    {
        rows.Add(row.Key, row);
        return row;
    }
}
