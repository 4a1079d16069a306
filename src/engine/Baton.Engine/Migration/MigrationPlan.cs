using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Deployments;
using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.SubProcesses;
using Baton.Engine.Timers;
using Baton.Engine.Transactions;

namespace Baton.Engine.Migration;

/// <summary>Whether and how everything active in a process instance can stand in another definition.</summary>
internal sealed class MigrationPlan
{
    private readonly ElementInstance _instance;
    private readonly IReadOnlyList<ElementMapping> _mappings;
    private readonly List<ElementInstance> _active = [];
    private readonly HashSet<string> _mappingTargets;
    private MigrationMap _map = null!;

    public MigrationPlan(ElementInstance instance, DeployedProcess target, IReadOnlyList<ElementMapping> mappings)
    {
        _instance = instance;
        _mappings = mappings;
        Target = target;
        _mappingTargets = mappings.Select(each => each.TargetElementId).ToHashSet(StringComparer.Ordinal);
        Gather(instance);
    }

    public DeployedProcess Target { get; }

    /// <summary>Whether something begins to wait in the target that does not wait now.</summary>
    public bool OpensWaits => _active.Exists(each => NewEvents(each, _map.Element(each.Element)!).Length > 0);

    public Rejection? Check()
    {
        if (CheckMappings() is { } wrong)
        {
            return wrong;
        }
        _map = new MigrationMap(_mappings, Target.Process);
        foreach (ElementInstance active in _active)
        {
            if ((CheckElement(active) ?? CheckTokens(active) ?? CheckWaits(active)) is { } rejection)
            {
                return rejection;
            }
        }
        return null;
    }

    /// <summary>The events by which waits end that have no place in the target.</summary>
    public IReadOnlyList<EngineEvent> Closings()
    {
        var closings = new List<EngineEvent>();
        foreach (ElementInstance owner in _active)
        {
            long process = _instance.Key;
            closings.AddRange(
                (owner.Timers ?? [])
                    .Where(each => IsDropped(owner, each.Target))
                    .Select(each => new TimerCanceled(process, each.Key, owner.Key))
            );
            closings.AddRange(
                (owner.Messages ?? [])
                    .Where(each => IsDropped(owner, each.Target))
                    .Select(each => new MessageSubscriptionClosed(process, each.Key, owner.Key))
            );
            closings.AddRange(
                (owner.Signals ?? [])
                    .Where(each => IsDropped(owner, each.Target))
                    .Select(each => new SignalSubscriptionClosed(process, each.Key, owner.Key))
            );
            closings.AddRange(
                (owner.Conditions ?? [])
                    .Where(each => IsDropped(owner, each.Target))
                    .Select(each => new ConditionSubscriptionClosed(process, each.Key, owner.Key))
            );
        }
        return closings;
    }

    /// <summary>What begins to wait, once the instance stands in the target.</summary>
    public IReadOnlyList<(ElementInstance Owner, ExecutableElement[] Events)> Openings() =>
        [.. _active.Select(each => (each, NewEvents(each, each.Element))).Where(each => each.Item2.Length > 0)];

    private void Gather(ElementInstance instance)
    {
        _active.Add(instance);
        foreach (ElementInstance child in instance.Inside.Where(each => !each.IsProcess))
        {
            Gather(child);
        }
    }

