using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.SubProcesses;
using Baton.Feel;

namespace Baton.Engine.Transactions;

/// <summary>
/// A sub-process that can be cancelled as a whole (BPMN 2.0, 13.5.6): what runs in it is cut off, then what completed in it is compensated, then
/// it ends by its cancel boundary event.
/// </summary>
internal sealed class TransactionBehavior : SubProcessBehavior
{
    public override void ChildLeft(Execution execution, ElementInstance scope, ElementInstance child)
    {
        bool leadsToHandler = child.Element is { Type: ElementType.BoundaryEvent, Trigger: EventTrigger.Compensation };
        if (
            !leadsToHandler
            && scope
                is { ChildCount: 1, State: ElementState.Activated, FirstChild: { State: ElementState.Activated, OpenHandlers: 0 } last }
            && CancelEndBehavior.IsCancelEnd(last.Element)
        )
        {
            CompensationRun.Start(execution, last, null, isReverse: false);
            return;
        }
        base.ChildLeft(execution, scope, child);
    }
}

/// <summary>Cancels the transaction around it.</summary>
internal sealed class CancelEndBehavior : ElementBehavior
{
    public static bool IsCancelEnd(ExecutableElement element) => element is { Type: ElementType.EndEvent, Trigger: EventTrigger.Cancel };

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        ElementInstance scope = instance.Scope!;
        execution.Activated(instance);
        Waits.CloseEventSubProcesses(execution, scope);
        execution.DiscardTokens(scope);
        if (scope.ChildCount == 1)
        {
            CompensationRun.Start(execution, instance, null, isReverse: false);
        }
        else
        {
            execution.TerminateChildren(scope, instance);
        }
        return null;
    }

    /// <summary>All is compensated: the transaction ends and its cancel boundary event, if there is one, goes on.</summary>
    public override void Completed(Execution execution, ElementInstance instance)
    {
        ElementInstance transaction = instance.Scope!;
        ElementInstance outer = transaction.Scope!.Element.Type == ElementType.MultiInstanceBody ? transaction.Scope : transaction;
        ExecutableElement? boundary = Array.Find(outer.Element.BoundaryEvents, each => each.Trigger == EventTrigger.Cancel);
        if (boundary is null)
        {
            execution.QueueTermination(outer);
        }
        else
        {
            Triggering.Interrupt(execution, outer, boundary, FeelContext.Empty);
        }
        execution.ChildLeft(instance);
    }
}
