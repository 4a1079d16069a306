using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.SubProcesses;

/// <summary>Runs another process as a child instance in the same tree and waits for its end.</summary>
internal sealed class CallActivityBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (Target(execution, instance, out DeployedProcess? target) is { } missing)
        {
            return missing;
        }
        if (Depth(instance) >= execution.Context.Limits.MaxCallDepth)
        {
            return new Failure(
                IncidentType.CalledElementError,
                $"Expected to call process '{target!.ProcessId}', but the calls already nest {execution.Context.Limits.MaxCallDepth} deep. "
                    + "Give the recursion an end, then resolve the incident."
            );
        }
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        StartChild(execution, instance, target!);
        return null;
    }

    /// <summary>The child has completed: its variables come back and the call activity completes.</summary>
    public static void Returned(Execution execution, ElementInstance caller, ElementInstance child)
    {
        FeelContext result = Result(caller, child);
        if (caller.State == ElementState.Terminating)
        {
            execution.ChildLeft(child);
        }
        else
        {
            execution.Complete(caller, result);
        }
    }

    private static FeelContext Result(ElementInstance caller, ElementInstance child)
    {
        if (caller.Element.Mappings.Outputs.Length == 0 && !caller.Element.Call!.PropagateAllChildVariables)
        {
            return FeelContext.Empty;
        }
        // The child was handed a copy of the collection in which the loop around the call gathers its results. Other iterations have written
        // there since, so the copy must not come back.
        string? gathered = caller.Scope?.Element.Loop?.OutputCollection;
        return FeelContext.From(
            child
                .Variables.Where(variable => !string.Equals(variable.Name, gathered, StringComparison.Ordinal))
                .Select(variable => KeyValuePair.Create(variable.Name, variable.Value))
        );
    }

    private static Failure? Target(Execution execution, ElementInstance instance, out DeployedProcess? target)
    {
        ProcessCall call = instance.Element.Call!;
        IDefinitionCatalog catalog = execution.Context.Catalog;
        target = null;
        if (execution.Feel.Text(call.ProcessId, instance, "id of the called process", out string id) is { } failure)
        {
            return failure;
        }
        target = call.Binding switch
        {
            BindingKind.Deployment => catalog.ProcessInDeployment(id, instance.Definition.DeploymentKey),
            BindingKind.VersionTag => catalog.ProcessWithTag(id, call.VersionTag ?? ""),
            _ => catalog.LatestProcess(id),
        };
        if (target is null)
        {
            return new Failure(
                IncidentType.CalledElementError,
                $"Expected to call process '{id}', but no such process is deployed ({call.Binding}). Deploy it, then resolve the incident."
            );
        }
        return target.Process.HasNoneStart
            ? null
            : new Failure(
                IncidentType.CalledElementError,
                $"Expected to call process '{id}', but it has no none start event. Deploy a version with one, then resolve the incident."
            );
    }

    private static void StartChild(Execution execution, ElementInstance caller, DeployedProcess target)
    {
        long key = execution.NextKey();
        execution.Emit(
            new InstanceCreated(
                key,
                target.Key,
                target.ProcessId,
                target.Version,
                caller.Key,
                caller.ProcessInstance.Key,
                execution.State.BusinessId,
                execution.State.Tags,
                null,
                []
            )
        );
        ElementInstance child = execution.State.Require(key);
        bool isAll = caller.Element.Call!.PropagateAllParentVariables;
        for (ElementInstance? scope = caller; scope is not null; scope = isAll ? scope.VariableParent : null)
        {
            foreach (Variable variable in scope.Variables)
            {
                // The nearest scope wins.
                if (child.VariableTable?.Find(variable.Name) is null)
                {
                    VariableWrites.Local(execution, child, variable.Name, variable.Value);
                }
            }
        }
        execution.RunActivation(child);
    }

    private static int Depth(ElementInstance instance)
    {
        int depth = 1;
        for (ElementInstance? caller = instance.ProcessInstance.Scope; caller is not null; caller = caller.ProcessInstance.Scope)
        {
            depth++;
        }
        return depth;
    }
}
