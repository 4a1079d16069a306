using System.Globalization;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.MultiInstance;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.StandardLoops;

/// <summary>
/// Repeats an activity as long as a condition holds, at most so often as the model says (BPMN 2.0, 13.3.6). The body is a scope like that of
/// a multi-instance activity; <c>loopCounter</c> is the number of the iteration, in the condition that of those done.
/// </summary>
internal sealed class StandardLoopBehavior : ElementBehavior
{
    private const string LoopCounter = "loopCounter";

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        bool goesOn = true;
        StandardLoopDefinition loop = instance.Element.StandardLoop!;
        if (loop.TestsBefore && GoesOn(execution, instance, 0, out goesOn) is { } failure)
        {
            return failure;
        }
        if (execution.EnterActivated(instance) is { } broken)
        {
            return broken;
        }
        execution.Emit(new LoopStarted(instance.ProcessInstance.Key, instance.Key, FeelList.Empty));
        if (goesOn)
        {
            StartNext(execution, instance);
        }
        else
        {
            execution.CompleteIfEmpty(instance);
        }
        return null;
    }

    public override void Emptied(Execution execution, ElementInstance scope)
    {
        if (scope.Loop is not { Started: > 0 } progress)
        {
            execution.Complete(scope);
        }
        else if (GoesOn(execution, scope, progress.Started, out bool goesOn) is { } failure)
        {
            execution.Raise(scope, failure);
        }
        else if (goesOn)
        {
            StartNext(execution, scope);
        }
        else
        {
            execution.Complete(scope);
        }
    }

    /// <summary>The condition could not be evaluated after an iteration.</summary>
    public override void Retry(Execution execution, ElementInstance instance) => Emptied(execution, instance);

    private static void StartNext(Execution execution, ElementInstance body)
    {
        ElementInstance iteration = execution.Begin(body.Element.Repeated!, body, null);
        VariableWrites.Local(execution, iteration, LoopCounter, FeelValue.From(iteration.LoopCounter));
        execution.RunActivation(iteration);
    }

    private static Failure? GoesOn(Execution execution, ElementInstance body, int done, out bool goesOn)
    {
        goesOn = false;
        StandardLoopDefinition loop = body.Element.StandardLoop!;
        if (Maximum(execution, body, loop.Maximum, out long maximum) is { } wrong)
        {
            return wrong;
        }
        if (done >= maximum)
        {
            return null;
        }
        goesOn = true;
        if (loop.Condition is not { } condition)
        {
            return null;
        }
        execution.Feel.Overlay(LoopCounter, FeelValue.From(done));
        FeelResult result = execution.Feel.Evaluate(condition, body);
        execution.Feel.ClearOverlay();
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("loop condition", condition.Source, result);
        }
        if (result.Value.Kind != FeelKind.Boolean)
        {
            return ExpressionScope.Unexpected("loop condition", condition.Source, "true or false", result.Value);
        }
        goesOn = result.Value.AsBoolean();
        return null;
    }

    private static Failure? Maximum(Execution execution, ElementInstance body, TextExpression? text, out long maximum)
    {
        maximum = long.MaxValue;
        if (text is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(text, body, "loop maximum", out FeelValue value) is { } failure)
        {
            return failure;
        }
        bool isNumber = value.Kind switch
        {
            FeelKind.Number => value.AsNumber().TryToInt64(out maximum),
            FeelKind.String => long.TryParse(value.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out maximum),
            _ => false,
        };
        return isNumber ? null : ExpressionScope.Unexpected("loop maximum", text.Source, "a whole number", value);
    }
}
