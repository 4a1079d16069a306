using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tasks;

/// <summary>Goes on at once: none events, undefined and manual tasks, link catch events.</summary>
internal sealed class PassThroughBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        execution.Complete(instance);
        return null;
    }
}

/// <summary>Evaluates a FEEL expression into a variable.</summary>
internal sealed class ScriptTaskBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        ScriptDefinition script = instance.Element.Script!;
        FeelResult result = execution.Feel.Evaluate(script.Expression, instance);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("script", instance.Element.Id, result);
        }
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        execution.Complete(instance, FeelContext.Of((script.ResultVariable, FeelJson.ToJsonValue(result.Value))));
        return null;
    }
}

/// <summary>Asks a deployed decision and keeps its result in a variable.</summary>
internal sealed class DecisionTaskBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        DecisionCall call = instance.Element.Decision!;
        if (execution.Feel.Text(call.DecisionId, instance, "decision id", out string decisionId) is { } failure)
        {
            return failure;
        }
        var binding = new ResourceBinding(call.Binding, instance.Definition.DeploymentKey, call.VersionTag);
        if (execution.Context.Catalog.Decision(decisionId, binding) is not { } decision)
        {
            return new Failure(
                IncidentType.CalledDecisionError,
                $"Expected to evaluate decision '{decisionId}', but no such decision is deployed ({binding.Kind}). Deploy it, then resolve the incident."
            );
        }
        DecisionAnswer answer = execution.Feel.Ask(decision, instance);
        if (answer.Result is { } result)
        {
            execution.Note(new DecisionAsked(instance.ProcessInstance.Key, instance.Key, decision.Key, result));
        }
        if (answer.Problem is not null)
        {
            return new Failure(IncidentType.DecisionEvaluationError, $"Expected to evaluate decision '{decisionId}', but {answer.Problem}");
        }
        if (execution.EnterActivated(instance) is { } broken)
        {
            return broken;
        }
        FeelValue output = FeelJson.ToJsonValue(answer.Output);
        execution.Emit(
            new DecisionEvaluated(
                instance.ProcessInstance.Key,
                instance.Key,
                instance.Element.Id,
                decision.Key,
                decision.DecisionId,
                output
            )
        );
        execution.Complete(instance, FeelContext.Of((call.ResultVariable, output)));
        return null;
    }
}
