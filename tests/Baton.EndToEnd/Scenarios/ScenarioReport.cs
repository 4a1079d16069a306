using System.Globalization;
using System.Text;

namespace Baton.EndToEnd.Scenarios;

/// <summary>How one scenario went; no problem means that it passed.</summary>
internal sealed record ScenarioResult(ScenarioFile Scenario, string? Problem, TimeSpan Took)
{
    public bool Passed => Problem is null;
}

/// <summary>The table of a run: each scenario with its outcome, and the totals.</summary>
internal static class ScenarioReport
{
    public static string Table(IReadOnlyList<ScenarioResult> results)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, ScenarioResult> area in results.GroupBy(result => result.Scenario.Area))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{area.Key}: {area.Count(result => result.Passed)}/{area.Count()}");
            foreach (ScenarioResult result in area)
            {
                text.AppendLine(Line(result));
            }
        }
        AppendFeatures(text, results);
        text.AppendLine(CultureInfo.InvariantCulture, $"scenarios: {results.Count(result => result.Passed)} passed of {results.Count}");
        return text.ToString();
    }

    private static string Line(ScenarioResult result)
    {
        string outcome = (result.Passed, SupportedScenarios.Names.Contains(result.Scenario.Name)) switch
        {
            (true, true) => "passed",
            (true, false) => "passed (add it to the supported ones)",
            (false, true) => "FAILED",
            (false, false) => "not yet supported",
        };
        string seconds = result.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return $"  {result.Scenario.Name, -48} {seconds, 5} s  {outcome}{(result.Passed ? "" : ": " + result.Problem)}";
    }

    /// <summary>Optional groups of behaviour are counted apart, as they say something about the server as a whole.</summary>
    private static void AppendFeatures(StringBuilder text, IReadOnlyList<ScenarioResult> results)
    {
        foreach (string feature in results.SelectMany(result => result.Scenario.Features).Distinct().Order(StringComparer.Ordinal))
        {
            ScenarioResult[] some = [.. results.Where(result => result.Scenario.Features.Contains(feature))];
            text.AppendLine(CultureInfo.InvariantCulture, $"optional {feature}: {some.Count(result => result.Passed)}/{some.Length}");
        }
    }
}
