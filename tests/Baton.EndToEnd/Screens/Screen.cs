using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>What is looked at on a screen that is shown: cut texts, WCAG AA, faults in the browser's console. Faults are kept, one line each.</summary>
internal static class Screen
{
    public static void Follow(IPage page, ConcurrentQueue<string> faults)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Enqueue($"{page.Url}: the console says {message.Text}");
            }
        };
        page.PageError += (_, error) => faults.Enqueue($"{page.Url}: {error}");
    }

    /// <summary>All that can be wrong in a light window, and the colours once more in a dark one: nothing else depends on them.</summary>
    public static async Task CheckLightAndDark(IPage page, string name, string language, ConcurrentQueue<string> faults)
    {
        await Check(page, name, language, faults);
        await Light(page, ColorScheme.Dark);
        await Keep(page, name, language, ColorScheme.Dark);
        Add(faults, $"{name} ({language}, {ColorScheme.Dark})", await AccessibilityRules.HardToRead(page));
        await Light(page, ColorScheme.Light);
    }

    /// <summary>A screen as it is.</summary>
    public static async Task Check(IPage page, string name, string language, ConcurrentQueue<string> faults)
    {
        await Keep(page, name, language, ColorScheme.Light);
        var where = $"{name} ({language}, {ColorScheme.Light})";
        Add(faults, where, await Layout.Faults(page));
        Add(faults, where, await AccessibilityRules.Violations(page));
    }

    /// <summary>Turns the light on or off. The colours follow at once: those between light and dark are not looked at.</summary>
    private static async Task Light(IPage page, ColorScheme scheme)
    {
        await page.EvaluateAsync(
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('*, *::before, *::after { transition: none !important }');
              document.adoptedStyleSheets = [sheet];
            }
            """
        );
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.EvaluateAsync("() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))");
    }

    private static void Add(ConcurrentQueue<string> faults, string where, IReadOnlyList<string> found)
    {
        foreach (var fault in found)
            faults.Enqueue($"{where}: {fault}");
    }

    private static async Task Keep(IPage page, string name, string language, ColorScheme scheme)
    {
        if (Environment.GetEnvironmentVariable("BATON_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var path = Path.Combine(folder, $"{name}.{language}.{scheme.ToString().ToLowerInvariant()}.png");
            await page.ScreenshotAsync(new() { Path = path });
        }
    }
}
