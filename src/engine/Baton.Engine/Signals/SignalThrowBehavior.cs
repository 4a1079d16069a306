using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Signals;

/// <summary>Throws a signal and goes on. What it carries are the variables that its input mappings made.</summary>
internal sealed class SignalThrowBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (execution.Feel.Text(instance.Element.Signal!.Name, instance, "signal name", out string name) is { } failure)
        {
            return failure;
        }
        execution.Activated(instance);
        FeelContext variables = FeelContext.From(instance.Variables.Select(each => KeyValuePair.Create(each.Name, each.Value)));
        execution.Emit(new SignalThrown(instance.ProcessInstance.Key, instance.Key, instance.Element.Id, name, variables));
        execution.Complete(instance);
        return null;
    }
}
