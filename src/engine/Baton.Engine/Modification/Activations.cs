using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;

namespace Baton.Engine.Modification;

/// <summary>
/// Begins elements out of the order of the flow. Scopes around them that do not run are entered, once for all elements of a command; their
/// event subscriptions open, their start events do not run.
/// </summary>
internal sealed class Activations(Execution execution, ElementInstance instance)
{
    private readonly List<ElementInstance> _begun = [];
    private readonly Dictionary<(ExecutableElement, long), ElementInstance> _entered = [];

    /// <summary>Begins an element without running it yet.</summary>
    public Rejection? Begin(ElementActivation activation)
    {
        if (instance.Definition.Process.Element(activation.ElementId) is not { } element)
        {
            return Invalid(activation, $"process '{instance.Definition.ProcessId}' has no such element");
        }
        if (WhyNot(element) is { } reason)
        {
            return Invalid(activation, reason);
        }
        if (Ancestor(activation, element, out ElementInstance? ancestor) is { } unknown)
        {
            return unknown;
        }
        if (Scope(activation, element.Parent!, ancestor, out ElementInstance scope) is { } refused)
        {
            return refused;
        }
        if (scope.PendingEvent is { Catcher.Type: ElementType.EventSubProcess })
        {
            return Invalid(activation, $"'{scope.Element.Id}' around it is just being interrupted. Wait until that is done");
        }
        ElementInstance begun = execution.Begin(element, scope, null);
        _begun.Add(begun);
        return Write(activation, begun);
    }

    /// <summary>Runs what was begun and has not been cut off since.</summary>
    public void Run()
    {
        foreach (ElementInstance begun in _begun.Where(each => each.State == ElementState.Activating))
        {
            execution.RunActivation(begun);
        }
    }

    private static string? WhyNot(ExecutableElement element) =>
        element.Type switch
        {
            ElementType.Process => "it is the process itself",
            ElementType.StartEvent => "a start event begins with its scope only",
            ElementType.BoundaryEvent => "a boundary event begins with what it waits for only",
            ElementType.EventBasedGateway when element.StartsInstances => "it begins with the event that starts an instance only",
            _ when element.Incoming.Any(flow => flow.Source.Type == ElementType.EventBasedGateway) =>
                "it stands behind an event-based gateway; activate the gateway instead",
            _ => null,
        };

    private Rejection? Ancestor(ElementActivation activation, ExecutableElement element, out ElementInstance? ancestor)
    {
        ancestor = null;
        if (activation.AncestorKey is not { } key)
        {
            return null;
        }
        ancestor = execution.State.ElementInstance(key);
        if (ancestor is not { State: ElementState.Activated } || !ReferenceEquals(ancestor.ProcessInstance, instance))
        {
            return Invalid(activation, $"its ancestor {key} is not active in process instance {instance.Key}");
        }
        for (ExecutableElement? around = element.Parent; around is not null; around = around.Parent)
        {
            if (ReferenceEquals(around, ancestor.Element))
            {
                return null;
            }
        }
        return Invalid(activation, $"its ancestor {key} ('{ancestor.Element.Id}') is no scope around it");
    }

    /// <summary>The running instance of a scope, or a new one in the scope around it.</summary>
    private Rejection? Scope(ElementActivation activation, ExecutableElement element, ElementInstance? ancestor, out ElementInstance scope)
    {
        scope = instance;
        if (ancestor is not null ? ReferenceEquals(ancestor.Element, element) : element.Type == ElementType.Process)
        {
            scope = ancestor ?? instance;
            return null;
        }
        if (ancestor is null)
        {
            ElementInstance[] running = Running(element);
            if (running.Length > 1)
            {
                return Invalid(
                    activation,
                    $"'{element.Id}' around it is active {running.Length} times; say which one by the key of an ancestor"
                );
            }
            if (running.Length == 1)
            {
                scope = running[0];
                return null;
            }
        }
        if (
            element.Type
                is not (
                    ElementType.SubProcess
                    or ElementType.EventSubProcess
                    or ElementType.AdHocSubProcess
                    or ElementType.AdHocSubProcessInnerInstance
                )
            || element.Parent!.Type == ElementType.MultiInstanceBody
        )
        {
            return Invalid(
                activation,
                $"it is in '{element.Id}', of which no new instance can be begun here; name a running one as ancestor"
            );
        }
        return Scope(activation, element.Parent, ancestor, out ElementInstance around) ?? Enter(activation, element, around, out scope);
    }

    private Rejection? Enter(ElementActivation activation, ExecutableElement element, ElementInstance around, out ElementInstance scope)
    {
        if (_entered.TryGetValue((element, around.Key), out scope!))
        {
            return null;
        }
        scope = execution.Begin(element, around, null);
        _entered.Add((element, around.Key), scope);
        Failure? failure = InputMappings.Run(execution, scope) ?? execution.EnterActivated(scope);
        return failure is null ? null : Invalid(activation, $"'{element.Id}' around it could not be entered: {failure.Message}");
    }

    private ElementInstance[] Running(ExecutableElement element) =>
        [
            .. execution.State.ElementInstances.Where(each =>
                ReferenceEquals(each.Element, element)
                && ReferenceEquals(each.ProcessInstance, instance)
                && each.State == ElementState.Activated
            ),
        ];

    private Rejection? Write(ElementActivation activation, ElementInstance begun)
    {
        foreach (ScopedVariables variables in activation.Variables)
        {
            ElementInstance? scope = string.IsNullOrEmpty(variables.ScopeId) ? instance : begun;
            while (
                scope is not null
                && !string.IsNullOrEmpty(variables.ScopeId)
                && !string.Equals(scope.Element.Id, variables.ScopeId, StringComparison.Ordinal)
            )
            {
                scope = scope.IsProcess ? null : scope.Scope;
            }
            if (scope is null)
            {
                return Invalid(activation, $"'{variables.ScopeId}', for which variables are given, is neither it nor a scope around it");
            }
            VariableWrites.Local(execution, scope, variables.Values);
        }
        return null;
    }

    private static Rejection Invalid(ElementActivation activation, string reason) =>
        new(RejectionKind.InvalidArgument, $"Expected to activate element '{activation.ElementId}', but {reason}.");
}
