using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>
/// The approval of deployment A from an empty drawing to running cases and back, by people who write no id and no expression: it is drawn by the
/// mouse, tried, looked at by another person, deployed, used, changed, compared, its cases migrated, and rolled back.
/// </summary>
[Trait("Story", "D")]
public sealed class ApprovalDrawnInBrowserTests
{
    private const string Process = "fax-approval";
    private const string Phone = "2345 6789";

    [Fact]
    public async Task An_approval_is_drawn_tried_reviewed_deployed_used_changed_migrated_and_rolled_back()
    {
        await using var stage = await FaxDeskStage.Set(FaxDeskStage.Morning, ["--Designs:FourEyes", "true"]);
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var mok = await DeskWindow.SignIn(browser, address, "design.mok");
        var xu = await DeskWindow.SignIn(browser, address, "review.xu");

        await Begin(mok);
        var approve = await Draw(mok);
        await TryIt(mok);
        await Ask(mok);
        await Approve(xu);
        await Deploy(xu, "Unit managers approve before a fax leaves.");

        // A case type of its own makes it known to the agents.
        var lau = await DeskWindow.SignIn(browser, address, "admin.lau");
        await MakeCaseType(lau);

        // The desk works by it: one case goes all the way, another one waits at its first step.
        var amy = await DeskWindow.SignIn(browser, address, "amy");
        await amy.FillNewCase(Phone, "Another plan", Phone, type: Process);
        var first = await amy.SendNewCase();
        await amy.SeesStatus("awaiting-approval");
        await amy.FillNewCase(Phone, "Second line", Phone, type: Process);
        var second = await amy.SendNewCase();
        var lee = await DeskWindow.SignIn(browser, address, "um.lee");
        await Take(lee, first, "Approve the request");
        await lee.Press("approve");
        await lee.SeesStatus("approved");
        await stage.Advance(TimeSpan.FromMinutes(25));
        var job = Assert.Single(await stage.Gateway.Take(1));
        Assert.Equal(first, job.Reference);
        await stage.Gateway.ReportSent(job, stage.Now);
        await lee.SeesStatus("archived");

        // A second check is put on the arrow before the fax. The kept run says what came differently; it is a warning.
        var key = new Uri(mok.Page.Url).AbsolutePath;
        await mok.Go(key);
        await IsDrawn(mok);
        await DropOnArrow(mok);
        await mok.Get("design-tab-try").ClickAsync();
        await Expect(mok.Get("run-difference")).ToContainTextAsync("came “Check once more”");
        await Ask(mok);
        await Approve(xu);
        await xu.Get("design-tab-deploy").ClickAsync();
        await Expect(xu.Get("run-warnings")).ToContainTextAsync("came “Check once more”");
        await Deploy(xu, "Two pairs of eyes.");

        await Compare(lau);
        await Migrate(lau, approve);
        await Take(lee, second, "Approve the request");
        await lee.Press("approve");
        var ho = await DeskWindow.SignIn(browser, address, "csm.ho");
        await Take(ho, second, "Check once more");
        await ho.Press("complete");
        await ho.SeesStatus("approved");
        await Expect(ho.Page.Locator("[data-testid=timeline-item][data-code=migrated]")).ToHaveCountAsync(1);

        await xu.Go("/designs/versions/process/" + Process + "?version=1");
        await Expect(xu.Get("version-row")).ToHaveCountAsync(2);
        await xu.Get("version-roll-back").ClickAsync();
        await xu.Get("roll-back-comment").FillAsync("It took too long");
        await xu.Get("roll-back-now").ClickAsync();
        await Expect(xu.Get("version-row")).ToHaveCountAsync(3);
        await Expect(xu.Get("version-row").First).ToContainTextAsync("It took too long");
        var versions = await stage.Person("review.xu").Get("designs/versions/process/" + Process);
        Assert.Equal(1, (int)versions["versions"]![0]!["rolledBackTo"]!);
    }

    /// <summary>Nothing is there but the beginning that every drawing has.</summary>
    private static async Task Begin(DeskWindow window)
    {
        await window.Go("/designs");
        await window.Get("design-new").ClickAsync();
        await window.Get("new-name").FillAsync("Fax approval");
        await window.Get("new-start").ClickAsync();
        await IsDrawn(window);
    }

