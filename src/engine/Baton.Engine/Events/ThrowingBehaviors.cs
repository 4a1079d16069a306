using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Events;

/// <summary>Jumps to the link catch event of the same name in the same scope.</summary>
internal sealed class LinkThrowBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        execution.Complete(instance);
        return null;
    }

    public override void Completed(Execution execution, ElementInstance instance)
    {
        execution.RunActivation(execution.Begin(instance.Element.LinkTarget!, instance.Scope!, null));
        execution.ChildLeft(instance);
    }
}

/// <summary>Ends everything else in its scope; the scope itself then completes.</summary>
internal sealed class TerminateEndBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        execution.Complete(instance);
        return null;
    }

    public override void Completed(Execution execution, ElementInstance instance)
    {
        ElementInstance scope = instance.Scope!;
        Waits.CloseEventSubProcesses(execution, scope);
        execution.DiscardTokens(scope);
        execution.TerminateChildren(scope, null);
        execution.ChildLeft(instance);
    }
}
