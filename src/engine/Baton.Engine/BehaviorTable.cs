using Baton.Engine.AdHoc;
using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Errors;
using Baton.Engine.Escalations;
using Baton.Engine.Events;
using Baton.Engine.Gateways;
using Baton.Engine.Jobs;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.StandardLoops;
using Baton.Engine.SubProcesses;
using Baton.Engine.Tasks;
using Baton.Engine.Transactions;
using Baton.Engine.UserTasks;

namespace Baton.Engine;

/// <summary>Which behaviour each kind of element has. The one place where kinds and behaviours meet.</summary>
internal static class BehaviorTable
{
    private static readonly PassThroughBehavior PassThrough = new();
    private static readonly JobTaskBehavior Job = new();
    private static readonly CatchEventBehavior Catch = new();
    private static readonly ScriptTaskBehavior Script = new();
    private static readonly DecisionTaskBehavior Decision = new();
    private static readonly UserTaskBehavior UserTask = new();
    private static readonly JobUserTaskBehavior JobUserTask = new();
    private static readonly CallActivityBehavior Call = new();
    private static readonly SubProcessBehavior SubProcess = new();
    private static readonly EventSubProcessBehavior EventSubProcess = new();
    private static readonly AdHocSubProcessBehavior AdHoc = new();
    private static readonly AdHocInnerBehavior AdHocInner = new();
    private static readonly TransactionBehavior Transaction = new();
    private static readonly CancelEndBehavior CancelEnd = new();
    private static readonly MultipleThrowBehavior MultipleThrow = new();
    private static readonly StandardLoopBehavior StandardLoop = new();
    private static readonly ComplexGatewayBehavior Complex = new();
    private static readonly ProcessBehavior Process = new();
    private static readonly LoopBodyBehavior LoopBody = new();
    private static readonly ExclusiveGatewayBehavior Exclusive = new();
    private static readonly ParallelGatewayBehavior Parallel = new();
    private static readonly InclusiveGatewayBehavior Inclusive = new();
    private static readonly EventBasedGatewayBehavior EventBased = new();
    private static readonly LinkThrowBehavior LinkThrow = new();
    private static readonly TerminateEndBehavior TerminateEnd = new();
    private static readonly ErrorEndBehavior ErrorEnd = new();
    private static readonly EscalationThrowBehavior EscalationThrow = new();
    private static readonly SignalThrowBehavior SignalThrow = new();
    private static readonly CompensationThrowBehavior CompensationThrow = new();

    /// <summary>The behaviour of a compiled element; its definitions must be set. Null when the engine does not execute it.</summary>
    public static ElementBehavior? For(ExecutableElement element) =>
        element.Type switch
        {
            ElementType.Process => Process,
            ElementType.StartEvent or ElementType.BoundaryEvent => PassThrough,
            ElementType.IntermediateCatchEvent => element.Trigger == EventTrigger.Link ? PassThrough : Catch,
            ElementType.EndEvent or ElementType.IntermediateThrowEvent => Thrower(element),
            ElementType.Task or ElementType.ManualTask => PassThrough,
            ElementType.ServiceTask or ElementType.SendTask => Job,
            ElementType.ReceiveTask => Catch,
            ElementType.UserTask => element.Job is null ? UserTask : JobUserTask,
            ElementType.ScriptTask => element.Script is null ? Job : Script,
            ElementType.BusinessRuleTask => element.Decision is null ? Job : Decision,
            ElementType.CallActivity => Call,
            ElementType.SubProcess => element.IsTransaction ? Transaction : SubProcess,
            ElementType.EventSubProcess => EventSubProcess,
            ElementType.AdHocSubProcess => AdHoc,
            ElementType.AdHocSubProcessInnerInstance => AdHocInner,
            ElementType.MultiInstanceBody => element.StandardLoop is null ? LoopBody : StandardLoop,
            ElementType.ExclusiveGateway => Exclusive,
            ElementType.ParallelGateway => Parallel,
            ElementType.InclusiveGateway => Inclusive,
            ElementType.EventBasedGateway => EventBased,
            ElementType.ComplexGateway => Complex,
            _ => null,
        };

    private static ElementBehavior Thrower(ExecutableElement element) =>
        element.Trigger switch
        {
            EventTrigger.Message => Job,
            EventTrigger.Signal => SignalThrow,
            EventTrigger.Error => ErrorEnd,
            EventTrigger.Escalation => EscalationThrow,
            EventTrigger.Link => LinkThrow,
            EventTrigger.Terminate => TerminateEnd,
            EventTrigger.Compensation => CompensationThrow,
            EventTrigger.Cancel => CancelEnd,
            EventTrigger.Multiple => MultipleThrow,
            _ => element.Job is null ? PassThrough : Job,
        };
}
