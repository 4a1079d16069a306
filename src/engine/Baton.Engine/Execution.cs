using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Events;
using Baton.Engine.Gateways;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Listeners;
using Baton.Engine.MultiInstance;
using Baton.Engine.SubProcesses;
using Baton.Engine.Tasks;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine;

/// <summary>
/// The work of one command: emits events, applies each at once, and runs the instance to its next wait states. The life cycle of elements
/// (ACTIVATING, ACTIVATED, COMPLETING, COMPLETED; TERMINATING, TERMINATED) is here; what differs between elements is in their behaviours.
/// </summary>
internal sealed class Execution
{
    private readonly List<EngineEvent> _events = new(32);
    private readonly WorkQueue _queue = new();
    private readonly Stack<ElementInstance> _terminations = new();
    private List<DecisionAsked>? _asked;
    private HashSet<Variable>? _collected;
    private int _activations;

    public Execution(InstanceState state, in EngineContext context)
    {
        State = state;
        Context = context;
        Feel = new ExpressionScope(context);
        Conditions = new ConditionWatch(this);
    }

    public InstanceState State { get; }

    public EngineContext Context { get; }

    public ExpressionScope Feel { get; }

    public ConditionWatch Conditions { get; }

    public List<EngineEvent> Events => _events;

    public IReadOnlyList<DecisionAsked> Asked => _asked ?? [];

    public IReadOnlyCollection<Variable> Collected => _collected ?? [];

    public long NextKey() => Context.Keys.Next();

    public void Emit(EngineEvent @event)
    {
        _events.Add(@event);
        ProcessEngine.Apply(State, @event, Context.Catalog);
    }

    /// <summary>Notes how a decision was evaluated, beside the events.</summary>
    public void Note(DecisionAsked asked) => (_asked ??= []).Add(asked);

    /// <summary>Notes an output collection that got results.</summary>
    public void Note(Variable collection) => (_collected ??= new(ReferenceEqualityComparer.Instance)).Add(collection);

