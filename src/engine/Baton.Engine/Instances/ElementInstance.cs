using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Deployments;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Instances;

/// <summary>
/// One running element, the process instance itself included. It holds everything that waits on its behalf, so that ending it can close all
/// of that. Changed only by applying events.
/// </summary>
public sealed class ElementInstance
{
    private ElementInstance? _thrower;

    internal ElementInstance(long key, ExecutableElement element, DeployedProcess definition, ElementInstance? scope)
    {
        Key = key;
        Element = element;
        Definition = definition;
        Scope = scope;
        ProcessInstance = element.Parent is null ? this : scope!.ProcessInstance;
    }

    /// <summary>The key of the element instance; of a process instance its process instance key.</summary>
    public long Key { get; }

    /// <summary>What it is an instance of.</summary>
    public ExecutableElement Element { get; private set; }

    /// <summary>The definition it belongs to.</summary>
    public DeployedProcess Definition { get; private set; }

    /// <summary>The instance around it; of a called process instance the call activity; null for the root.</summary>
    public ElementInstance? Scope { get; }

    /// <summary>The process instance it belongs to; of a process instance itself.</summary>
    public ElementInstance ProcessInstance { get; }

    /// <summary>Where it stands in its life.</summary>
    public ElementState State { get; internal set; }

    /// <summary>True for a process instance.</summary>
    public bool IsProcess => Element.Parent is null;

    /// <summary>The variables of exactly this scope, in the order of their creation.</summary>
    public IReadOnlyList<Variable> Variables => VariableTable?.All ?? [];

    /// <summary>The timers that wait on its behalf.</summary>
    public IReadOnlyList<PendingTimer> OpenTimers => Timers ?? [];

    /// <summary>The message subscriptions that are open on its behalf.</summary>
    public IReadOnlyList<MessageSubscription> OpenMessages => Messages ?? [];

    /// <summary>The signal subscriptions that are open on its behalf.</summary>
    public IReadOnlyList<SignalSubscription> OpenSignals => Signals ?? [];

    /// <summary>The incidents that are open about it.</summary>
    public IReadOnlyList<Incident> OpenIncidents => Incidents ?? [];

    /// <summary>The instances active directly inside, oldest first; of a call activity the called process instance.</summary>
    public IEnumerable<ElementInstance> Inside
    {
        get
        {
            for (ElementInstance? child = FirstChild; child is not null; child = child.NextSibling)
            {
                yield return child;
            }
        }
    }

    /// <summary>How many instances are active directly inside.</summary>
    public int ChildCount { get; private set; }

    /// <summary>The job that does its work, while there is one.</summary>
    public Job? Job { get; internal set; }

    /// <summary>The user task that does its work, while there is one.</summary>
    public UserTask? UserTask { get; internal set; }

    internal VariableTable? VariableTable { get; set; }

    /// <summary>Where variables are looked up next: nothing is seen from a called process into its caller.</summary>
    internal ElementInstance? VariableParent => IsProcess ? null : Scope;

    internal ElementInstance? FirstChild { get; private set; }

    internal ElementInstance? LastChild { get; private set; }

    internal ElementInstance? NextSibling { get; private set; }

    internal ElementInstance? PreviousSibling { get; private set; }

    internal List<PendingTimer>? Timers { get; set; }

    internal List<MessageSubscription>? Messages { get; set; }

    internal List<SignalSubscription>? Signals { get; set; }

    internal List<ConditionSubscription>? Conditions { get; set; }

    internal List<Incident>? Incidents { get; set; }

    /// <summary>An event that occurred and waits until this instance is ready for it.</summary>
    internal PendingEvent? PendingEvent { get; set; }

    internal LoopProgress? Loop { get; set; }

    /// <summary>What has occurred, and with which variables, of events that need all of their parts.</summary>
    internal Dictionary<string, FeelContext>? OccurredParts { get; set; }

    /// <summary>Of a scope: the flows into complex gateways whose tokens opened them; those gateways wait for the others.</summary>
    internal HashSet<ExecutableFlow>? OpenedBy { get; set; }

