using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>An operator finds what is stopped, repairs it, moves what went astray, and looks back at what happened.</summary>
public sealed class OperationsInBrowserTests
{
    [Fact]
    public async Task A_stopped_instance_is_found_repaired_moved_by_drag_and_looked_back_at()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var admin = stage.Person("admin.lau");
        await admin.Deploy("refund.bpmn", RefundProcess.Model);
        var stopped = await admin.StartProcess("refund", new() { ["amount"] = "many" });
        await admin.StartProcess("refund", new() { ["amount"] = 5 });
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");

        // From the numbers to the list, and to the instance.
        await lau.Go("/operations");
        await Expect(lau.Get("tally-incidents").Locator("strong")).ToHaveTextAsync("1");
        await lau.Page.Locator("[data-testid=process-row][data-process=refund] .chip-bad").ClickAsync();
        await Expect(lau.Get("instance-row")).ToHaveCountAsync(1);
        await lau.Get("instance-row").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lau.Get("instance-key")).ToHaveTextAsync(stopped);
        await Expect(lau.Get("instance-incident")).ToHaveCountAsync(1);

        // The variable is repaired, after a mistake, and the step retried.
        await lau.Get("variable-edit").ClickAsync();
        await lau.Get("variable-value").FillAsync("two hundred");
        await lau.Get("variable-save").ClickAsync();
        await Expect(lau.Get("variable-form").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await lau.Get("variable-value").FillAsync("200");
        await lau.Get("variable-save").ClickAsync();
        await Expect(lau.Get("variable-json")).ToHaveTextAsync("200");
        await lau.Get("incident-retry").ClickAsync();
        await Expect(lau.Get("instance-incident")).ToHaveCountAsync(0);
        await Expect(lau.Page.Locator("[data-testid=element-row][data-element=approve] [data-testid=state-chip]"))
            .ToHaveTextAsync("running");

        // The token is dragged from Approve to Pay; the plan is shown before it is done.
        await lau.Page.Locator(".bpmn-canvas-drawing[data-drawn]").WaitForAsync();
        await Drag(lau, "token-approve", "pay");
        await Expect(lau.Get("move-begins")).ToHaveTextAsync("Pay");
        Assert.Empty(await AccessibilityRules.Violations(lau.Page));
        await lau.Get("move-do").ClickAsync();
        await Expect(lau.Get("token-pay")).ToBeVisibleAsync();
        await Expect(lau.Get("instance-deeds").Locator("p")).ToHaveCountAsync(3);

        // The same without a mouse: back to where it was.
        await lau.Page.Locator("[data-testid=element-row][data-element=pay] [data-testid=element-move]").ClickAsync();
        await lau.Get("move-target").SelectOptionAsync("approve");
        await Expect(lau.Get("move-begins")).ToHaveTextAsync("Approve");
        await lau.Get("move-do").ClickAsync();
        await Expect(lau.Get("token-approve")).ToBeVisibleAsync();

        // Back through time, step by step.
        await lau.Get("instance-history").ClickAsync();
        var slider = lau.Get("history-slider");
        await Expect(lau.Get("history-variables").Locator("td").Nth(2)).ToHaveTextAsync("200");
        var last = await lau.Get("history-count").InnerTextAsync();
        await slider.FocusAsync();
        await lau.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(lau.Get("history-count")).Not.ToHaveTextAsync(last);
        await slider.FillAsync("0");
        await Expect(lau.Get("history-words")).ToHaveTextAsync("The instance begins by version 1");
        for (
            var step = 0;
            step < 60 && !(await lau.Get("history-words").InnerTextAsync()).Contains("is stopped", StringComparison.Ordinal);
            step++
        )
        {
            var before = await lau.Get("history-count").InnerTextAsync();
            await lau.Page.Keyboard.PressAsync("ArrowRight");
            await Expect(lau.Get("history-count")).Not.ToHaveTextAsync(before);
        }
        await Expect(lau.Get("history-words")).ToContainTextAsync("How much? is stopped");
        await Expect(lau.Get("history-variables").Locator("td").Nth(2)).ToHaveTextAsync("\"many\"");
        await Expect(lau.Get("history-drawing").Locator("[data-element-id=decide].is-stopped")).ToHaveCountAsync(1);
        Assert.Empty(await AccessibilityRules.Violations(lau.Page));

        // From the drawing of the process to the instances at an element, which end together.
        await lau.Go("/operations/processes/refund");
        await lau.Get("badge-running-pay").ClickAsync();
        await Expect(lau.Get("instance-row")).ToHaveCountAsync(1);
        await lau.Get("tick-all").ClickAsync();
        await lau.Get("bulk-cancel").ClickAsync();
        await lau.Get("bulk-start").ClickAsync();
        await Expect(lau.Get("batch-state")).ToHaveTextAsync("done");
        await Expect(lau.Get("batch-item")).ToHaveCountAsync(1);
        Assert.Empty(await AccessibilityRules.Violations(lau.Page));
    }

    private static async Task Drag(DeskWindow window, string token, string element)
    {
        await window.Page.Locator(".engine-canvas").ScrollIntoViewIfNeededAsync();
        var from = (await window.Get(token).BoundingBoxAsync())!;
        var to = (await window.Page.Locator($".engine-canvas [data-element-id={element}] .djs-hit").First.BoundingBoxAsync())!;
        await window.Page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + (to.Height / 2), new() { Steps = 8 });
        await window.Page.Mouse.UpAsync();
    }
}
