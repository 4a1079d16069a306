using System.Buffers;
using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Deployments;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Messages;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Journal;

/// <summary>
/// A whole state in compact form, so that a tree with a long journal is loaded without replaying all of it. A snapshot is only a short cut:
/// one of another format is thrown away and the journal replayed.
/// </summary>
public static class SnapshotCodec
{
    private const byte Format = 4;

    /// <summary>Writes the state between two commands.</summary>
    public static void Write(IBufferWriter<byte> output, InstanceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var writer = new JournalWriter(output);
        writer.Byte(Format);
        writer.Key(state.RootInstanceKey);
        writer.Signed(state.Version);
        writer.Text(state.BusinessId);
        writer.Texts(state.Tags);
        writer.Texts(state.TerminateAfter);
        writer.Bool(state.Root is not null);
        if (state.Root is { } root)
        {
            Write(writer, root);
        }
        CompensationForm.WriteHandlers(writer, state);
    }

    /// <summary>Reads a state back.</summary>
    /// <returns>Null when the snapshot was written in another format: replay the journal instead.</returns>
    public static InstanceState? Read(ReadOnlySpan<byte> snapshot, IDefinitionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var reader = new JournalReader(snapshot);
        if (snapshot.IsEmpty || reader.Byte() != Format)
        {
            return null;
        }
        var state = new InstanceState();
        state.Restore(reader.Key(), reader.Signed(), reader.OptionalText(), reader.Texts(), reader.Texts());
        if (reader.Bool())
        {
            Read(ref reader, state, null, catalog);
        }
        CompensationForm.ReadHandlers(ref reader, state);
        return state;
    }

    private static void Write(JournalWriter writer, ElementInstance instance)
    {
        writer.Key(instance.Key);
        if (instance.IsProcess)
        {
            writer.Key(instance.Definition.Key);
        }
        else
        {
            writer.Text(instance.Element.Id);
            writer.Byte((byte)instance.Element.Type);
        }
        writer.Byte((byte)instance.State);
        WriteTokens(writer, instance);
        WriteProgress(writer, instance);
        WriteWork(writer, instance);
        WriteWaits(writer, instance);
        writer.Count(instance.ChildCount);
        for (ElementInstance? child = instance.FirstChild; child is not null; child = child.NextSibling)
        {
            writer.Bool(child.IsProcess);
            Write(writer, child);
        }
    }

    private static void Read(ref JournalReader reader, InstanceState state, ElementInstance? scope, IDefinitionCatalog catalog)
    {
        bool isProcess = scope is null || reader.Bool();
        long key = reader.Key();
        ElementInstance instance;
        if (isProcess)
        {
            long definitionKey = reader.Key();
            DeployedProcess definition =
                catalog.Process(definitionKey)
                ?? throw new InvalidOperationException($"Definition {definitionKey} of process instance {key} is not in the catalog.");
            instance = new ElementInstance(key, definition.Process.Root, definition, scope);
        }
        else
        {
            ExecutableElement element = scope!.Definition.Process.Element(reader.Text(), (ElementType)reader.Byte());
            instance = new ElementInstance(key, element, scope.Definition, scope);
        }
        instance.State = (ElementState)reader.Byte();
        if (scope is null)
        {
            state.BecomeRoot(instance, state.BusinessId, state.Tags, state.TerminateAfter);
        }
        state.Add(instance);
        ReadTokens(ref reader, instance);
        ReadProgress(ref reader, instance);
        ReadWork(ref reader, state, instance);
        ReadWaits(ref reader, state, instance);
        int children = reader.Count();
        for (int i = 0; i < children; i++)
        {
            Read(ref reader, state, instance, catalog);
        }
    }

    private static void WriteTokens(JournalWriter writer, ElementInstance instance)
    {
        IReadOnlyList<ExecutableFlow> flows = instance.Definition.Process.Flows;
        if (instance.TokenCount == 0)
        {
            writer.Count(0);
            return;
        }
        writer.Count(flows.Count(flow => instance.TokensOn(flow) > 0));
        foreach (ExecutableFlow flow in flows)
        {
            if (instance.TokensOn(flow) is > 0 and int tokens)
            {
                writer.Text(flow.Id);
                writer.Count(tokens);
            }
        }
    }

