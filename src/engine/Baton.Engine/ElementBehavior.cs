using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine;

/// <summary>
/// What one kind of element does at each step of its life. Behaviours hold no state. A step either succeeds or gives the failure that becomes
/// an incident; it must not fail after the events that cannot be taken back.
/// </summary>
internal abstract class ElementBehavior
{
    /// <summary>Whether a token that reached the element may start it now; a join says no until enough tokens are there.</summary>
    public virtual bool MayActivate(Execution execution, ElementInstance scope, ExecutableElement element) => true;

    /// <summary>Variables that the instance about to begin has, seen from the tokens before they are taken.</summary>
    public virtual FeelContext Locals(ElementInstance scope, ExecutableElement element) => FeelContext.Empty;

    /// <summary>Takes the tokens off the flows that led here. Called while applying an event: decides nothing.</summary>
    public virtual void ConsumeTokens(ElementInstance scope, ExecutableElement element, ExecutableFlow flow) => scope.RemoveToken(flow);

    /// <summary>From after the input mappings to ACTIVATED, and what must happen then: wait, run what is inside, or go on.</summary>
    public abstract Failure? Activate(Execution execution, ElementInstance instance);

    /// <summary>Between COMPLETING and the output mappings.</summary>
    public virtual Failure? Complete(Execution execution, ElementInstance instance) => null;

    /// <summary>Runs a step again that failed while the instance was ACTIVATED.</summary>
    public virtual void Retry(Execution execution, ElementInstance instance) =>
        throw new InvalidOperationException($"{instance} has no step that could have failed in this state.");

    /// <summary>After COMPLETED: where the token goes.</summary>
    public virtual void Completed(Execution execution, ElementInstance instance)
    {
        execution.TakeAll(instance);
        execution.ChildLeft(instance);
    }

    /// <summary>An instance directly inside has ended. A scope ends with its last child and token.</summary>
    public virtual void ChildLeft(Execution execution, ElementInstance scope, ElementInstance child) => execution.CompleteIfEmpty(scope);

    /// <summary>Nothing runs in the scope any more.</summary>
    public virtual void Emptied(Execution execution, ElementInstance scope) => execution.Complete(scope);
}
