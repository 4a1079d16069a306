using System.Text.RegularExpressions;
using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>The head of the centre looks at how work goes: the drawing with figures, a way, the cases behind it, and the log for another tool.</summary>
public sealed partial class AnalysisInBrowserTests
{
    [Fact]
    public async Task A_way_is_marked_on_the_drawing_its_cases_open_and_the_log_is_taken_away()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var (rejected, open) = await Play(stage);
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");

        await lau.Go("/analysis");
        await lau.Page.Locator("[data-testid=analysis-row][data-process=tos] a").First.ClickAsync();
        await lau.Page.Locator(".flow-canvas .bpmn-canvas-drawing[data-drawn]").WaitForAsync();
        await Expect(lau.Get("analysis-figures")).ToContainTextAsync("2");
        await Expect(lau.Page.Locator(".flow-badge").First).ToBeVisibleAsync();
        await Expect(lau.Get("variant-row")).ToHaveCountAsync(2);
        await lau.Page.Locator(".flow-badge-arrow").First.ClickAsync();
        await Expect(lau.Get("behind-row")).ToHaveCountAsync(2);
        await lau.Get("behind-close").ClickAsync();

        await lau.Get("variant-row").Filter(new() { HasText = "Running" }).GetByTestId("variant-show").ClickAsync();
        await Expect(lau.Page).ToHaveURLAsync(Variant());
        await Expect(lau.Page.Locator(".flow-canvas .djs-connection.is-chosen").First).ToBeAttachedAsync();
        await lau.Get("variant-row").Filter(new() { HasText = "Running" }).GetByTestId("variant-cases").ClickAsync();
        await Expect(lau.Get("behind-row")).ToHaveCountAsync(1);
        await Expect(lau.Get("behind-row")).ToContainTextAsync(open);

        // What the address says is what one sees again.
        await lau.Page.ReloadAsync();
        await Expect(lau.Get("behind-row")).ToContainTextAsync(open);
        await lau.Get("analysis-show").SelectOptionAsync("waiting");
        await Expect(lau.Page).ToHaveURLAsync(Waiting());
        await lau.Get("analysis-late").ClickAsync();
        await Expect(lau.Get("analysis-empty")).ToBeVisibleAsync();
        await Expect(lau.Get("analysis-late")).ToBeCheckedAsync();
        await lau.Get("analysis-late").ClickAsync();

        await lau.Get("behind-close").ClickAsync();
        await lau.Page.Locator("[data-testid=variant-row]").Filter(new() { HasText = "Done" }).GetByTestId("variant-cases").ClickAsync();
        await Expect(lau.Get("behind-row")).ToContainTextAsync(rejected);
        var download = await lau.Page.RunAndWaitForDownloadAsync(() => lau.Get("analysis-export").GetByText("CSV").ClickAsync());
        var rows = await File.ReadAllLinesAsync((await download.PathAsync())!);

        Assert.Equal("tos.csv", download.SuggestedFilename);
        Assert.Contains(rows, row => row.StartsWith(rejected + ",", StringComparison.Ordinal));
    }

    /// <summary>One case that was rejected and withdrawn, and one that waits.</summary>
    private static async Task<(string Rejected, string Open)> Play(FaxDeskStage stage)
    {
        var (amy, manager) = (stage.Person("amy"), stage.Person("um.lee"));
        var customer = (string)(await amy.List("customers?limit=1")).Single()!["key"]!;
        var rejected = await amy.OpenCase(customer, "Roaming in Japan", "+85223456780");
        var open = await amy.OpenCase(customer, "Another matter", "+85223456780");
        await stage.Advance(TimeSpan.FromMinutes(20));
        await manager.Complete(await manager.Task(rejected, "mine"), "reject", "No.");
        await amy.Complete(await amy.Task(rejected, "mine"), "withdraw", "Not wanted any more.");
        return (rejected, open);
    }

    [GeneratedRegex("variant=")]
    private static partial Regex Variant();

    [GeneratedRegex("show=waiting")]
    private static partial Regex Waiting();
}
