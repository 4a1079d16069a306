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
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Check(page, name, language, faults);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Keep(page, name, language, ColorScheme.Dark);
        Add(faults, $"{name} ({language}, {ColorScheme.Dark})", await AccessibilityRules.HardToRead(page));
    }

    /// <summary>A screen as it is.</summary>
    public static async Task Check(IPage page, string name, string language, ConcurrentQueue<string> faults)
    {
        await Keep(page, name, language, ColorScheme.Light);
        var where = $"{name} ({language}, {ColorScheme.Light})";
        Add(faults, where, await Layout.Faults(page));
        Add(faults, where, await AccessibilityRules.Violations(page));
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
