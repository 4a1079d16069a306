using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Listeners;

/// <summary>What the worker of an execution listener gives back, and how the element goes on.</summary>
internal static class ExecutionListeners
{
    /// <summary>
    /// Variables of listeners at the start are local to the element, so that its expressions see them; those of the others go up the scopes
    /// around it, as the results of its output mappings do.
    /// </summary>
    public static void Done(Execution execution, ElementInstance instance, ListenerEvent listenerEvent, FeelContext variables)
    {
        if (listenerEvent is ListenerEvent.Start or ListenerEvent.BeforeAll)
        {
            VariableWrites.Local(execution, instance, variables);
        }
        else
        {
            VariableWrites.Propagate(execution, instance.VariableParent ?? instance, variables);
        }
        switch (listenerEvent)
        {
            case ListenerEvent.End:
                execution.RunEndListeners(instance);
                break;
            case ListenerEvent.Cancel:
                execution.RunCancelListeners(instance);
                break;
            default:
                execution.RunStartListeners(instance);
                break;
        }
    }
}
