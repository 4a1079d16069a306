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
    public static SandboxDrawing Of(SandboxView view, bool travels)
    {
        ArgumentNullException.ThrowIfNull(view);
        var tokens = view
            .Tokens.Where(token => token.ProcessId == view.ProcessId)
            .GroupBy(token => token.ElementId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(token => token.Count), StringComparer.Ordinal);
        return new(new(view.Xml, [.. tokens.Keys], view.Visited, view.Names), tokens, travels ? view.Travelled : [], view.StepCount);
    }
}
