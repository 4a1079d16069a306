using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Compensation;

/// <summary>
/// Runs the handlers of all that completed in the scope of the event, completed sub-processes included, and goes on after the last of them.
/// All handlers start together (BPMN 13.5.5 leaves their order open where the model does not say it).
/// </summary>
internal sealed class CompensationThrowBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        execution.Activated(instance);
        ElementInstance scope = instance.Scope!;
        string? only = instance.Element.CompensatedActivity;
        var wanted = new List<(ExecutableElement Boundary, FeelContext Variables)>();
        foreach (CompensableActivity activity in scope.Compensable ?? [])
        {
            if (only is null || string.Equals(activity.Activity.Id, only, StringComparison.Ordinal))
            {
                Collect(activity, FeelContext.Empty, wanted);
            }
        }
        if (scope.Compensable is { Count: > 0 })
        {
            execution.Emit(new CompensationTriggered(instance.ProcessInstance.Key, instance.Key, scope.Key, only));
        }
        if (wanted.Count == 0)
        {
            execution.Complete(instance);
            return null;
        }
        Run(execution, instance, wanted);
        return null;
    }

    /// <summary>All handlers are begun before the first runs, so that one that ends at once does not let the event go on too early.</summary>
    private static void Run(Execution execution, ElementInstance instance, List<(ExecutableElement Boundary, FeelContext Variables)> wanted)
    {
        var handlers = new List<ElementInstance>(wanted.Count);
        foreach ((ExecutableElement boundary, FeelContext variables) in wanted)
        {
            execution.ActivateTriggered(boundary, instance.Scope!, null, FeelContext.Empty);
            ElementInstance handler = execution.Begin(boundary.CompensationHandler!, instance.Scope!, null);
            execution.Emit(new CompensationHandlerStarted(instance.ProcessInstance.Key, instance.Key, handler.Key));
            VariableWrites.Local(execution, handler, variables);
            handlers.Add(handler);
        }
        foreach (ElementInstance handler in handlers)
        {
            execution.RunActivation(handler);
        }
    }

    private static void Collect(CompensableActivity activity, FeelContext seen, List<(ExecutableElement, FeelContext)> wanted)
    {
        if (activity.Activity.Compensation is { } boundary)
        {
            wanted.Add((boundary, seen));
        }
        FeelContext inside = activity.Variables.Count == 0 ? seen : FeelContext.From([.. seen.Entries, .. activity.Variables.Entries]);
        foreach (CompensableActivity inner in activity.Inner)
        {
            Collect(inner, inside, wanted);
        }
    }
}
