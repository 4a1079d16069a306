using System.Globalization;
using System.Text;
using Baton.Engine.Compensation;
using Baton.Engine.Conditions;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine;

/// <summary>Writes down everything that a state holds, in an order that does not depend on how it came about.</summary>
internal static class StateFingerprint
{
    public static string Of(InstanceState state)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"root {state.RootInstanceKey} version {state.Version} business {state.BusinessId} ");
        text.AppendJoin(',', state.Tags).Append(" until ").AppendJoin(',', state.TerminateAfter).Append('\n');
        int listed = 0;
        if (state.Root is { } root)
        {
            Write(text, root, 0, ref listed);
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"open {state.ElementInstances.Count} ({listed}) jobs {state.Jobs.Count} timers {state.Timers.Count} messages {state.MessageSubscriptions.Count} signals {state.SignalSubscriptions.Count} conditions {state.ConditionSubscriptions.Count} tasks {state.UserTasks.Count} incidents {state.Incidents.Count}\n"
        );
        return text.ToString();
    }

    private static void Write(StringBuilder text, ElementInstance instance, int depth, ref int listed)
    {
        listed++;
        string indent = new(' ', depth * 2);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{indent}{instance.Element.Type} {instance.Element.Id} {instance.Key} {instance.State} of {instance.Definition.Key} tokens {instance.TokenCount}"
        );
        foreach (var flow in instance.Definition.Process.Flows)
        {
            if (instance.TokensOn(flow) is > 0 and var tokens)
            {
                text.Append(CultureInfo.InvariantCulture, $" {flow.Id}:{tokens}");
            }
        }
        text.Append('\n');
        WriteWork(text, instance, indent);
        WriteWaits(text, instance, indent);
        for (ElementInstance? child = instance.FirstChild; child is not null; child = child.NextSibling)
        {
            Write(text, child, depth + 1, ref listed);
        }
    }

    private static void WriteWork(StringBuilder text, ElementInstance instance, string indent)
    {
        foreach (Variable variable in instance.Variables)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} var {variable.Key} {variable.Name}={FeelJson.ToJson(variable.Value)}\n");
        }
        if (instance.PendingEvent is { } pending)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{indent} pending {pending.Catcher.Id} {FeelJson.ToJson(FeelValue.From(pending.Payload))}\n"
            );
        }
        if (instance.Loop is { } loop)
        {
            string items = FeelJson.ToJson(FeelValue.From(loop.Items));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{indent} loop {loop.Started}/{loop.Completed}/{loop.Terminated} over {loop.IsOver} of {items}\n"
            );
        }
        foreach (PlannedHandler handler in instance.PlannedHandlers ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} to compensate by {handler.ElementId} {handler.ActivityKey}\n");
        }
        foreach (string flow in (instance.OpenedBy ?? []).Select(each => each.Id).Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} opened by {flow}\n");
        }
        foreach ((string part, FeelContext payload) in (instance.OccurredParts ?? []).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} occurred {part} {FeelJson.ToJson(FeelValue.From(payload))}\n");
        }
        if (instance.IsAdHocFulfilled)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} fulfilled\n");
        }
        if (instance.ListenersDone > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} listeners done {instance.ListenersDone}\n");
        }
        if (instance.LoopCounter > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} iteration {instance.LoopCounter}\n");
        }
        WriteCompensable(text, instance.Compensable ?? [], indent);
        if (instance.Compensates is { } thrower)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} compensates for {thrower.Key}, one of {thrower.OpenHandlers}\n");
        }
        if (instance.Job is { } job)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{indent} job {job.Key} {job.Kind} {job.ListenerEvent} {job.ListenerIndex} {job.Type} {job.Retries} priority {job.Priority} {job.State} {job.RetryAt:O} incident {job.Incident?.Key} headers {Headers(job)}\n"
            );
        }
        if (instance.UserTask is { } task)
        {
            var details = task.Details;
            text.Append(CultureInfo.InvariantCulture, $"{indent} task {task.Key} {task.State} {task.Assignee} {details.Priority} ");
            text.AppendJoin(',', details.CandidateUsers).Append(' ').AppendJoin(',', details.CandidateGroups);
            text.Append(
                CultureInfo.InvariantCulture,
                $" {details.DueDate:O} {details.FollowUpDate:O} {details.FormKey} {details.ExternalForm}\n"
            );
            WriteTransition(text, task.Transition, indent);
        }
    }

    private static void WriteTransition(StringBuilder text, UserTaskTransition? transition, string indent)
    {
        if (transition is null)
        {
            return;
        }
        UserTaskDetails details = transition.Details;
        text.Append(
            CultureInfo.InvariantCulture,
            $"{indent} to {transition.State} {transition.Action} {transition.Assignee} {transition.IsAssigneeCorrected} {transition.IsLocal} "
        );
        text.AppendJoin(',', details.CandidateUsers).Append(' ').AppendJoin(',', details.CandidateGroups);
        text.Append(
            CultureInfo.InvariantCulture,
            $" {details.Priority} {details.DueDate:O} {details.FollowUpDate:O} {FeelJson.ToJson(FeelValue.From(transition.Variables))}\n"
        );
    }

    private static void WriteCompensable(StringBuilder text, IReadOnlyList<CompensableActivity> activities, string indent)
    {
        foreach (CompensableActivity activity in activities)
        {
            string variables = FeelJson.ToJson(FeelValue.From(activity.Variables));
            text.Append(CultureInfo.InvariantCulture, $"{indent} compensable {activity.Key} {activity.Activity.Id} {variables}\n");
            WriteCompensable(text, activity.Inner, indent + "  ");
        }
    }

    private static void WriteWaits(StringBuilder text, ElementInstance instance, string indent)
    {
        foreach (PendingTimer timer in instance.Timers ?? [])
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{indent} timer {timer.Key} {timer.Target.Id} {timer.Plan.DueAt:O} {timer.Plan.Repetitions} {timer.Plan.Cycle}\n"
            );
        }
        foreach (MessageSubscription message in instance.Messages ?? [])
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{indent} message {message.Key} {message.Target.Id} {message.MessageName} {message.CorrelationKey}\n"
            );
        }
        foreach (SignalSubscription signal in instance.Signals ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} signal {signal.Key} {signal.Target.Id} {signal.SignalName}\n");
        }
        foreach (ConditionSubscription condition in instance.Conditions ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent} condition {condition.Key} {condition.Target.Id}\n");
        }
        foreach (Incident incident in instance.Incidents ?? [])
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{indent} incident {incident.Key} {incident.Type} job {incident.Job?.Key} {incident.Message}\n"
            );
        }
    }

    private static string Headers(Jobs.Job job) =>
        string.Join(',', job.OwnHeaders.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}={each.Value}"));
}
