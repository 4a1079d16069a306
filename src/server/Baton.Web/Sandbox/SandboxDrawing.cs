using Baton.Desk.Sandbox;
using Baton.Web.Canvas;

namespace Baton.Web.Sandbox;

/// <summary>What <see cref="SandboxCanvas"/> draws.</summary>
/// <param name="Model">The process, what was passed and where work stands.</param>
/// <param name="Tokens">How many tokens stand at each element.</param>
/// <param name="Travelled">The flows that tokens took in the last step, in order; they are seen to travel.</param>
/// <param name="Step">The step that was last; the same step does not travel twice.</param>
public sealed record SandboxDrawing(BpmnDrawing Model, IReadOnlyDictionary<string, int> Tokens, IReadOnlyList<string> Travelled, int Step)
{
    /// <param name="view">The run.</param>
    /// <param name="called">The process that it has called and that is to be seen; null for the one that is played.</param>
    /// <param name="travels">Whether tokens are seen on their way.</param>
    public static SandboxDrawing Of(SandboxView view, SandboxCalled? called, bool travels)
    {
        ArgumentNullException.ThrowIfNull(view);
        var process = called?.ProcessId ?? view.ProcessId;
        var tokens = view
            .Tokens.Where(token => token.ProcessId == process)
            .GroupBy(token => token.ElementId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(token => token.Count), StringComparer.Ordinal);
        var model = new BpmnDrawing(called?.Xml ?? view.Xml, [.. tokens.Keys], view.Visited, called?.Names ?? view.Names);
        return new(model, tokens, travels ? view.Travelled : [], view.StepCount);
    }
}
