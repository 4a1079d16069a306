using Baton.Engine.Events;
using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>Gathers the events that start instances of a process. Their names are fixed when the process is compiled.</summary>
internal sealed class StartEventCompiler(ExpressionCompiler expressions, ExecutableElement root, IReadOnlyList<ExecutableElement> elements)
{
    public IReadOnlyList<StartTimer> Timers() => [.. Starts(EventTrigger.Timer).Select(element => new StartTimer(element))];

    public IReadOnlyList<StartMessage> Messages() =>
        [.. Starts(EventTrigger.Message).Select(element => new StartMessage(element.Id, Name(element, element.Message!.Name)))];

    public IReadOnlyList<StartSignal> Signals() =>
        [.. Starts(EventTrigger.Signal).Select(element => new StartSignal(element.Id, Name(element, element.Signal!.Name)))];

    public IReadOnlyList<StartCondition> Conditions() => [.. Starts(EventTrigger.Condition).Select(element => new StartCondition(element))];

    private IEnumerable<ExecutableElement> Starts(EventTrigger trigger) =>
        elements.Where(element => element.Trigger == trigger && StartsInstances(element));

    private bool StartsInstances(ExecutableElement element) =>
        element.Type == ElementType.StartEvent ? ReferenceEquals(element.Parent, root) : element.StartGateway is not null;

    private string Name(ExecutableElement element, TextExpression name)
    {
        FeelValue value = name.Expression is null
            ? name.Literal
            : name.Expression.Evaluate(FeelScope.Empty, new FeelEnvironment(DateTimeOffset.UnixEpoch)).Value;
        if (value.Kind == FeelKind.String)
        {
            return value.AsString();
        }
        expressions.Report(
            element.Id,
            0,
            0,
            $"The name '{name.Source}' of '{element.Id}' does not give a text. What starts instances sees no variables: write the name itself."
        );
        return "";
    }
}