    private Rejection? CheckMappings()
    {
        var sources = new HashSet<string>(StringComparer.Ordinal);
        var catchers = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string source, string target) in _mappings.Select(each => (each.SourceElementId, each.TargetElementId)))
        {
            if (!sources.Add(source))
            {
                return Invalid($"element '{source}' is mapped twice. Map it once");
            }
            ExecutableProcess current = _instance.Definition.Process;
            if (current.Element(source) is null && current.FindFlow(source) is null)
            {
                return Invalid($"its process '{_instance.Definition.ProcessId}' has no element '{source}'");
            }
            if (Target.Process.Element(target) is null && Target.Process.FindFlow(target) is null)
            {
                return Invalid($"the target process '{Target.ProcessId}' has no element '{target}'");
            }
            bool isCatcher = Target.Process.Element(target) is { Type: ElementType.BoundaryEvent or ElementType.StartEvent };
            if (isCatcher && !catchers.Add(target))
            {
                return Impossible($"two events are mapped to '{target}'. Map one of them");
            }
        }
        return null;
    }

    /// <summary>The event that started the instance has yet to run, for those who listen to what comes before it.</summary>
    private Rejection? CheckStart(ElementInstance active)
    {
        if (active.PendingEvent is not { Catcher: var start })
        {
            return null;
        }
        ExecutableElement? target = _map.Completed(start);
        return target?.Type == start.Type && (target.StartGateway is null) == (start.StartGateway is null)
            ? null
            : Impossible($"its start event '{start.Id}', which has yet to run, is not mapped");
    }

    /// <summary>A gateway that starts instances waits for nothing: its event has occurred and runs behind it.</summary>
    private Rejection? CheckGateway(ElementInstance active, ExecutableElement target)
    {
        if (active is { Element.Type: ElementType.EventBasedGateway, PendingEvent.Catcher: var occurred })
        {
            return ReferenceEquals(_map.Completed(occurred)?.StartGateway, target)
                ? null
                : Impossible($"the event '{occurred.Id}', which has yet to run, is not mapped to an event behind '{target.Id}'");
        }
        return target.StartsInstances ? Impossible($"'{target.Id}' starts instances and waits for nothing in them") : null;
    }

    private Rejection? CheckElement(ElementInstance active)
    {
        ExecutableElement source = active.Element;
        if (active.State == ElementState.Terminating)
        {
            return Impossible($"'{source.Id}' ({active.Key}) is being cut off. Wait until that is done");
        }
        if (active.IsProcess)
        {
            return CheckStart(active);
        }
        if (_map.Element(source) is not { } target)
        {
            return _map.TargetId(source.Id) is null
                ? Impossible($"its active element '{source.Id}' is not mapped. Map every active element")
                : Impossible($"'{source.Id}' is mapped to an element of another kind");
        }
        if (target.Type != source.Type)
        {
            return Impossible(
                $"'{source.Id}' ({source.Type.RestName()}) is mapped to '{target.Id}' ({target.Type.RestName()}). Map it to an element of the same type"
            );
        }
        if (target.Type == ElementType.UserTask && target.Job is null != source.Job is null)
        {
            return Impossible(
                $"one of '{source.Id}' and '{target.Id}' is a job for an outside task list, the other is managed by the engine (zeebe:userTask)"
            );
        }
        if (target.Trigger != source.Trigger && target.Type is ElementType.IntermediateCatchEvent or ElementType.EventSubProcess)
        {
            return Impossible($"'{source.Id}' waits for another kind of event than '{target.Id}'");
        }
        if (CheckGateway(active, target) is { } refused)
        {
            return refused;
        }
        if (target.Parts.Length != source.Parts.Length)
        {
            return Impossible($"'{source.Id}' and '{target.Id}' wait for different numbers of events");
        }
        if (target.Loop?.IsSequential != source.Loop?.IsSequential)
        {
            return Impossible($"one of '{source.Id}' and '{target.Id}' repeats in parallel, the other one after the other");
        }
        // A compensation handler runs beside the event that compensates, not in the scope that it stands in.
        ExecutableElement? place = ReferenceEquals(source.Parent, active.Scope!.Element)
            ? _map.Element(active.Scope.Element)
            : _map.Completed(source.Parent!);
        return ReferenceEquals(target.Parent, place)
            ? null
            : Impossible($"'{target.Id}' stands in another scope than '{source.Id}'. Elements keep their scope");
    }

    /// <summary>A token waits on the flow, or a complex gateway remembers that one came by it.</summary>
    private static bool IsKept(ElementInstance scope, ExecutableFlow flow) =>
        scope.TokensOn(flow) > 0 || scope.OpenedBy?.Contains(flow) == true;

    private Rejection? CheckTokens(ElementInstance active)
    {
        foreach (ExecutableFlow flow in _instance.Definition.Process.Flows.Where(each => IsKept(active, each)))
        {
            if (_map.TargetId(flow.Target.Id) is not { } gateway)
            {
                return Impossible($"gateway '{flow.Target.Id}', at which a token waits, is not mapped");
            }
            if (_map.Flow(flow) is not { } target || target.Target.Id != gateway)
            {
                return Impossible(
                    $"the sequence flow '{flow.Id}', on which a token waits, is not mapped to a flow into '{gateway}'. Map it to one"
                );
            }
            if (target.Target.Type != flow.Target.Type || target.Target.Incoming.Length < flow.Target.Incoming.Length)
            {
                return Impossible($"gateway '{gateway}' is of another type than '{flow.Target.Id}' or has fewer incoming flows");
            }
        }
        return null;
    }

    private Rejection? CheckWaits(ElementInstance owner)
    {
        ExecutableElement place = _map.Element(owner.Element)!;
        foreach (ExecutableElement source in WaitingEvents(owner.Element).Where(each => _map.TargetId(each.Id) is not null))
        {
            if (
                _map.Element(source) is not { } target
                || target.Type != source.Type
                || target.Trigger != source.Trigger
                || target.Parts.Length != source.Parts.Length
            )
            {
                return Impossible($"event '{source.Id}' is mapped to an event of another kind");
            }
            if (!WaitingEvents(place).Contains(target))
            {
                return Impossible(
                    $"event '{source.Id}' belongs to '{owner.Element.Id}', but '{target.Id}' does not belong to '{place.Id}'"
                );
            }
        }
        return null;
    }

    private bool IsDropped(ElementInstance owner, ExecutableElement waited) =>
        !ReferenceEquals(waited.PartOf ?? waited, owner.Element) && _map.TargetId((waited.PartOf ?? waited).Id) is null;

    private ExecutableElement[] NewEvents(ElementInstance owner, ExecutableElement place)
    {
        if (owner.State == ElementState.Activating)
        {
            return [];
        }
        bool isEnding = EventSubProcesses.Interrupted(owner) || owner.Inside.Any(each => CancelEndBehavior.IsCancelEnd(each.Element));
        bool opensEventSubProcesses = !isEnding && owner.State == ElementState.Activated;
        return
        [
            .. WaitingEvents(place)
                .Where(each => !_mappingTargets.Contains(each.Id))
                .Where(each => each.Type != ElementType.StartEvent || opensEventSubProcesses)
                .Where(IsWaitedFor),
        ];
    }

    /// <summary>What waits beside an element, in it, or behind it where it is an event-based gateway.</summary>
    private static IEnumerable<ExecutableElement> WaitingEvents(ExecutableElement element) =>
        element.Type == ElementType.EventBasedGateway
            ? element.Outgoing.Select(flow => flow.Target)
            : element.BoundaryEvents.Concat(element.EventSubProcesses.Select(each => each.EventStart!));

    private static bool IsWaitedFor(ExecutableElement element) =>
        element.Trigger
            is EventTrigger.Timer
                or EventTrigger.Message
                or EventTrigger.Signal
                or EventTrigger.Condition
                or EventTrigger.Multiple;

    private Rejection Invalid(string reason) => new(RejectionKind.InvalidArgument, Reason(reason));

    private Rejection Impossible(string reason) => new(RejectionKind.InvalidState, Reason(reason));

    private string Reason(string reason) =>
        $"Expected to migrate process instance {_instance.Key} to definition {Target.Key} of process '{Target.ProcessId}', but {reason}.";
}
