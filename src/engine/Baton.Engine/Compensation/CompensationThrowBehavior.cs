using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Compensation;

/// <summary>
/// Runs the handlers of all that completed in the scope of the event, completed sub-processes included, and goes on after the last of them.
/// All handlers start together (BPMN 13.5.5 leaves their order open where the model does not say it), or where the model wants it one after
/// the other, what completed last first.
/// </summary>
internal sealed class CompensationThrowBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        CompensationRun.Start(execution, instance, instance.Element.CompensatedActivity, instance.Element.Baton.CompensatesInReverse);
        return null;
    }
}
