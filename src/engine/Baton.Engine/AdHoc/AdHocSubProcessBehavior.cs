using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.AdHoc;

/// <summary>
/// A sub-process whose activities begin when somebody says so: the model by a list, a caller by command, or a worker by the result of the
/// sub-process's own job (BPMN 2.0, 13.3.5).
/// </summary>
internal sealed class AdHocSubProcessBehavior : ElementBehavior
{
    private const string Elements = "adHocSubProcessElements";

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        AdHocDefinition adHoc = instance.Element.AdHoc!;
        JobValues values = default;
        Failure? failure =
            AdHocActivations.First(execution, instance, out IReadOnlyList<AdHocActivation> first)
            ?? (instance.Element.Job is { } job ? JobProperties.Evaluate(execution, instance, job, out values) : null)
            ?? execution.EnterActivated(instance);
        if (failure is not null)
        {
            return failure;
        }
        VariableWrites.Local(execution, instance, Elements, adHoc.Metadata);
        if (adHoc.OutputCollection is { } collection)
        {
            VariableWrites.Local(execution, instance, collection, FeelList.Empty);
        }
        if (instance.Element.Job is not null)
        {
            JobCreation.Create(execution, instance, JobKind.AdHocSubProcess, values);
        }
        AdHocActivations.Begin(execution, instance, first);
        return null;
    }

    /// <summary>The results that were gathered go to the scope around.</summary>
    public override Failure? Complete(Execution execution, ElementInstance instance)
    {
        AdHocJob.Withdraw(execution, instance);
        if (instance.Element.AdHoc!.OutputCollection is { } collection && instance.VariableTable?.Find(collection) is { } variable)
        {
            VariableWrites.Propagate(execution, instance.Scope!, collection, variable.Value);
        }
        return null;
    }

    public override void ChildLeft(Execution execution, ElementInstance scope, ElementInstance child)
    {
        if (scope.State != ElementState.Activated)
        {
            return;
        }
        bool wasInterrupted = child.Element is { Type: ElementType.EventSubProcess, EventStart.IsInterrupting: true };
        if (wasInterrupted || scope.IsAdHocFulfilled)
        {
            execution.CompleteIfEmpty(scope);
        }
        else if (child.State == ElementState.Completed)
        {
            Continue(execution, scope);
        }
        else if (scope.Element.AdHoc!.CompletionCondition is null && scope.Element.Job is null)
        {
            execution.CompleteIfEmpty(scope);
        }
    }

    /// <summary>Something in the model failed after a flow inside had ended: it is tried again.</summary>
    public override void Retry(Execution execution, ElementInstance instance) => Continue(execution, instance);

    private static void Continue(Execution execution, ElementInstance scope)
    {
        AdHocDefinition adHoc = scope.Element.AdHoc!;
        AdHocJob.Withdraw(execution, scope);
        if (scope.Element.Job is { } job)
        {
            AskWorker(execution, scope, job);
        }
        else if (adHoc.CompletionCondition is not { } condition)
        {
            execution.CompleteIfEmpty(scope);
        }
        else if (IsEnough(execution, scope, condition, out bool isEnough) is { } failure)
        {
            execution.Raise(scope, failure);
        }
        else if (isEnough)
        {
            AdHocActivations.Fulfil(execution, scope, adHoc.CancelsRemaining);
        }
    }

    /// <summary>One job at a time: a worker that still looks at the last one is told by its absence that things have changed.</summary>
    private static void AskWorker(Execution execution, ElementInstance scope, JobDefinition job)
    {
        if (JobProperties.Evaluate(execution, scope, job, out JobValues values) is { } failure)
        {
            execution.Raise(scope, failure);
            return;
        }
        JobCreation.Create(execution, scope, JobKind.AdHocSubProcess, values);
    }

    private static Failure? IsEnough(Execution execution, ElementInstance scope, FeelExpression condition, out bool isEnough)
    {
        isEnough = false;
        FeelResult result = execution.Feel.Evaluate(condition, scope);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("completion condition", condition.Source, result);
        }
        if (result.Value.Kind != FeelKind.Boolean)
        {
            return ExpressionScope.Unexpected("completion condition", condition.Source, "true or false", result.Value);
        }
        isEnough = result.Value.AsBoolean();
        return null;
    }
}

/// <summary>The scope around one activity of an ad-hoc sub-process and what follows it.</summary>
internal sealed class AdHocInnerBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance) => execution.EnterActivated(instance);

    /// <summary>The flow has come to its end: its result is gathered.</summary>
    public override Failure? Complete(Execution execution, ElementInstance instance)
    {
        ElementInstance scope = instance.Scope!;
        AdHocDefinition adHoc = scope.Element.AdHoc!;
        if (adHoc.OutputCollection is not { } collection || adHoc.OutputElement is not { } output)
        {
            return null;
        }
        FeelResult result = execution.Feel.Evaluate(output, instance);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("output element", output.Source, result);
        }
        if (scope.VariableTable?.Find(collection) is not { IsList: true } variable)
        {
            FeelValue found = scope.VariableTable?.Find(collection)?.Value ?? FeelValue.Null;
            return ExpressionScope.Unexpected("output collection", collection, "a list", found);
        }
        FeelValue item = FeelJson.ToJsonValue(result.Value);
        execution.Emit(new AdHocResultCollected(scope.ProcessInstance.Key, scope.Key, variable.Key, variable.ItemCount, item));
        execution.Note(variable);
        execution.Conditions.Changed(scope, collection, isNew: false);
        return null;
    }
}
