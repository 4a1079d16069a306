using Baton.Engine.Errors;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Escalations;

/// <summary>Throws an escalation. Uncaught or caught without interruption the event goes on; an interruption cuts it off.</summary>
internal sealed class EscalationThrowBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (execution.Feel.OptionalText(instance.Element.Escalation?.Code, instance, "escalation code", out string? code) is { } failure)
        {
            return failure;
        }
        execution.Activated(instance);
        ErrorCatch? caught = ErrorSearch.Find(instance, code ?? "", EventTrigger.Escalation);
        caught?.Run(execution, FeelContext.Empty);
        if (caught is not { IsInterrupting: true })
        {
            execution.Complete(instance);
        }
        return null;
    }
}
