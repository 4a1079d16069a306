using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>An instance with what following it on the drawings gave.</summary>
/// <param name="Trace">The instance.</param>
/// <param name="Path">The way it took, without gateways.</param>
/// <param name="VariantId">Of the way.</param>
/// <param name="Passes">The arrows of its own version that it took.</param>
/// <param name="Deviations">What the newest version could not have done; empty for an instance that it could have led.</param>
/// <param name="IsChanged">Somebody moved it by hand: not even its own version leads where it went.</param>
internal sealed record Examined(
    Trace Trace,
    IReadOnlyList<TraceStep> Path,
    string VariantId,
    IReadOnlyList<FlowPass> Passes,
    IReadOnlyList<Deviation> Deviations,
    bool IsChanged
)
{
    /// <summary>Follows an instance on its own drawing and on the newest one.</summary>
    public static Examined Of(Trace trace, ProcessShape? own, ProcessShape newest)
    {
        var path = TracePath.Of(trace);
        var there = own is null ? null : Replay.On(trace, own, trace.Flows);
        var here = ReferenceEquals(own, newest) && there is { Deviations.Count: 0 } ? there : Replay.On(trace, newest);
        return new(
            trace,
            path,
            TracePath.Id(path, trace.State),
            there?.Passes ?? [],
            here.Deviations,
            !trace.IsMigrated && there is { Deviations.Count: > 0 }
        );
    }
}