    private static void ReadTokens(ref JournalReader reader, ElementInstance instance)
    {
        int flows = reader.Count();
        for (int i = 0; i < flows; i++)
        {
            ExecutableFlow flow = instance.Definition.Process.Flow(reader.Text());
            for (int tokens = reader.Count(); tokens > 0; tokens--)
            {
                instance.AddToken(flow);
            }
        }
    }

    private static void WriteProgress(JournalWriter writer, ElementInstance instance)
    {
        writer.Count(instance.Variables.Count);
        foreach (Variable variable in instance.Variables)
        {
            writer.Key(variable.Key);
            writer.Text(variable.Name);
            writer.Value(variable.Value);
        }
        writer.Text(instance.PendingEvent?.Catcher.Id);
        if (instance.PendingEvent is { } pending)
        {
            writer.Variables(pending.Payload);
        }
        writer.Count(instance.ListenersDone);
        writer.Bool(instance.IsAdHocFulfilled);
        writer.Count(instance.LoopCounter);
        writer.Bool(instance.Loop is not null);
        if (instance.Loop is { } loop)
        {
            writer.Value(loop.Items);
            writer.Count(loop.Started);
            writer.Count(loop.Completed);
            writer.Count(loop.Terminated);
            writer.Bool(loop.IsOver);
        }
        CompensationForm.Write(writer, instance.Compensable ?? []);
        writer.Bool(instance.PlannedHandlers is not null);
        CompensationForm.Write(writer, instance.PlannedHandlers ?? []);
        writer.Texts([.. (instance.OpenedBy ?? []).Select(flow => flow.Id).Order(StringComparer.Ordinal)]);
        KeyValuePair<string, FeelContext>[] parts = [.. (instance.OccurredParts ?? []).OrderBy(each => each.Key, StringComparer.Ordinal)];
        writer.Count(parts.Length);
        foreach ((string part, FeelContext payload) in parts)
        {
            writer.Text(part);
            writer.Variables(payload);
        }
    }

    private static void ReadProgress(ref JournalReader reader, ElementInstance instance)
    {
        int variables = reader.Count();
        for (int i = 0; i < variables; i++)
        {
            instance.VariableTable ??= new VariableTable();
            instance.VariableTable.Add(new Variable(reader.Key(), reader.Text(), reader.Value()));
        }
        if (reader.OptionalText() is { } catcher)
        {
            instance.PendingEvent = new PendingEvent(instance.Definition.Process.Element(catcher)!, reader.Variables());
        }
        instance.ListenersDone = reader.Count();
        instance.IsAdHocFulfilled = reader.Bool();
        instance.LoopCounter = reader.Count();
        if (reader.Bool())
        {
            instance.Loop = new LoopProgress(reader.Value().AsList())
            {
                Started = reader.Count(),
                Completed = reader.Count(),
                Terminated = reader.Count(),
                IsOver = reader.Bool(),
            };
        }
        List<CompensableActivity> compensable = CompensationForm.Read(ref reader, instance.Definition.Process);
        instance.Compensable = compensable.Count == 0 ? null : compensable;
        bool isPlanned = reader.Bool();
        List<PlannedHandler> planned = CompensationForm.ReadPlanned(ref reader);
        instance.PlannedHandlers = isPlanned ? planned : null;
        IReadOnlyList<string> opened = reader.Texts();
        instance.OpenedBy = opened.Count == 0 ? null : [.. opened.Select(instance.Definition.Process.Flow)];
        for (int parts = reader.Count(); parts > 0; parts--)
        {
            (instance.OccurredParts ??= new(StringComparer.Ordinal)).Add(reader.Text(), reader.Variables());
        }
    }

    private static void WriteWork(JournalWriter writer, ElementInstance instance)
    {
        writer.Bool(instance.Job is not null);
        if (instance.Job is { } job)
        {
            writer.Key(job.Key);
            writer.Byte((byte)job.Kind);
            writer.Text(job.Type);
            writer.Signed(job.Retries);
            writer.Byte((byte)job.ListenerEvent);
            writer.Count(job.ListenerIndex);
            writer.Signed(job.Priority);
            JobHeaders.Write(writer, job.OwnHeaders);
            writer.Byte((byte)job.State);
            writer.Time(job.RetryAt);
        }
        writer.Bool(instance.UserTask is not null);
        if (instance.UserTask is { } task)
        {
            writer.Key(task.Key);
            UserTaskDetailsForm.Write(writer, task.Details);
            writer.Text(task.Assignee);
            writer.Byte((byte)task.State);
            writer.Bool(task.Transition is not null);
            if (task.Transition is { } transition)
            {
                UserTaskTransitionForm.Write(writer, transition);
            }
        }
        writer.Count(instance.Incidents?.Count ?? 0);
        foreach (Incident incident in instance.Incidents ?? [])
        {
            writer.Key(incident.Key);
            writer.Bool(incident.Job is not null);
            writer.Byte((byte)incident.Type);
            writer.Text(incident.Message);
        }
    }