    /// <summary>Answers the id of the approval.</summary>
    private static async Task<string> Draw(DeskWindow window)
    {
        await window.Page.Locator("[data-element-id=start] .djs-hit").First.ClickAsync();
        await FromMenu(window, "approval", "Approve the request");
        await window.Get("pe-groups").SelectOptionAsync("unit-manager");
        await window.Get("pe-action-add").SelectOptionAsync(new SelectOptionValue { Label = "Send back to be changed" });
        await window.Get("pe-status").SelectOptionAsync("awaiting-approval");
        var approve = await Selected(window);
        await FromPad(window, "gateway", "Approved?");
        await FromMenu(window, "fax", "Fax the answer");
        await window.Get("pe-status").SelectOptionAsync("approved");
        await FromPad(window, "end-event", "Answered");
        await window.Get("pe-status").SelectOptionAsync("archived");

        await ChooseGateway(window);
        await FromMenu(window, "opener-task", "Change the request");
        await window.Get("pe-status").SelectOptionAsync("rejected");
        await window.Page.Locator(".djs-context-pad .entry[data-action=connect]").ClickAsync();
        var target = window.Page.Locator($"[data-element-id={approve}] .djs-hit").First;
        var lower = new Position { X = 40, Y = 60 };
        await target.HoverAsync(new() { Force = true, Position = lower });
        await target.ClickAsync(new() { Force = true, Position = lower });
        await window.Page.Locator(".djs-connection.selected").WaitForAsync();
        await ChooseGateway(window);
        await FromPad(window, "end-event", "Refused");
        await window.Get("pe-status").SelectOptionAsync("withdrawn");

        // Three ways and no word about any of them: the editor asks, and each is a choice in a list.
        await Expect(window.Get("pe-finding")).ToHaveCountAsync(3);
        await ChooseGateway(window);
        foreach (var (index, button) in new[] { "Approve", "Send back to be changed", "Reject" }.Index())
            await window.Get($"pe-condition-{index}").SelectOptionAsync(new SelectOptionValue { Label = "Approve the request: " + button });
        await Expect(window.Get("pe-finding")).ToHaveCountAsync(0);
        await IsSaved(window);
        return approve;
    }

    private static async Task TryIt(DeskWindow window)
    {
        await window.Get("design-tab-try").ClickAsync();
        await window.Get("sandbox-begin").ClickAsync();
        await window.Get("sandbox-opinion").FillAsync("Not this one.");
        await window.Get("sandbox-action-reject").ClickAsync();
        await Expect(window.Get("sandbox-state")).ToHaveTextAsync("Ended");
        await window.Get("sandbox-undo").ClickAsync();
        await window.Get("sandbox-action-send-back").ClickAsync();
        await window.Get("sandbox-action-complete").ClickAsync();
        await window.Get("sandbox-action-approve").ClickAsync();
        await Expect(window.Get("sandbox-would")).ToContainTextAsync("Would send the fax to +85221234568.");
        await window.Get("sandbox-job-done").ClickAsync();
        await Expect(window.Get("sandbox-state")).ToHaveTextAsync("Ended");
        await window.Get("run-keep").ClickAsync();
        await window.Get("run-name").FillAsync("Sent back, then approved");
        await window.Get("run-save").ClickAsync();
        await Expect(window.Get("runs-state")).ToHaveTextAsync("All pass");
    }

