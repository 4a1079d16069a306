using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>Runs axe-core's WCAG 2.2 AA rules in the page that is shown.</summary>
internal static class AccessibilityRules
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], iframes: false });
          return JSON.stringify(found.violations.map(v => ({ id: v.id, nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ': ' + n.failureSummary) })));
        }
        """;

    private static readonly string Script = File.ReadAllText(
        Path.Combine(Repository.Root, "tests/Baton.EndToEnd/node_modules/axe-core/axe.min.js")
    );

    /// <summary>One line a violation; empty when the page keeps the rules.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        await page.EvaluateAsync($"() => {{ {Script} }}");
        var found = (JsonArray)JsonNode.Parse(await page.EvaluateAsync<string>(Run))!;
        return [.. found.Select(violation => $"{violation!["id"]}: {violation["nodes"]!.ToJsonString()}")];
    }
}
