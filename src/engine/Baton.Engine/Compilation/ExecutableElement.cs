using Baton.Bpmn;
using Baton.Engine.AdHoc;
using Baton.Engine.Conditions;
using Baton.Engine.Errors;
using Baton.Engine.Events;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Messages;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.StandardLoops;
using Baton.Engine.SubProcesses;
using Baton.Engine.Tasks;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>An element of a compiled process. Immutable after compiling; read by many threads.</summary>
public sealed class ExecutableElement
{
    internal ExecutableElement(int index, string id, string? name, ElementType type, ExecutableElement? parent)
    {
        Index = index;
        Id = id;
        Name = name;
        Type = type;
        Parent = parent;
    }

    /// <summary>Its place in <see cref="ExecutableProcess.Elements"/>.</summary>
    public int Index { get; }

    /// <summary>The id in the model. A multi-instance body shares it with the activity that it repeats.</summary>
    public string Id { get; }

    /// <summary>The label in the model.</summary>
    public string? Name { get; }

    /// <summary>What it is.</summary>
    public ElementType Type { get; }

    /// <summary>The scope it stands in; null for the process.</summary>
    public ExecutableElement? Parent { get; }

    /// <summary>Static headers of its job or user task.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; internal set; } = EmptyHeaders;

    /// <summary>What Baton adds to the element.</summary>
    public BatonExtensions Baton { get; internal set; } = BatonExtensions.None;

    private static readonly Dictionary<string, string> EmptyHeaders = [];

    internal ElementBehavior Behavior { get; set; } = null!;

    internal ExecutableFlow[] Outgoing { get; set; } = [];

    internal ExecutableFlow[] Incoming { get; set; } = [];

    internal ExecutableFlow? DefaultFlow { get; set; }

    /// <summary>Of an event-based gateway: whether the first of its events starts an instance.</summary>
    internal bool StartsInstances { get; set; }

    /// <summary>Of an event behind a gateway that starts instances: the gateway.</summary>
    internal ExecutableElement? StartGateway =>
        (PartOf ?? this).Incoming is [{ Source: { StartsInstances: true } gateway }] ? gateway : null;

    /// <summary>Of a complex gateway: when the tokens that have arrived are enough.</summary>
    internal FeelExpression? Activation { get; set; }

    /// <summary>Whether tokens may wait on the incoming flows, so that they must be counted flow by flow.</summary>
    internal bool IsJoin { get; set; }

    internal ExecutableElement[] BoundaryEvents { get; set; } = [];

    /// <summary>The activity that a boundary event watches; null for everything else.</summary>
    public ExecutableElement? AttachedTo { get; internal set; }

    /// <summary>Of a scope.</summary>
    internal ExecutableElement[] EventSubProcesses { get; set; } = [];

    /// <summary>Of a scope: the inclusive gateways in it that wait for tokens.</summary>
    internal ExecutableElement[] InclusiveJoins { get; set; } = [];

    /// <summary>Of a scope: where it begins when nothing else is said.</summary>
    internal ExecutableElement? NoneStart { get; set; }

    /// <summary>Of an event sub-process: its one start event.</summary>
    internal ExecutableElement? EventStart { get; set; }

    /// <summary>Of boundary events and of the start events of event sub-processes.</summary>
    internal bool IsInterrupting { get; set; } = true;

    /// <summary>Of an event with several definitions: one part for each, in document order. They stand for it where it waits or throws.</summary>
    internal ExecutableElement[] Parts { get; set; } = [];

    /// <summary>Of such a part: the event.</summary>
    internal ExecutableElement? PartOf { get; set; }

    /// <summary>Of an event with several definitions: whether all must occur.</summary>
    internal bool NeedsAllParts { get; set; }

    internal IoMappings Mappings { get; set; } = IoMappings.None;

    internal JobDefinition? Job { get; set; }

    internal ElementListeners Listeners { get; set; } = ElementListeners.None;

    internal UserTaskDefinition? UserTask { get; set; }

    internal ScriptDefinition? Script { get; set; }

    internal DecisionCall? Decision { get; set; }

    internal TimerDefinition? Timer { get; set; }

    internal MessageDefinition? Message { get; set; }

    internal SignalDefinition? Signal { get; set; }

    internal ConditionDefinition? Condition { get; set; }

    internal ErrorDefinition? Error { get; set; }

    internal ErrorDefinition? Escalation { get; set; }

    /// <summary>Of an activity that can be compensated: its compensation boundary event.</summary>
    internal ExecutableElement? Compensation { get; set; }

    /// <summary>Of a compensation boundary event: the activity that compensates.</summary>
    internal ExecutableElement? CompensationHandler { get; set; }

    /// <summary>Of a compensation throw event: the one activity that it compensates; null is all.</summary>
    internal string? CompensatedActivity { get; set; }

    /// <summary>Of a link throw event: where it leads.</summary>
    internal ExecutableElement? LinkTarget { get; set; }

    /// <summary>Of a sub-process: whether it can be cancelled as a whole.</summary>
    internal bool IsTransaction { get; set; }

    /// <summary>Of a scope: the data objects that are its variables, with their first values.</summary>
    internal DataVariable[] DataVariables { get; set; } = [];

    internal ProcessCall? Call { get; set; }

    /// <summary>Of a multi-instance body.</summary>
    internal LoopDefinition? Loop { get; set; }

    /// <summary>Of the body of an activity that is repeated as long as a condition holds.</summary>
    internal StandardLoopDefinition? StandardLoop { get; set; }

    /// <summary>Of a multi-instance body: the activity that is repeated.</summary>
    internal ExecutableElement? Repeated { get; set; }

    /// <summary>Of an ad-hoc sub-process.</summary>
    internal AdHocDefinition? AdHoc { get; set; }

    internal EventTrigger Trigger { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} '{Id}'";
}
