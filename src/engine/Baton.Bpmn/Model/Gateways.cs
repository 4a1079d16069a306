namespace Baton.Bpmn;

/// <summary>Where the flow divides or meets (BPMN 2.0, 10.6).</summary>
public abstract class Gateway(FlowNodeHead head) : FlowNode(head);

/// <summary>Takes exactly one outgoing flow: the first whose condition holds, else the default.</summary>
public sealed class ExclusiveGateway(FlowNodeHead head) : Gateway(head)
{
    /// <summary>The id of the flow taken when no condition holds.</summary>
    public string? Default { get; init; }
}

/// <summary>Takes all outgoing flows; waits for all incoming ones.</summary>
public sealed class ParallelGateway(FlowNodeHead head) : Gateway(head);

/// <summary>Takes every outgoing flow whose condition holds, else the default.</summary>
public sealed class InclusiveGateway(FlowNodeHead head) : Gateway(head)
{
    /// <summary>The id of the flow taken when no condition holds.</summary>
    public string? Default { get; init; }
}

/// <summary>Waits for the first of several catch events.</summary>
public sealed class EventBasedGateway(FlowNodeHead head) : Gateway(head)
{
    /// <summary>Whether the gateway starts an instance (<c>instantiate</c>).</summary>
    public bool Instantiate { get; init; }

    /// <summary>Whether all of the events are needed, not the first of them (<c>eventGatewayType="Parallel"</c>).</summary>
    public bool IsParallel { get; init; }
}

/// <summary>A gateway with an activation rule of its own.</summary>
public sealed class ComplexGateway(FlowNodeHead head) : Gateway(head)
{
    /// <summary>The id of the flow taken when no condition holds.</summary>
    public string? Default { get; init; }

    /// <summary>Raw text of <c>activationCondition</c>: when the tokens that have arrived are enough.</summary>
    public string? ActivationCondition { get; init; }
}
