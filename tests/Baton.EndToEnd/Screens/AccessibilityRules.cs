using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>Runs axe-core's WCAG 2.2 AA rules in the page that is shown.</summary>
internal static class AccessibilityRules
{
    private const string Run = """
        async options => {
          if (typeof axe === 'undefined') return null;
          // Colours in the middle of a transition are nobody's.
          const passing = document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime !== Infinity);
          await Promise.allSettled(passing.map(one => one.finished));
          const found = await axe.run(document, { runOnly: options, iframes: false, resultTypes: ['violations'] });
          return JSON.stringify(found.violations.map(v => ({ id: v.id, nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ': ' + n.failureSummary) })));
        }
        """;

    private static readonly object Standards = new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21aa", "wcag22aa" } };

    /// <summary>Of all rules those whose outcome follows from colours.</summary>
    private static readonly object Colours = new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } };

    private static readonly string Script = File.ReadAllText(
        Path.Combine(Repository.Root, "tests/Baton.EndToEnd/node_modules/axe-core/axe.min.js")
    );

    /// <summary>One line a violation; empty when the page keeps the rules.</summary>
    public static Task<IReadOnlyList<string>> Violations(IPage page) => Find(page, Standards);

    /// <summary>The same for the rules of colours alone, for a page whose colours changed since it was looked at.</summary>
    public static Task<IReadOnlyList<string>> HardToRead(IPage page) => Find(page, Colours);

    private static async Task<IReadOnlyList<string>> Find(IPage page, object rules)
    {
        var answer = await page.EvaluateAsync<string?>(Run, rules);
        if (answer is null)
        {
            // The rules stay in the page until it is left.
            await page.EvaluateAsync($"() => {{ {Script} }}");
            answer = await page.EvaluateAsync<string>(Run, rules);
        }
        return [.. ((JsonArray)JsonNode.Parse(answer)!).Select(violation => $"{violation!["id"]}: {violation["nodes"]!.ToJsonString()}")];
    }
}
