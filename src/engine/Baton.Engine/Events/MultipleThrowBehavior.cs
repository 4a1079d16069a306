using Baton.Engine.Compensation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Events;

/// <summary>Throws all of its events, in document order, and goes on when the last of them is through.</summary>
internal sealed class MultipleThrowBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        ElementInstance[] parts = [.. instance.Element.Parts.Select(each => execution.Begin(each, instance.Scope!, null))];
        foreach (ElementInstance part in parts)
        {
            execution.Emit(new CompensationHandlerStarted(instance.ProcessInstance.Key, instance.Key, part.Key, null));
        }
        foreach (ElementInstance part in parts)
        {
            execution.RunActivation(part);
        }
        return null;
    }
}