    private static void ReadWork(ref JournalReader reader, InstanceState state, ElementInstance instance)
    {
        if (reader.Bool())
        {
            state.Add(
                new Job(
                    reader.Key(),
                    instance,
                    (JobKind)reader.Byte(),
                    reader.Text(),
                    (int)reader.Signed(),
                    (ListenerEvent)reader.Byte(),
                    reader.Count()
                )
                {
                    Priority = (int)reader.Signed(),
                    OwnHeaders = JobHeaders.Read(ref reader),
                    State = (JobState)reader.Byte(),
                    RetryAt = reader.Time(),
                }
            );
        }
        if (reader.Bool())
        {
            state.Add(
                new UserTask(reader.Key(), instance, UserTaskDetailsForm.Read(ref reader))
                {
                    Assignee = reader.OptionalText(),
                    State = (UserTaskState)reader.Byte(),
                    Transition = reader.Bool() ? UserTaskTransitionForm.Read(ref reader) : null,
                }
            );
        }
        int incidents = reader.Count();
        for (int i = 0; i < incidents; i++)
        {
            long key = reader.Key();
            Job? job = reader.Bool() ? instance.Job : null;
            state.Add(new Incident(key, instance, job, (IncidentType)reader.Byte(), reader.Text()));
        }
    }

    private static void WriteWaits(JournalWriter writer, ElementInstance instance)
    {
        writer.Count(instance.Timers?.Count ?? 0);
        foreach (PendingTimer timer in instance.Timers ?? [])
        {
            writer.Key(timer.Key);
            writer.Text(timer.Target.Id);
            writer.Time(timer.Plan.DueAt);
            writer.Signed(timer.Plan.Repetitions);
            writer.Text(timer.Plan.Cycle);
        }
        writer.Count(instance.Messages?.Count ?? 0);
        foreach (MessageSubscription message in instance.Messages ?? [])
        {
            writer.Key(message.Key);
            writer.Text(message.Target.Id);
            writer.Text(message.MessageName);
            writer.Text(message.CorrelationKey);
        }
        writer.Count(instance.Signals?.Count ?? 0);
        foreach (SignalSubscription signal in instance.Signals ?? [])
        {
            writer.Key(signal.Key);
            writer.Text(signal.Target.Id);
            writer.Text(signal.SignalName);
        }
        writer.Count(instance.Conditions?.Count ?? 0);
        foreach (ConditionSubscription condition in instance.Conditions ?? [])
        {
            writer.Key(condition.Key);
            writer.Text(condition.Target.Id);
        }
    }

    private static void ReadWaits(ref JournalReader reader, InstanceState state, ElementInstance instance)
    {
        int timers = reader.Count();
        for (int i = 0; i < timers; i++)
        {
            long key = reader.Key();
            ExecutableElement target = instance.Target(reader.Text());
            var plan = new TimerPlan(reader.Time()!.Value, (int)reader.Signed(), reader.OptionalText());
            state.Add(new PendingTimer(key, instance, target, plan));
        }
        int messages = reader.Count();
        for (int i = 0; i < messages; i++)
        {
            long key = reader.Key();
            ExecutableElement target = instance.Target(reader.Text());
            state.Add(new MessageSubscription(key, instance, target, reader.Text(), reader.Text()));
        }
        int signals = reader.Count();
        for (int i = 0; i < signals; i++)
        {
            long key = reader.Key();
            ExecutableElement target = instance.Target(reader.Text());
            state.Add(new SignalSubscription(key, instance, target, reader.Text()));
        }
        int conditions = reader.Count();
        for (int i = 0; i < conditions; i++)
        {
            state.Add(new ConditionSubscription(reader.Key(), instance, instance.Target(reader.Text())));
        }
    }
}
