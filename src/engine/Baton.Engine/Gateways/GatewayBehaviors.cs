using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Gateways;

/// <summary>Takes the first flow in document order whose condition holds, else the default flow.</summary>
internal sealed class ExclusiveGatewayBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (Conditions.First(execution, instance, out ExecutableFlow? chosen) is { } failure)
        {
            return failure;
        }
        ElementInstance scope = instance.Scope!;
        execution.Activated(instance);
        execution.Emit(new ElementCompleting(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));
        execution.Finish(instance);
        if (chosen is not null)
        {
            execution.Take(chosen, scope);
        }
        execution.ChildLeft(instance);
        return null;
    }
}

/// <summary>Waits for a token on every incoming flow and then takes every outgoing one.</summary>
internal sealed class ParallelGatewayBehavior : ElementBehavior
{
    public override bool MayActivate(Execution execution, ElementInstance scope, ExecutableElement element)
    {
        if (!element.IsJoin)
        {
            return true;
        }
        foreach (ExecutableFlow flow in element.Incoming)
        {
            if (scope.TokensOn(flow) == 0)
            {
                return false;
            }
        }
        return true;
    }

    public override void ConsumeTokens(ElementInstance scope, ExecutableElement element, ExecutableFlow flow)
    {
        foreach (ExecutableFlow incoming in element.Incoming)
        {
            scope.RemoveToken(incoming);
        }
    }

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        execution.Complete(instance);
        return null;
    }
}

/// <summary>Waits for the first of the catch events that follow it; where that starts the instance, it has already occurred.</summary>
internal sealed class EventBasedGatewayBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (instance.PendingEvent is { } occurred)
        {
            execution.Activated(instance);
            Triggering.Trigger(execution, instance, occurred.Catcher, occurred.Payload);
            return null;
        }
        ExecutableElement[] targets = Array.ConvertAll(instance.Element.Outgoing, flow => flow.Target);
        if (Waits.Open(execution, instance, targets) is { } failure)
        {
            return failure;
        }
        execution.Activated(instance);
        return null;
    }

    /// <summary>The event that occurred takes the token on, not the gateway.</summary>
    public override void Completed(Execution execution, ElementInstance instance) => execution.EndAfter(instance);
}

/// <summary>Evaluates the conditions on the flows that leave a gateway.</summary>
internal static class Conditions
{
    public static Failure? First(Execution execution, ElementInstance gateway, out ExecutableFlow? chosen)
    {
        chosen = null;
        ExecutableElement element = gateway.Element;
        foreach (ExecutableFlow flow in element.Outgoing)
        {
            if (ReferenceEquals(flow, element.DefaultFlow))
            {
                continue;
            }
            if (Holds(execution, gateway, flow, out bool holds) is { } failure)
            {
                return failure;
            }
            if (holds)
            {
                chosen = flow;
                return null;
            }
        }
        chosen = element.DefaultFlow;
        return chosen is null && element.Outgoing.Length > 0 ? None(element) : null;
    }

    public static Failure? All(Execution execution, ElementInstance gateway, List<ExecutableFlow> chosen)
    {
        ExecutableElement element = gateway.Element;
        foreach (ExecutableFlow flow in element.Outgoing)
        {
            if (ReferenceEquals(flow, element.DefaultFlow))
            {
                continue;
            }
            if (Holds(execution, gateway, flow, out bool holds) is { } failure)
            {
                return failure;
            }
            if (holds)
            {
                chosen.Add(flow);
            }
        }
        if (chosen.Count == 0 && element.DefaultFlow is { } fallback)
        {
            chosen.Add(fallback);
        }
        return chosen.Count == 0 && element.Outgoing.Length > 0 ? None(element) : null;
    }

    /// <summary>Of the flows whose condition reads a variable, those whose condition holds; none of them need.</summary>
    public static Failure? Asking(Execution execution, ElementInstance gateway, string variable, List<ExecutableFlow> chosen)
    {
        foreach (
            ExecutableFlow flow in gateway.Element.Outgoing.Where(each => each.Condition?.Expression?.Variables.Contains(variable) == true)
        )
        {
            if (Holds(execution, gateway, flow, out bool holds) is { } failure)
            {
                return failure;
            }
            if (holds)
            {
                chosen.Add(flow);
            }
        }
        return null;
    }

    private static Failure? Holds(Execution execution, ElementInstance gateway, ExecutableFlow flow, out bool holds)
    {
        holds = flow.Condition is null;
        if (holds)
        {
            return null;
        }
        if (execution.Feel.Evaluate(flow.Condition!, gateway, "condition", out FeelValue value) is { } failure)
        {
            return failure;
        }
        if (value.Kind != FeelKind.Boolean)
        {
            return ExpressionScope.Unexpected($"condition of flow '{flow.Id}'", flow.Condition!.Source, "true or false", value);
        }
        holds = value.AsBoolean();
        return null;
    }

    private static Failure None(ExecutableElement element) =>
        new(
            IncidentType.ConditionError,
            $"Expected a flow of gateway '{element.Id}' to be taken, but no condition holds and there is no default flow. "
                + "Correct the variables, then resolve the incident."
        );
}
