using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Feel;

namespace Baton.Engine.Migration;

/// <summary>A process instance goes on by another definition; everything that is active in it stands somewhere in that one.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="DefinitionKey">The definition.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="ProcessVersion">Its version.</param>
/// <param name="Mappings">What took the place of what.</param>
public sealed record InstanceMigrated(
    long ProcessInstanceKey,
    long DefinitionKey,
    string ProcessId,
    int ProcessVersion,
    IReadOnlyList<ElementMapping> Mappings
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.InstanceMigrated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        DeployedProcess definition =
            catalog.Process(DefinitionKey)
            ?? throw new InvalidOperationException(
                $"Definition {DefinitionKey} of process instance {ProcessInstanceKey} is not in the catalog."
            );
        var map = new MigrationMap(Mappings, definition.Process);
        Move(state, state.Require(ProcessInstanceKey), definition, map);
        if (ProcessInstanceKey == state.RootInstanceKey)
        {
            state.TerminateAfter = [.. state.TerminateAfter.Select(id => map.TargetId(id) ?? id)];
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(DefinitionKey);
        writer.Text(ProcessId);
        writer.Signed(ProcessVersion);
        writer.Count(Mappings.Count);
        foreach (ElementMapping mapping in Mappings)
        {
            writer.Text(mapping.SourceElementId);
            writer.Text(mapping.TargetElementId);
        }
    }

    internal static InstanceMigrated Read(long instance, int version, ref JournalReader reader)
    {
        long definition = reader.Key();
        string processId = reader.Text();
        int processVersion = (int)reader.Signed();
        var mappings = new ElementMapping[reader.Count()];
        for (int i = 0; i < mappings.Length; i++)
        {
            mappings[i] = new ElementMapping(reader.Text(), reader.Text());
        }
        return new InstanceMigrated(instance, definition, processId, processVersion, mappings);
    }

    private static void Move(InstanceState state, ElementInstance instance, DeployedProcess definition, MigrationMap map)
    {
        ExecutableElement source = instance.Element;
        ExecutableProcess before = instance.Definition.Process;
        MoveTokens(instance, definition, map);
        instance.Migrate(map.Element(source)!, definition);
        MoveWaits(state, instance, source, map);
        MoveParts(instance, source, before, map);
        MoveHandlers(instance, before, map);
        instance.Compensable = Moved(instance.Compensable, map);
        if (instance.PendingEvent is { } pending)
        {
            instance.PendingEvent = pending with { Catcher = Catcher(instance, source, pending.Catcher, map) };
        }
        foreach (ElementInstance child in instance.Inside.Where(each => !each.IsProcess))
        {
            Move(state, child, definition, map);
        }
    }

    private static void MoveTokens(ElementInstance instance, DeployedProcess definition, MigrationMap map)
    {
        (ExecutableFlow Flow, int Count)[] tokens =
        [
            .. instance
                .Definition.Process.Flows.Select(flow => (flow, instance.TokensOn(flow)))
                .Where(each => each.Item2 > 0)
                .Select(each => (map.Flow(each.flow)!, each.Item2)),
        ];
        instance.DiscardTokens();
        instance.OpenedBy = instance.OpenedBy is { Count: > 0 } opened ? [.. opened.Select(map.Flow).OfType<ExecutableFlow>()] : null;
        foreach ((ExecutableFlow flow, int count) in tokens)
        {
            for (int i = 0; i < count; i++)
            {
                instance.AddToken(flow, definition.Process);
            }
        }
    }

    private static void MoveWaits(InstanceState state, ElementInstance owner, ExecutableElement source, MigrationMap map)
    {
        foreach (PendingTimer timer in owner.Timers?.ToArray() ?? [])
        {
            state.Remove(timer);
            state.Add(timer with { Target = Target(owner, source, timer.Target, map)! });
        }
        foreach (MessageSubscription message in owner.Messages?.ToArray() ?? [])
        {
            state.Remove(message);
            state.Add(message with { Target = Target(owner, source, message.Target, map)! });
        }
        foreach (SignalSubscription signal in owner.Signals?.ToArray() ?? [])
        {
            state.Remove(signal);
            state.Add(signal with { Target = Target(owner, source, signal.Target, map)! });
        }
        foreach (ConditionSubscription condition in owner.Conditions?.ToArray() ?? [])
        {
            state.Remove(condition);
            state.Add(condition with { Target = Target(owner, source, condition.Target, map)! });
        }
    }

    /// <summary>What an instance waits for in the target: its own event, a part of that, or an event beside it.</summary>
    private static ExecutableElement? Target(ElementInstance owner, ExecutableElement source, ExecutableElement before, MigrationMap map)
    {
        if (!ReferenceEquals(before.PartOf ?? before, source))
        {
            return map.Element(before);
        }
        return before.PartOf is null ? owner.Element : owner.Element.Parts[Array.IndexOf(source.Parts, before)];
    }

    /// <summary>The event that is to run: itself, the start event of an event sub-process, or of the process.</summary>
    private static ExecutableElement Catcher(ElementInstance owner, ExecutableElement source, ExecutableElement before, MigrationMap map)
    {
        if (ReferenceEquals(before, source))
        {
            return owner.Element;
        }
        return ReferenceEquals(before, source.EventStart) ? owner.Element.EventStart! : map.Completed(before)!;
    }

    private static void MoveParts(ElementInstance owner, ExecutableElement source, ExecutableProcess before, MigrationMap map)
    {
        if (owner.OccurredParts is not { Count: > 0 } occurred)
        {
            return;
        }
        owner.OccurredParts = new Dictionary<string, FeelContext>(StringComparer.Ordinal);
        foreach ((string part, FeelContext payload) in occurred)
        {
            if (Target(owner, source, before.Element(part)!, map) is { } target)
            {
                owner.OccurredParts[target.Id] = payload;
            }
        }
    }

    private static void MoveHandlers(ElementInstance thrower, ExecutableProcess before, MigrationMap map)
    {
        if (thrower.PlannedHandlers is not { } planned)
        {
            return;
        }
        thrower.PlannedHandlers =
        [
            .. planned.SelectMany(handler =>
            {
                ExecutableElement leading = before.Element(handler.ElementId)!;
                ExecutableElement? target = leading.AttachedTo is { } activity
                    ? map.Completed(activity)?.Compensation
                    : map.Completed(leading);
                return target is null ? (PlannedHandler[])[] : [handler with { ElementId = target.Id }];
            }),
        ];
    }

    /// <summary>What has no place in the target cannot be compensated any more.</summary>
    private static List<CompensableActivity>? Moved(IReadOnlyList<CompensableActivity>? activities, MigrationMap map)
    {
        var moved = new List<CompensableActivity>();
        foreach (CompensableActivity activity in activities ?? [])
        {
            if (map.Completed(activity.Activity) is { } element)
            {
                moved.Add(activity with { Activity = element, Inner = Moved(activity.Inner, map) ?? [] });
            }
        }
        return moved.Count == 0 ? null : moved;
    }
}