    /// <summary>Of an ad-hoc sub-process: whether it ends as soon as nothing is active in it.</summary>
    internal bool IsAdHocFulfilled { get; set; }

    /// <summary>How many listeners of the event that it waits at have been asked.</summary>
    internal int ListenersDone { get; set; }

    /// <summary>What completed inside and can be compensated.</summary>
    internal List<CompensableActivity>? Compensable { get; set; }

    /// <summary>Of an event that compensates one after the other: the handlers still to come, next first.</summary>
    internal List<PlannedHandler>? PlannedHandlers { get; set; }

    /// <summary>Of a compensation handler: the event that waits for it.</summary>
    internal ElementInstance? Compensates =>
        _thrower is { State: not (ElementState.Completed or ElementState.Terminated) } ? _thrower : null;

    /// <summary>Of a compensation throw event: how many handlers run for it.</summary>
    public int OpenHandlers { get; private set; }

    /// <summary>Of an iteration of a multi-instance activity: which one, from 1.</summary>
    internal int LoopCounter { get; set; }

    /// <summary>Tokens that left an element of this scope and have not reached the next one.</summary>
    internal int TokenCount { get; private set; }

    /// <summary>Tokens by flow index; only where a join must know, else null.</summary>
    internal int[]? TokensByFlow { get; private set; }

    /// <summary>The element with this id, as this instance means it: itself, or another one of its process.</summary>
    internal ExecutableElement Target(string elementId) =>
        string.Equals(elementId, Element.Id, StringComparison.Ordinal) ? Element : Definition.Process.Element(elementId)!;

    internal bool HasOpenSubscriptions =>
        Timers is { Count: > 0 } || Messages is { Count: > 0 } || Signals is { Count: > 0 } || Conditions is { Count: > 0 };

    internal void CompensateFor(ElementInstance thrower)
    {
        _thrower = thrower;
        thrower.OpenHandlers++;
    }

    /// <summary>It has ended, and with it what somebody may have waited for.</summary>
    internal void Ended()
    {
        if (_thrower is not null)
        {
            _thrower.OpenHandlers--;
        }
    }

    internal void AddChild(ElementInstance child)
    {
        child.PreviousSibling = LastChild;
        if (LastChild is null)
        {
            FirstChild = child;
        }
        else
        {
            LastChild.NextSibling = child;
        }
        LastChild = child;
        ChildCount++;
    }

    internal void RemoveChild(ElementInstance child)
    {
        if (child.PreviousSibling is null)
        {
            FirstChild = child.NextSibling;
        }
        else
        {
            child.PreviousSibling.NextSibling = child.NextSibling;
        }
        if (child.NextSibling is null)
        {
            LastChild = child.PreviousSibling;
        }
        else
        {
            child.NextSibling.PreviousSibling = child.PreviousSibling;
        }
        ChildCount--;
    }

    /// <summary>It stands elsewhere from now on.</summary>
    internal void Migrate(ExecutableElement element, DeployedProcess definition)
    {
        Element = element;
        Definition = definition;
    }

    internal void AddToken(ExecutableFlow flow) => AddToken(flow, Definition.Process);

    internal void AddToken(ExecutableFlow flow, ExecutableProcess process)
    {
        TokenCount++;
        if (Counts(flow, process))
        {
            TokensByFlow ??= new int[process.Flows.Count];
            TokensByFlow[flow.Index]++;
        }
    }

    internal void RemoveToken(ExecutableFlow flow)
    {
        TokenCount--;
        if (Counts(flow, Definition.Process))
        {
            TokensByFlow![flow.Index]--;
        }
    }

    internal void DiscardTokens()
    {
        TokenCount = 0;
        TokensByFlow = null;
    }

    internal int TokensOn(ExecutableFlow flow) => TokensByFlow is null ? 0 : TokensByFlow[flow.Index];

    private static bool Counts(ExecutableFlow flow, ExecutableProcess process) => flow.Target.IsJoin || process.CountsAllFlows;

    /// <inheritdoc/>
    public override string ToString() => $"{Element} ({Key}, {State})";
}
