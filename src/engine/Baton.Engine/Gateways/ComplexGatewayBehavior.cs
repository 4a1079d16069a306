using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Gateways;

/// <summary>
/// Opens when its activation condition holds for the tokens that have arrived, and takes every flow whose condition holds. It then waits for
/// the flows that have not delivered, takes in what still comes, and is ready for the next round (BPMN 2.0, 13.4.5). Conditions see
/// <c>activationCount</c>, the number of flows with a token, and <c>waitingForStart</c>. As it becomes ready again, only flows are taken
/// whose condition asks for <c>waitingForStart</c>.
/// </summary>
internal sealed class ComplexGatewayBehavior : ElementBehavior
{
    private const string ActivationCount = "activationCount";
    private const string WaitingForStart = "waitingForStart";

    public override bool MayActivate(Execution execution, ElementInstance scope, ExecutableElement element)
    {
        if (!element.IsJoin)
        {
            return true;
        }
        if (IsWaitingForReset(scope, element))
        {
            return CanReset(scope, element);
        }
        execution.Feel.Overlay(ActivationCount, Arrived(scope, element).Count());
        execution.Feel.Overlay(WaitingForStart, true);
        FeelResult result = execution.Feel.Evaluate(element.Activation!, scope);
        execution.Feel.ClearOverlay();
        // What is neither true nor false shows when the gateway is activated, where it can become an incident.
        return result.Failure is not null || result.Value.Kind != FeelKind.Boolean || result.Value.AsBoolean();
    }

    public override FeelContext Locals(ElementInstance scope, ExecutableElement element) =>
        FeelContext.Of(
            (ActivationCount, FeelValue.From(Arrived(scope, element).Count())),
            (WaitingForStart, FeelValue.From(!IsWaitingForReset(scope, element)))
        );

    public override void ConsumeTokens(ElementInstance scope, ExecutableElement element, ExecutableFlow flow)
    {
        if (!element.IsJoin)
        {
            scope.RemoveToken(flow);
            return;
        }
        ExecutableFlow[] arrived = [.. Arrived(scope, element)];
        bool isReset = IsWaitingForReset(scope, element);
        foreach (ExecutableFlow each in arrived)
        {
            scope.RemoveToken(each);
        }
        if (isReset)
        {
            Reset(scope, element);
        }
        else if (arrived.Length < element.Incoming.Length)
        {
            (scope.OpenedBy ??= []).UnionWith(arrived);
        }
    }

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        ExecutableElement element = instance.Element;
        bool isStart = instance.VariableTable?.Find(WaitingForStart)?.Value is not { Kind: FeelKind.Boolean } start || start.AsBoolean();
        if (isStart && Check(execution, instance) is { } wrong)
        {
            return wrong;
        }
        var chosen = new List<ExecutableFlow>(element.Outgoing.Length);
        Failure? failure = isStart
            ? Conditions.All(execution, instance, chosen)
            : Conditions.Asking(execution, instance, WaitingForStart, chosen);
        if (failure is not null)
        {
            return failure;
        }
        ElementInstance scope = instance.Scope!;
        execution.Activated(instance);
        execution.Emit(new ElementCompleting(instance.ProcessInstance.Key, instance.Key, element.Id, element.Type));
        execution.Finish(instance);
        foreach (ExecutableFlow flow in chosen)
        {
            execution.Take(flow, scope);
        }
        execution.ChildLeft(instance);
        return null;
    }

    /// <summary>Whether nothing can come any more on the flows that have not delivered.</summary>
    public static bool CanReset(ElementInstance scope, ExecutableElement element)
    {
        ExecutableFlow[] missing = [.. element.Incoming.Where(flow => scope.OpenedBy?.Contains(flow) != true && scope.TokensOn(flow) == 0)];
        return missing.Length == 0 || !InclusiveJoin.MayStillBeReached(scope, element, missing);
    }

    public static bool IsWaitingForReset(ElementInstance scope, ExecutableElement element) =>
        scope.OpenedBy is { Count: > 0 } opened && element.Incoming.Any(opened.Contains);

    public static void Reset(ElementInstance scope, ExecutableElement element) => scope.OpenedBy?.ExceptWith(element.Incoming);

    /// <summary>The flows with a token that count: in the second phase those that did not open the gateway.</summary>
    public static IEnumerable<ExecutableFlow> Arrived(ElementInstance scope, ExecutableElement element)
    {
        bool isReset = IsWaitingForReset(scope, element);
        return element.Incoming.Where(flow => scope.TokensOn(flow) > 0 && !(isReset && scope.OpenedBy!.Contains(flow)));
    }

    private static Failure? Check(Execution execution, ElementInstance instance)
    {
        if (instance.Element.Activation is not { } activation || !instance.Element.IsJoin)
        {
            return null;
        }
        FeelResult result = execution.Feel.Evaluate(activation, instance);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("activation condition", activation.Source, result);
        }
        return result.Value.Kind == FeelKind.Boolean
            ? null
            : ExpressionScope.Unexpected("activation condition", activation.Source, "true or false", result.Value);
    }
}

/// <summary>Nothing can come any more that a complex gateway waits for: it is ready for the next round.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ScopeKey">The instance around the gateway.</param>
/// <param name="ElementId">The gateway.</param>
public sealed record ComplexGatewayReset(long ProcessInstanceKey, long ScopeKey, string ElementId) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ComplexGatewayReset;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance scope = state.Require(ScopeKey);
        ComplexGatewayBehavior.Reset(scope, scope.Definition.Process.Element(ElementId)!);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ScopeKey);
        writer.Text(ElementId);
    }

    internal static ComplexGatewayReset Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text());
}
