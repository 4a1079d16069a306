using System.Globalization;
using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;
using Baton.Web.Shell;

namespace Baton.Web.Analysis;

/// <summary>What figures are called.</summary>
internal static class AnalysisNames
{
    public static string State(TraceState state) =>
        state switch
        {
            TraceState.Completed => AnalysisPageTexts.StateCompleted,
            TraceState.Canceled => AnalysisPageTexts.StateCanceled,
            _ => AnalysisPageTexts.StateRunning,
        };

    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public static string Share(long part, long whole) =>
        whole <= 0 ? "–" : ((double)part / whole).ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>The figure whose instances are listed, in words.</summary>
    public static string Behind(string selection, ProcessFigures figures)
    {
        var at = selection.IndexOf(':', StringComparison.Ordinal);
        var (kind, argument) = at < 0 ? (selection, "") : (selection[..at], selection[(at + 1)..]);
        return kind switch
        {
            "step" => Element(argument),
            "again" => AnalysisPageTexts.BehindAgain.With(Element(argument)),
            "open" => AnalysisPageTexts.BehindOpen.With(Element(argument)),
            "dropout" => AnalysisPageTexts.BehindDropOut.With(Element(argument)),
            "follows" => AnalysisPageTexts.BehindFollows.With([.. argument.Split('>', 2).Select(Element)]),
            "variant" => AnalysisPageTexts.BehindVariant,
            "flow" => AnalysisPageTexts.BehindFlow,
            "state" when Enum.TryParse<TraceState>(argument, ignoreCase: true, out var state) => State(state),
            "deviates" => AnalysisPageTexts.Deviating,
            "changed" => AnalysisPageTexts.Changed,
            "migrated" => AnalysisPageTexts.Migrated,
            _ => selection,
        };

        string Element(string id) =>
            figures.Steps.FirstOrDefault(step => string.Equals(step.ElementId, id, StringComparison.Ordinal))?.Name ?? id;
    }
}
