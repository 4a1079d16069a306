using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>Where work was given up.</summary>
internal static class DropOut
{
    /// <summary>What was open when the instance was canceled, without the frames around it; empty for an instance that was not.</summary>
    public static IEnumerable<TraceStep> Where(Trace trace) =>
        trace.State != TraceState.Canceled
            ? []
            : StepTypes
                .Drawn(trace.Steps)
                .Where(step => step.State == TraceState.Canceled && step.Ended == trace.Ended && !StepTypes.IsFrame(step.Type));
}
