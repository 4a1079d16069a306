using System.Globalization;
using Baton.Desk.Analysis.Figures;
using Baton.Web.Shell;

namespace Baton.Web.Analysis;

/// <summary>What is written on the drawing of a process.</summary>
internal static class FlowMarks
{
    public const string Waiting = "waiting";
    public const string Work = "work";
    private const int Hottest = 5;

    /// <summary>How often, or how long: figures on all that was visited, which lead to what stands behind them.</summary>
    public static IReadOnlyList<FlowMark> Of(ProcessFigures figures, string? show, Func<string, string> to)
    {
        var flows = figures.Flows.Select(flow => flow.FlowId).ToHashSet(StringComparer.Ordinal);
        return Marks(figures, show).ConvertAll(mark => mark with { Address = to((flows.Contains(mark.Id) ? "flow:" : "step:") + mark.Id) });
    }

    private static List<FlowMark> Marks(ProcessFigures figures, string? show) =>
        show switch
        {
            Waiting => Times(figures, step => step.Waiting),
            Work => Times(figures, step => step.IsForPeople ? step.Working : step.Whole),
            _ => Counts(figures),
        };

    /// <summary>A time in words, or a dash for none.</summary>
    public static string Time(long milliseconds) => milliseconds <= 0 ? "–" : CountdownText.Span(TimeSpan.FromMilliseconds(milliseconds));

    private static List<FlowMark> Counts(ProcessFigures figures)
    {
        var steps = figures.Steps.Select(step => (Id: step.ElementId, Count: step.Visits));
        var flows = figures.Flows.Select(flow => (Id: flow.FlowId, Count: flow.Passes));
        var all = steps.Concat(flows).ToList();
        var most = all.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return all.ConvertAll(one => new FlowMark(one.Id, one.Count.ToString("N0", CultureInfo.CurrentCulture), Heat(one.Count, most)));
    }

    private static List<FlowMark> Times(ProcessFigures figures, Func<StepFigures, Spread> spread)
    {
        var steps = figures.Steps.Where(step => spread(step).Total > 0).ToList();
        var most = steps.Select(step => spread(step).Median).DefaultIfEmpty(0).Max();
        return steps.ConvertAll(step => new FlowMark(step.ElementId, Time(spread(step).Median), Heat(spread(step).Median, most)));
    }

    private static int Heat(long value, long most) => most <= 0 ? 0 : (int)Math.Ceiling((double)value * Hottest / most);
}
