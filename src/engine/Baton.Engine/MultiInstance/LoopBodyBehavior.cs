using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.MultiInstance;

/// <summary>
/// Repeats an activity for each item of a collection, one after the other or all at once. The body is a scope: iterations are its children,
/// boundary events belong to it.
/// </summary>
internal sealed class LoopBodyBehavior : ElementBehavior
{
    private const string LoopCounter = "loopCounter";

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        LoopDefinition loop = instance.Element.Loop!;
        FeelResult result = execution.Feel.Evaluate(loop.InputCollection, instance);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("input collection", instance.Element.Id, result);
        }
        if (result.Value.Kind != FeelKind.List)
        {
            return ExpressionScope.Unexpected("input collection", instance.Element.Id, "a list", result.Value);
        }
        FeelList items = FeelJson.ToJsonValue(result.Value).AsList();
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        execution.Emit(new LoopStarted(instance.ProcessInstance.Key, instance.Key, items));
        if (loop.OutputCollection is { } collection)
        {
            VariableWrites.Local(execution, instance, collection, FeelList.From(new FeelValue[items.Count]));
        }
        if (items.Count == 0)
        {
            execution.CompleteIfEmpty(instance);
            return null;
        }
        int first = loop.IsSequential ? 1 : items.Count;
        // An iteration that runs through at once may already fulfil the completion condition.
        for (int i = 0; i < first && !instance.Loop!.IsOver; i++)
        {
            StartNext(execution, instance);
        }
        return null;
    }

    /// <summary>The body's own results: the output collection goes to the scope around it.</summary>
    public override Failure? Complete(Execution execution, ElementInstance instance)
    {
        if (instance.Element.Loop!.OutputCollection is { } collection && instance.VariableTable?.Find(collection) is { } variable)
        {
            VariableWrites.Propagate(execution, instance.Scope!, collection, variable.Value);
        }
        return null;
    }

    public override void Emptied(Execution execution, ElementInstance scope)
    {
        LoopProgress progress = scope.Loop!;
        if (!progress.IsOver && scope.Element.Loop!.IsSequential && progress.Started < progress.Items.Count)
        {
            StartNext(execution, scope);
        }
        else
        {
            execution.Complete(scope);
        }
    }

    /// <summary>An iteration is completing: its result is collected and the completion condition looked at.</summary>
    public static Failure? Collect(Execution execution, ElementInstance iteration)
    {
        ElementInstance body = iteration.Scope!;
        if (body.Element.Loop is not { OutputCollection: { } collection, OutputElement: not null } loop)
        {
            return null;
        }
        FeelResult result = execution.Feel.Evaluate(loop.OutputElement, iteration);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("output element", iteration.Element.Id, result);
        }
        int index = iteration.LoopCounter - 1;
        if (body.VariableTable?.Find(collection) is not { } variable || variable.ItemCount <= index)
        {
            return new Failure(
                IncidentType.ExtractValueError,
                $"Expected output collection '{collection}' to be a list with an item {index + 1}, but somebody changed it. Repair it, then resolve the incident."
            );
        }
        FeelValue item = FeelJson.ToJsonValue(result.Value);
        if (variable.Item(index) != item)
        {
            execution.Emit(new LoopResultCollected(body.ProcessInstance.Key, body.Key, variable.Key, index, item));
            execution.Note(variable);
            execution.Conditions.Changed(body, collection, isNew: false);
        }
        return null;
    }

    /// <summary>Whether the completion condition holds now that this iteration is done.</summary>
    public static Failure? IsEnough(Execution execution, ElementInstance iteration, out bool isEnough)
    {
        isEnough = false;
        ElementInstance body = iteration.Scope!;
        if (body.Element.Loop?.CompletionCondition is not { } condition)
        {
            return null;
        }
        LoopProgress progress = body.Loop!;
        ExpressionScope feel = execution.Feel;
        feel.Overlay("numberOfInstances", progress.Started);
        feel.Overlay("numberOfActiveInstances", body.ChildCount - 1);
        feel.Overlay("numberOfCompletedInstances", progress.Completed + 1);
        feel.Overlay("numberOfTerminatedInstances", progress.Terminated);
        FeelResult result = feel.Evaluate(condition, iteration);
        feel.ClearOverlay();
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("completion condition", iteration.Element.Id, result);
        }
        if (result.Value.Kind != FeelKind.Boolean)
        {
            return ExpressionScope.Unexpected("completion condition", iteration.Element.Id, "true or false", result.Value);
        }
        isEnough = result.Value.AsBoolean();
        return null;
    }

    private static void StartNext(Execution execution, ElementInstance body)
    {
        LoopDefinition loop = body.Element.Loop!;
        LoopProgress progress = body.Loop!;
        ElementInstance iteration = execution.Begin(body.Element.Repeated!, body, null);
        VariableWrites.Local(execution, iteration, LoopCounter, FeelValue.From(iteration.LoopCounter));
        if (loop.InputElement is { } element)
        {
            VariableWrites.Local(execution, iteration, element, progress.Items[iteration.LoopCounter - 1]);
        }
        if (loop.OutputElementVariable is { } output && output != loop.InputElement && output != LoopCounter)
        {
            VariableWrites.Local(execution, iteration, output, FeelValue.Null);
        }
        execution.Conditions.Begun(iteration);
        execution.RunActivation(iteration);
    }
}