    private static async Task DropOnArrow(DeskWindow window)
    {
        var page = window.Page;
        await page.Locator(".djs-palette .entry[data-action=create]").ClickAsync();
        await page.Locator(".djs-popup .entry[data-id=create-baton-task]").ClickAsync();
        var gateway = (await Gateway(window).BoundingBoxAsync())!;
        // Arrows between steps that stand beside each other are short.
        var (x, y) = (gateway.X + gateway.Width + 20, gateway.Y + gateway.Height / 2);
        await page.Mouse.MoveAsync(x, y - 80, new() { Steps = 5 });
        await page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
        await page.Mouse.ClickAsync(x, y);
        await page.Locator(".djs-direct-editing-parent").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await window.Get("pe-name").FillAsync("Check once more");
        await window.Get("pe-groups").SelectOptionAsync("csm");
        await Expect(window.Get("pe-finding")).ToHaveCountAsync(0);
        await IsSaved(window);
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "Draft");
    }

    private static async Task Compare(DeskWindow window)
    {
        await window.Go("/designs/versions/process/" + Process);
        await window.Get("version-row").Nth(1).GetByTestId("version-compare").ClickAsync();
        await Expect(window.Page.Locator("[data-testid=compare-canvas] [data-drawn]")).ToHaveCountAsync(2);
        // Two flows to and from it differ, too.
        var added = window.Page.Locator("[data-testid=difference][data-element^=Activity]").Filter(new() { HasText = "Check once more" });
        await Expect(added).ToContainTextAsync("Added");
        await added.ClickAsync();
        await Expect(window.Page.Locator(".compare-side-after .djs-shape.diff-chosen")).ToBeVisibleAsync();
        await window.Get("view-after").ClickAsync();
        await Expect(window.Page.Locator(".compare-side-before")).ToBeHiddenAsync();
        await window.Get("compare-migrate").ClickAsync();
    }

    private static async Task Migrate(DeskWindow window, string approve)
    {
        var step = window.Page.Locator($"[data-testid=mapping-row][data-step={approve}]");
        await Expect(step.GetByTestId("mapping-target")).ToHaveValueAsync(approve);
        await step.GetByTestId("mapping-target").SelectOptionAsync("");
        await Expect(step.GetByTestId("mapping-missing")).ToBeVisibleAsync();
        await window.Get("migrate-preview").ClickAsync();
        await Expect(window.Get("would-be-refused")).ToBeVisibleAsync();
        await step.GetByTestId("mapping-target").SelectOptionAsync(approve);
        await window.Get("migrate-preview").ClickAsync();
        await Expect(window.Get("would-go")).ToBeVisibleAsync();
        await Expect(window.Get("would-be-refused")).ToHaveCountAsync(0);
        await window.Get("migrate-start").ClickAsync();
        await Expect(window.Get("migration-state")).ToHaveAttributeAsync("data-state", "COMPLETED");
        await window.Go($"/versions/migrate?process={Process}&from=1&to=2");
        await window.Get("migration-row").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Get("migration-run")).ToBeVisibleAsync();
    }

    private static async Task Take(DeskWindow window, string caseNumber, string step)
    {
        await window.OpenFromList("groups", caseNumber);
        await Expect(window.Get("step-name").First).ToContainTextAsync(step);
        await window.Get("task-claim").ClickAsync();
    }

    private static async Task Ask(DeskWindow window)
    {
        await window.Get("design-tab-review").ClickAsync();
        await window.Get("review-text").FillAsync("Please look.");
        await window.Get("review-ask").ClickAsync();
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "InReview");
    }

    /// <summary>From the bell.</summary>
    private static async Task Approve(DeskWindow window)
    {
        await window.Go("/work");
        await window.Get("notices").ClickAsync();
        await window.Get("notice").First.ClickAsync();
        await window.Get("review-approve").ClickAsync();
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "Approved");
    }

    private static async Task Deploy(DeskWindow window, string comment)
    {
        await window.Get("design-tab-deploy").ClickAsync();
        await window.Get("deploy-comment").FillAsync(comment);
        await window.Get("deploy-now").ClickAsync();
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "Deployed");
    }

    /// <summary>A step of the desk behind what is selected; then its name.</summary>
    private static async Task FromMenu(DeskWindow window, string block, string name)
    {
        var before = await Selected(window);
        await window.Page.Locator(".djs-context-pad .entry[data-action=append]").ClickAsync();
        await window.Page.Locator($".djs-popup .entry[data-id=append-baton-{block}]").ClickAsync();
        await Name(window, before, name);
    }

    private static async Task FromPad(DeskWindow window, string what, string name)
    {
        var before = await Selected(window);
        await window.Page.Locator($".djs-context-pad .entry[data-action='append.{what}']").ClickAsync();
        await Name(window, before, name);
    }

    /// <summary>What is new is selected; its name is written in the panel.</summary>
    private static async Task Name(DeskWindow window, string before, string name)
    {
        await window.Page.Locator($".djs-shape.selected:not([data-element-id={before}])").First.WaitForAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Get("pe-name").FillAsync(name);
        await window.Page.Keyboard.PressAsync("Tab");
    }

    private static async Task<string> Selected(DeskWindow window) =>
        (await window.Page.Locator(".djs-shape.selected").First.GetAttributeAsync("data-element-id"))!;

    private static ILocator Gateway(DeskWindow window) =>
        window.Page.Locator(".djs-shape[data-element-id^=Gateway]:not([data-element-id$=_label]) .djs-hit").First;

    /// <summary>A click right after something was drawn counts as its end and chooses nothing.</summary>
    private static async Task ChooseGateway(DeskWindow window)
    {
        var chosen = window.Page.Locator(".djs-shape.selected[data-element-id^=Gateway]").First;
        for (var tries = 0; tries < 10; tries++)
        {
            await Gateway(window).ClickAsync(new() { Force = true });
            try
            {
                await chosen.WaitForAsync(new() { Timeout = 2000 });
                return;
            }
            catch (TimeoutException)
            {
                // Once more.
            }
        }
        await chosen.WaitForAsync();
    }

    private static Task IsDrawn(DeskWindow window) => window.Page.Locator("[data-testid=process-editor][data-drawn]").WaitForAsync();

    private static async Task IsSaved(DeskWindow window)
    {
        await window.Page.Locator("[data-testid=process-editor][data-state=taken]").WaitForAsync();
        await Expect(window.Get("design-saved")).ToContainTextAsync("Saved");
    }

    private static async Task MakeCaseType(DeskWindow window)
    {
        await window.Go("/admin/case-types");
        // One of a pack is not changed, but another one begins like it.
        await window.Page.Locator("[data-testid=case-type-row][data-code=tos]").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Get("case-type-save")).ToHaveCountAsync(0);
        await window.Get("case-type-copy").ClickAsync();
        await window.Get("case-type-code").FillAsync(Process);
        await window.Get("case-type-name-en").FillAsync("Fax approval");
        await window.Get("case-type-process").SelectOptionAsync(new SelectOptionValue { Label = "Fax approval" });
        await window.Get("case-type-prefix").FillAsync("fax");
        await window.Get("case-type-save").ClickAsync();
        await Expect(window.Page.Locator("#case-type-prefix-problem")).ToBeVisibleAsync();
        await window.Get("case-type-prefix").FillAsync("FAX");
        await window.Get("case-type-save").ClickAsync();
        await Expect(window.Page.Locator($"[data-testid=case-type-row][data-code={Process}]")).ToContainTextAsync("FAX");
    }
}
