namespace Baton.Bpmn;

/// <summary>Work that is done in a process: a task, a sub-process or a call (BPMN 2.0, 10.3).</summary>
public abstract class Activity(FlowNodeHead head) : FlowNode(head)
{
    /// <summary>A compensation handler stands outside the flow and is reached only by its association.</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>The id of the default flow, without meaning for the engine but kept.</summary>
    public string? Default { get; init; }
}

/// <summary>One step of work that is not broken down further.</summary>
public abstract class FlowTask(FlowNodeHead head) : Activity(head);

/// <summary>A task without a type; passed through.</summary>
public sealed class UndefinedTask(FlowNodeHead head) : FlowTask(head);

/// <summary>A task done outside any system; passed through.</summary>
public sealed class ManualTask(FlowNodeHead head) : FlowTask(head);

/// <summary>A task carried out by a job worker.</summary>
public sealed class ServiceTask(FlowNodeHead head) : FlowTask(head);

/// <summary>A task that a job worker carries out by sending a message.</summary>
public sealed class SendTask(FlowNodeHead head) : FlowTask(head)
{
    public string? MessageRef { get; init; }
}

/// <summary>A task that waits for a message.</summary>
public sealed class ReceiveTask(FlowNodeHead head) : FlowTask(head)
{
    public string? MessageRef { get; init; }

    /// <summary>The message that <see cref="MessageRef"/> names; null when it names none that exists.</summary>
    public Message? Message { get; init; }
}

/// <summary>A task that a person does.</summary>
public sealed class UserTask(FlowNodeHead head) : FlowTask(head);

/// <summary>A FEEL expression (<c>zeebe:script</c>) or, with a task definition, a job.</summary>
public sealed class ScriptTask(FlowNodeHead head) : FlowTask(head);

/// <summary>A decision (<c>zeebe:calledDecision</c>) or, with a task definition, a job.</summary>
public sealed class BusinessRuleTask(FlowNodeHead head) : FlowTask(head);

/// <summary>Runs another process as a child instance.</summary>
public sealed class CallActivity(FlowNodeHead head) : Activity(head);
