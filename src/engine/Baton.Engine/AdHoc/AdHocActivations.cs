using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.AdHoc;

/// <summary>Begins activities of an ad-hoc sub-process, and ends it.</summary>
internal static class AdHocActivations
{
    /// <summary>The activities that the model begins with.</summary>
    public static Failure? First(Execution execution, ElementInstance instance, out IReadOnlyList<AdHocActivation> activations)
    {
        activations = [];
        AdHocDefinition adHoc = instance.Element.AdHoc!;
        if (adHoc.ActiveElements is not { } expression)
        {
            return null;
        }
        FeelResult result = execution.Feel.Evaluate(expression, instance);
        if (result.Failure is not null)
        {
            return ExpressionScope.Failed("active elements collection", expression.Source, result);
        }
        if (result.Value.Kind != FeelKind.List || result.Value.AsList().Any(each => each.Kind != FeelKind.String))
        {
            return ExpressionScope.Unexpected("active elements collection", expression.Source, "a list of texts", result.Value);
        }
        activations = [.. result.Value.AsList().Select(each => new AdHocActivation(each.AsString(), FeelContext.Empty))];
        return Unknown(instance.Element, activations) is { } unknown
            ? new Failure(
                IncidentType.ExtractValueError,
                $"Expected to activate {unknown} Correct the variables, then resolve the incident."
            )
            : null;
    }

    /// <summary>Which of them cannot be begun, as the rest of a sentence; null when all can.</summary>
    public static string? Unknown(ExecutableElement adHoc, IReadOnlyList<AdHocActivation> activations)
    {
        string[] unknown =
        [
            .. activations.Where(each => !adHoc.AdHoc!.Activities.ContainsKey(each.ElementId)).Select(each => $"'{each.ElementId}'"),
        ];
        return unknown.Length == 0
            ? null
            : $"{string.Join(", ", unknown)} in ad-hoc sub-process '{adHoc.Id}', but it has no such activity to begin with. "
                + $"It has {string.Join(", ", adHoc.AdHoc!.Activities.Keys.Select(id => $"'{id}'"))}.";
    }

    /// <summary>Each activity gets a scope of its own; all scopes are there before the first activity runs.</summary>
    public static void Begin(Execution execution, ElementInstance adHoc, IReadOnlyList<AdHocActivation> activations)
    {
        AdHocDefinition definition = adHoc.Element.AdHoc!;
        var begun = new List<ElementInstance>(activations.Count);
        foreach (AdHocActivation activation in activations)
        {
            ElementInstance inner = execution.Begin(definition.Inner, adHoc, null);
            VariableWrites.Local(execution, inner, activation.Variables);
            execution.Activated(inner);
            begun.Add(execution.Begin(definition.Activities[activation.ElementId], inner, null));
        }
        foreach (ElementInstance activity in begun)
        {
            execution.RunActivation(activity);
        }
    }

    /// <summary>The sub-process has reached what it is there for: it ends with, or without, what still runs in it.</summary>
    public static void Fulfil(Execution execution, ElementInstance adHoc, bool cancelsRemaining)
    {
        execution.Emit(new AdHocFulfilled(adHoc.ProcessInstance.Key, adHoc.Key));
        if (cancelsRemaining)
        {
            execution.TerminateChildren(adHoc, null);
        }
        execution.CompleteIfEmpty(adHoc);
    }
}
