using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Gateways;

/// <summary>
/// Takes every flow whose condition holds. As a join it waits until every incoming flow has a token, or until nothing that is under way in the
/// scope can still reach it.
/// </summary>
internal sealed class InclusiveGatewayBehavior : ElementBehavior
{
    public override bool MayActivate(Execution execution, ElementInstance scope, ExecutableElement element) =>
        !element.IsJoin || InclusiveJoin.IsOpen(scope, element);

    public override void ConsumeTokens(ElementInstance scope, ExecutableElement element, ExecutableFlow flow)
    {
        foreach (ExecutableFlow incoming in element.Incoming)
        {
            if (scope.TokensOn(incoming) > 0)
            {
                scope.RemoveToken(incoming);
            }
        }
    }

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        var chosen = new List<ExecutableFlow>(instance.Element.Outgoing.Length);
        if (Conditions.All(execution, instance, chosen) is { } failure)
        {
            return failure;
        }
        ElementInstance scope = instance.Scope!;
        execution.Activated(instance);
        execution.Emit(new ElementCompleting(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, instance.Element.Type));
        execution.Finish(instance);
        foreach (ExecutableFlow flow in chosen)
        {
            execution.Take(flow, scope);
        }
        execution.ChildLeft(instance);
        return null;
    }
}

/// <summary>The rule by which an inclusive join opens.</summary>
internal static class InclusiveJoin
{
    public static bool IsOpen(ElementInstance scope, ExecutableElement join)
    {
        bool hasAll = true;
        bool hasAny = false;
        foreach (ExecutableFlow flow in join.Incoming)
        {
            bool isTaken = scope.TokensOn(flow) > 0;
            hasAll &= isTaken;
            hasAny |= isTaken;
        }
        return hasAll || (hasAny && !MayStillBeReached(scope, join, join.Incoming));
    }

    /// <summary>Looks again at the joins of a scope in which an instance ended: perhaps nothing can reach them any more.</summary>
    public static void Reconsider(Execution execution, ElementInstance scope)
    {
        foreach (ExecutableElement join in scope.Element.InclusiveJoins)
        {
            if (join.Type == ElementType.ComplexGateway)
            {
                ReconsiderReset(execution, scope, join);
                continue;
            }
            ExecutableFlow? waiting = Array.Find(join.Incoming, flow => scope.TokensOn(flow) > 0);
            if (waiting is not null && IsOpen(scope, join))
            {
                execution.Reconsider(waiting, scope);
            }
        }
    }

    private static void ReconsiderReset(Execution execution, ElementInstance scope, ExecutableElement gateway)
    {
        if (!ComplexGatewayBehavior.IsWaitingForReset(scope, gateway) || !ComplexGatewayBehavior.CanReset(scope, gateway))
        {
            return;
        }
        if (ComplexGatewayBehavior.Arrived(scope, gateway).FirstOrDefault() is { } arrived)
        {
            execution.Reconsider(arrived, scope);
        }
        else
        {
            execution.Emit(new ComplexGatewayReset(scope.ProcessInstance.Key, scope.Key, gateway.Id));
        }
    }

    /// <summary>Whether something that is under way in the scope can still reach the join on one of these flows.</summary>
    public static bool MayStillBeReached(ElementInstance scope, ExecutableElement join, IEnumerable<ExecutableFlow> flows)
    {
        bool[] reaching = Reaching(scope, join, flows);
        for (ElementInstance? child = scope.FirstChild; child is not null; child = child.NextSibling)
        {
            if (reaching[child.Element.Index])
            {
                return true;
            }
        }
        foreach (ExecutableFlow flow in scope.Definition.Process.Flows)
        {
            if (scope.TokensOn(flow) > 0 && !ReferenceEquals(flow.Target, join) && reaching[flow.Target.Index])
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>By element index: whether a path leads from there to the join without passing through it.</summary>
    private static bool[] Reaching(ElementInstance scope, ExecutableElement join, IEnumerable<ExecutableFlow> flows)
    {
        IReadOnlyList<ExecutableElement> elements = scope.Definition.Process.Elements;
        var reaching = new bool[elements.Count];
        var open = new Stack<ExecutableElement>();
        foreach (ExecutableFlow flow in flows)
        {
            Add(flow.Source);
        }
        reaching[join.Index] = true;
        while (open.TryPop(out ExecutableElement? element))
        {
            foreach (ExecutableFlow flow in element.Incoming)
            {
                Add(flow.Source);
            }
            if (element.AttachedTo is { } activity)
            {
                Add(activity);
            }
            if (element.Trigger == EventTrigger.Link && element.Type == ElementType.IntermediateCatchEvent)
            {
                foreach (ExecutableElement source in elements)
                {
                    if (ReferenceEquals(source.LinkTarget, element))
                    {
                        Add(source);
                    }
                }
            }
        }
        reaching[join.Index] = false;
        return reaching;

        void Add(ExecutableElement element)
        {
            if (!reaching[element.Index])
            {
                reaching[element.Index] = true;
                open.Push(element);
            }
        }
    }
}
