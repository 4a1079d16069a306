using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Errors;

/// <summary>Who catches an error or escalation: the instance and the event that stands beside it or in it.</summary>
internal readonly record struct ErrorCatch(ElementInstance Owner, ExecutableElement Catcher)
{
    /// <summary>Whether what is caught is cut off.</summary>
    public bool IsInterrupting => Catcher.IsInterrupting;

    public void Run(Execution execution, FeelContext payload)
    {
        // Without mappings of its start event, an event sub-process leaves the variables of an error to the scope that it stands in.
        if (Catcher.Type == ElementType.StartEvent && (Catcher.PartOf ?? Catcher).Mappings.Outputs.Length == 0)
        {
            VariableWrites.Local(execution, Owner, payload);
            payload = FeelContext.Empty;
        }
        Triggering.Trigger(execution, Owner, Catcher, payload);
    }
}

/// <summary>
/// Searches from the thrower outward: boundary events of the activity, event sub-processes of the scope around it, boundary events of that
/// scope, and so on, out of called instances too. On one level a matching code wins over an event without code.
/// </summary>
internal static class ErrorSearch
{
    public static ErrorCatch? Find(ElementInstance thrower, string code) => Find(thrower, code, EventTrigger.Error);

    public static ErrorCatch? Find(ElementInstance thrower, string code, EventTrigger trigger)
    {
        for (ElementInstance? current = thrower; current is not null; current = current.Scope)
        {
            ExecutableElement? caught = Best(current.Element.BoundaryEvents, code, trigger);
            if (caught is not null)
            {
                return new ErrorCatch(current, caught);
            }
            if (
                current.Scope is { } scope
                && !current.IsProcess
                && !WasInterruptedBy(current)
                && InEventSubProcess(scope, code, trigger) is { } start
            )
            {
                return new ErrorCatch(scope, start);
            }
        }
        return null;
    }

    public static string Unhandled(string code, string? message) =>
        $"Expected to throw the error '{code}'{(string.IsNullOrEmpty(message) ? "" : $" ({message})")}, but no event catches it. "
        + "Add a catching event to the model or repair the cause, then resolve the incident.";

    /// <summary>An interrupting event sub-process does not catch what is thrown inside it, nor do its closed neighbours.</summary>
    private static bool WasInterruptedBy(ElementInstance current) =>
        current.Element is { Type: ElementType.EventSubProcess, EventStart.IsInterrupting: true };

    private static ExecutableElement? InEventSubProcess(ElementInstance scope, string code, EventTrigger trigger)
    {
        ExecutableElement? any = null;
        foreach (ExecutableElement start in WithParts(scope.Element.EventSubProcesses.Select(each => each.EventStart!)))
        {
            switch (Matches(start, code, trigger))
            {
                case true:
                    return start;
                case null:
                    any ??= start;
                    break;
            }
        }
        return any;
    }

    private static IEnumerable<ExecutableElement> WithParts(IEnumerable<ExecutableElement> catchers) =>
        catchers.SelectMany(each => each.Parts.Length > 0 ? each.Parts : [each]);

    private static ExecutableElement? Best(ExecutableElement[] candidates, string code, EventTrigger trigger)
    {
        ExecutableElement? any = null;
        foreach (ExecutableElement candidate in WithParts(candidates))
        {
            switch (Matches(candidate, code, trigger))
            {
                case true:
                    return candidate;
                case null:
                    any ??= candidate;
                    break;
            }
        }
        return any;
    }

    /// <summary>True for the same code, null for an event that catches all, false for no match.</summary>
    private static bool? Matches(ExecutableElement catcher, string code, EventTrigger trigger)
    {
        if (catcher.Trigger != trigger)
        {
            return false;
        }
        // Validation allows only fixed codes on catching events.
        TextExpression? wanted = (trigger == EventTrigger.Error ? catcher.Error : catcher.Escalation)?.Code;
        if (wanted is null || wanted.Source.Length == 0)
        {
            return null;
        }
        return string.Equals(wanted.Source, code, StringComparison.Ordinal);
    }
}

/// <summary>Throws an error; the event is terminated when it is caught.</summary>
internal sealed class ErrorEndBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (execution.Feel.OptionalText(instance.Element.Error?.Code, instance, "error code", out string? code) is { } failure)
        {
            return failure;
        }
        if (ErrorSearch.Find(instance, code ?? "") is not { } caught)
        {
            return new Failure(IncidentType.UnhandledErrorEvent, ErrorSearch.Unhandled(code ?? "", null));
        }
        execution.Activated(instance);
        caught.Run(execution, FeelContext.Empty);
        return null;
    }
}