    /// <summary>Runs until everything waits or has ended. Ending comes before going on, and conditions that came true before the next step.</summary>
    public void Run()
    {
        while (true)
        {
            if (_terminations.TryPop(out ElementInstance? ending))
            {
                Terminate(ending);
            }
            else if (Conditions.HasWork)
            {
                Conditions.Look();
            }
            else if (_queue.TryTake(out WorkItem item))
            {
                Step(item);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A new instance in ACTIVATING.</summary>
    public ElementInstance Begin(ExecutableElement element, ElementInstance scope, ExecutableFlow? flow)
    {
        long key = NextKey();
        Emit(new ElementActivating(scope.ProcessInstance.Key, key, element.Id, element.Type, scope.Key, flow?.Id));
        return State.Require(key);
    }

    /// <summary>Takes an instance from ACTIVATING on; also when its incident is resolved.</summary>
    public void RunActivation(ElementInstance instance)
    {
        if (++_activations > Context.Limits.MaxActivationsPerCommand)
        {
            Raise(
                instance,
                new Failure(
                    IncidentType.LoopDetected,
                    $"One command activated {Context.Limits.MaxActivationsPerCommand} elements without coming to rest. "
                        + "If the model loops without waiting, give it a wait or an exit; resolve this incident to let it go on."
                )
            );
            return;
        }
        if (instance.Element.Mappings.Inputs.Length > 0 && InputMappings.Run(this, instance) is { } failure)
        {
            Raise(instance, failure);
            return;
        }
        RunStartListeners(instance);
    }

    /// <summary>Asks what listens to the beginning; when all were asked, the element does what it is there for.</summary>
    public void RunStartListeners(ElementInstance instance)
    {
        ExecutableElement element = instance.Element;
        ListenerEvent first = element.Type == ElementType.MultiInstanceBody ? ListenerEvent.BeforeAll : ListenerEvent.Start;
        if (ListenerJobs.AskNext(this, instance, first))
        {
            return;
        }
        if (ReferenceEquals(instance.PendingEvent?.Catcher, element))
        {
            FeelContext payload = instance.PendingEvent.Payload;
            Activated(instance);
            Complete(instance, payload);
        }
        else if (element.Behavior.Activate(this, instance) is { } failure)
        {
            Raise(instance, failure);
        }
    }

    /// <summary>Opens what waits beside the instance and makes it ACTIVATED.</summary>
    public Failure? EnterActivated(ElementInstance instance)
    {
        if (instance.Element.DataVariables.Length > 0 && DataVariables.Create(this, instance) is { } broken)
        {
            return broken;
        }
        if (Waits.OpenBeside(this, instance) is { } failure)
        {
            return failure;
        }
        Activated(instance);
        return null;
    }

    public void Activated(ElementInstance instance) =>
        Emit(new ElementActivated(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));

    /// <summary>The work of an ACTIVATED instance is done.</summary>
    public void Complete(ElementInstance instance) => Complete(instance, FeelContext.Empty);

    /// <summary>The work is done and gave variables: local where output mappings pick from them, else they go up the scopes.</summary>
    public void Complete(ElementInstance instance, FeelContext result)
    {
        Emit(new ElementCompleting(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));
        if (result.Count > 0)
        {
            if (instance.Element.Mappings.Outputs.Length > 0)
            {
                VariableWrites.Local(this, instance, result);
            }
            else
            {
                VariableWrites.Propagate(this, instance, result);
            }
        }
        RunCompletion(instance);
    }

    /// <summary>Takes an instance from COMPLETING on; also when its incident is resolved.</summary>
    public void RunCompletion(ElementInstance instance)
    {
        ExecutableElement element = instance.Element;
        Failure? failure = element.Behavior.Complete(this, instance);
        if (failure is null && element.Mappings.Outputs.Length > 0)
        {
            failure = OutputMappings.Run(this, instance);
        }
        if (failure is not null)
        {
            RaiseAtEnd(instance, failure);
            return;
        }
        RunEndListeners(instance);
    }

    /// <summary>Asks what listens to the end; when all were asked, the element is left.</summary>
    public void RunEndListeners(ElementInstance instance)
    {
        if (instance.Element.Type != ElementType.MultiInstanceBody && ListenerJobs.AskNext(this, instance, ListenerEvent.End))
        {
            Waits.CloseEventSubProcesses(this, instance);
            return;
        }
        Leave(instance);
    }

    /// <summary>Nothing may begin any more in a scope that has done its work but cannot be left yet.</summary>
    private void RaiseAtEnd(ElementInstance instance, Failure failure)
    {
        Waits.CloseEventSubProcesses(this, instance);
        Raise(instance, failure);
    }

    private void Leave(ElementInstance instance)
    {
        Failure? failure = null;
        bool isEnough = false;
        bool isIteration = instance.Scope?.Loop is not null;
        if (isIteration)
        {
            failure = LoopBodyBehavior.Collect(this, instance) ?? LoopBodyBehavior.IsEnough(this, instance, out isEnough);
        }
        if (failure is not null)
        {
            RaiseAtEnd(instance, failure);
            return;
        }
        if (isEnough)
        {
            Emit(new LoopEnded(instance.ProcessInstance.Key, instance.Scope!.Key));
        }
        Finish(instance);
        if (isEnough)
        {
            TerminateChildren(instance.Scope!, null);
        }
        instance.Element.Behavior.Completed(this, instance);
    }

    /// <summary>From the last step of COMPLETING to COMPLETED, without saying where the token goes.</summary>
    public void Finish(ElementInstance instance)
    {
        if (instance.HasOpenSubscriptions)
        {
            Waits.Close(this, instance);
        }
        if (!instance.IsProcess && IsCompensable(instance))
        {
            Emit(new CompensationStored(instance.ProcessInstance.Key, NextKey(), instance.Key));
        }
        Emit(new ElementCompleted(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));
    }

    private static bool IsCompensable(ElementInstance instance) =>
        instance.Element.Compensation is not null
        || instance.Compensable is { Count: > 0 }
        || CompensationRun.CompensationEventSubProcess(instance.Element) is not null;

    /// <summary>An event element whose event has already occurred: runs through its whole life at once.</summary>
    public void ActivateTriggered(ExecutableElement element, ElementInstance scope, ExecutableFlow? flow, FeelContext payload)
    {
        ElementInstance instance = Begin(element, scope, flow);
        if (element.Listeners.For(ListenerEvent.Start).Length > 0)
        {
            Emit(new EventTriggered(instance.ProcessInstance.Key, instance.Key, element.Id, payload));
            RunStartListeners(instance);
            return;
        }
        Activated(instance);
        Complete(instance, payload);
    }

    public void TakeAll(ElementInstance instance)
    {
        foreach (ExecutableFlow flow in instance.Element.Outgoing)
        {
            Take(flow, instance.Scope!);
        }
    }

    public void Take(ExecutableFlow flow, ElementInstance scope)
    {
        Emit(new SequenceFlowTaken(scope.ProcessInstance.Key, scope.Key, flow.Id));
        _queue.AddActivation(scope, flow);
    }

    /// <summary>Queues the element at the end of a flow whose token already lies there.</summary>
    public void Reconsider(ExecutableFlow flow, ElementInstance scope) => _queue.AddActivation(scope, flow);

    /// <summary>Tells the scope that an instance inside has ended.</summary>
    public void ChildLeft(ElementInstance child)
    {
        ElementInstance scope = child.Scope!;
        EndAfter(child);
        if (scope.State == ElementState.Terminating)
        {
            if (scope.ChildCount == 0)
            {
                FinishTermination(scope);
            }
            return;
        }
        if (scope.PendingEvent is { Catcher.Type: ElementType.EventSubProcess } pending)
        {
            if (scope.ChildCount == 0)
            {
                EventSubProcesses.Start(this, pending.Catcher, scope, pending.Payload);
            }
            return;
        }
        if (child.Compensates is { OpenHandlers: 0, State: ElementState.Activated } thrower && HasGoneItsWay(child))
        {
            if (!CompensationRun.Next(this, thrower))
            {
                Complete(thrower);
            }
        }
        if (scope.Element.InclusiveJoins.Length > 0 && (scope.TokenCount > 0 || scope.OpenedBy is { Count: > 0 }))
        {
            InclusiveJoin.Reconsider(this, scope);
        }
        scope.Element.Behavior.ChildLeft(this, scope, child);
    }

    /// <summary>Cuts the whole instance off where it was created to end after this element.</summary>
    public void EndAfter(ElementInstance ended)
    {
        if (State.TerminateAfter.Count > 0 && IsLast(ended))
        {
            QueueTermination(State.Root!);
        }
    }

    private bool IsLast(ElementInstance ended) =>
        ReferenceEquals(ended.ProcessInstance, State.Root)
        && State.TerminateAfter.Contains(ended.Element.Id, StringComparer.Ordinal)
        && ReferenceEquals(ended.Definition.Process.Element(ended.Element.Id), ended.Element);

    /// <summary>It completed or its own boundary event took over; it was not cut off together with others.</summary>
    private static bool HasGoneItsWay(ElementInstance instance) =>
        instance.State == ElementState.Completed || instance.PendingEvent is { Catcher.Type: ElementType.BoundaryEvent };

    public void CompleteIfEmpty(ElementInstance scope)
    {
        if (scope.ChildCount == 0 && scope.TokenCount == 0 && scope.State == ElementState.Activated)
        {
            _queue.AddCompletion(scope);
        }
    }

    /// <summary>Cuts an instance off with everything in it; in the queue, before anything goes on.</summary>
    public void QueueTermination(ElementInstance instance) => _terminations.Push(instance);

    public void TerminateChildren(ElementInstance scope, ElementInstance? except)
    {
        // From the last to the first, so that the stack ends the first one first.
        for (ElementInstance? child = scope.LastChild; child is not null; child = child.PreviousSibling)
        {
            if (!ReferenceEquals(child, except))
            {
                _terminations.Push(child);
            }
        }
    }

    /// <summary>Tokens of the scope vanish, those on their way included.</summary>
    public void DiscardTokens(ElementInstance scope)
    {
        _queue.DropActivations(scope);
        if (scope.TokenCount > 0)
        {
            Emit(new TokensDiscarded(scope.ProcessInstance.Key, scope.Key));
        }
    }

    public void Raise(ElementInstance instance, Failure failure) =>
        Emit(
            new IncidentRaised(
                instance.ProcessInstance.Key,
                NextKey(),
                instance.Key,
                instance.Element.Id,
                null,
                failure.Type,
                failure.Message
            )
        );

    private void Step(in WorkItem item)
    {
        if (item.Scope is not { State: ElementState.Activated } scope)
        {
            return;
        }
        if (item.Flow is { } flow)
        {
            ExecutableElement element = flow.Target;
            if (element.Behavior.MayActivate(this, scope, element))
            {
                FeelContext locals = element.Behavior.Locals(scope, element);
                ElementInstance begun = Begin(element, scope, flow);
                VariableWrites.Local(this, begun, locals);
                RunActivation(begun);
            }
        }
        else if (scope.ChildCount == 0 && scope.TokenCount == 0)
        {
            scope.Element.Behavior.Emptied(this, scope);
        }
    }

    private void Terminate(ElementInstance instance)
    {
        if (instance.State is ElementState.Completed or ElementState.Terminated)
        {
            return;
        }
        if (instance.State == ElementState.Terminating)
        {
            DiscardEvent(instance);
            return;
        }
        Emit(new ElementTerminating(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));
        Waits.CancelWork(this, instance);
        if (instance.ChildCount == 0)
        {
            FinishTermination(instance);
        }
        else
        {
            TerminateChildren(instance, null);
        }
    }

    /// <summary>What is being cut off by its boundary event is cut off by something else now: the boundary event does not run.</summary>
    private void DiscardEvent(ElementInstance instance)
    {
        if (instance.PendingEvent is { Catcher.Type: ElementType.BoundaryEvent })
        {
            Emit(new EventDiscarded(instance.ProcessInstance.Key, instance.Key));
        }
    }

    /// <summary>Nothing is left inside: whoever listens to the end by force is asked.</summary>
    private void FinishTermination(ElementInstance instance)
    {
        if (instance.UserTask is { } task)
        {
            TaskTransitions.Begin(this, task, TaskTransitions.Of(task, UserTaskState.Canceling));
        }
        else
        {
            RunCancelListeners(instance);
        }
    }

    /// <summary>Asks what listens to being cut off; when all were asked, the instance is gone.</summary>
    public void RunCancelListeners(ElementInstance instance)
    {
        if (instance.Element.Type != ElementType.MultiInstanceBody && ListenerJobs.AskNext(this, instance, ListenerEvent.Cancel))
        {
            return;
        }
        PendingEvent? pending = instance.PendingEvent;
        Emit(new ElementTerminated(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));
        if (instance.Scope is null)
        {
            return;
        }
        if (pending is { Catcher.Type: ElementType.BoundaryEvent } && instance.Scope.State == ElementState.Activated)
        {
            ActivateTriggered(pending.Catcher, instance.Scope, null, pending.Payload);
        }
        ChildLeft(instance);
    }
}
