using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Events;

/// <summary>Waits within the flow: intermediate catch events and receive tasks.</summary>
internal sealed class CatchEventBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance) =>
        Waits.Open(execution, instance, [instance.Element, .. instance.Element.BoundaryEvents]) is { } failure
            ? failure
            : Enter(execution, instance);

    private static Failure? Enter(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        return null;
    }
}
