using System.Security.Cryptography;
using System.Text;

namespace Baton.Desk.Analysis.Traces;

/// <summary>The way that an instance took, as people tell it: its steps and events one after the other, without gateways.</summary>
internal static class TracePath
{
    private const int IdLength = 12;

    /// <summary>The visits on the way, in the order in which they began.</summary>
    public static List<TraceStep> Of(Trace trace) => [.. StepTypes.Drawn(trace.Steps).Where(step => !StepTypes.IsGateway(step.Type))];

    /// <summary>A short name of the way, the same for all instances that took it and ended alike.</summary>
    public static string Id(IEnumerable<TraceStep> path, TraceState state)
    {
        var text = new StringBuilder(state.ToString());
        foreach (var step in path)
            text.Append('\n').Append(step.ElementId);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..IdLength];
    }
}
