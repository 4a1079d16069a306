using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Work on one case by several at once, in real browsers: severity, notes with mentions, opinions of others, ties between cases.</summary>
[Trait("Story", "E")]
public sealed class TogetherInBrowserTests
{
    [Fact]
    public async Task A_severe_case_is_talked_over_asked_about_and_tied_to_another()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var ann = await DeskWindow.SignIn(browser, address, "ann", "zh-Hans");
        var cora = await DeskWindow.SignIn(browser, address, "cora", "zh-Hant");

        // While the agent types, the pack's decision says how severe it is and why.
        await WorkOrderInBrowserTests.Fill(ann, "整条街没有信号");
        await Expect(ann.Get("assessment-why")).ToBeVisibleAsync();
        var number = await ann.SendNewCase();
        await Expect(ann.Get("severity-chip").First).ToBeVisibleAsync();

        // A note mentions the coordinator, who is told and finds it in her list; the customer's text stays apart.
        await ann.Get("note-text").PressSequentiallyAsync("@cor");
        await Expect(ann.Get("note-mentionable").First).ToContainTextAsync("cora");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.Keyboard.TypeAsync("她已经打了三次电话。");
        await ann.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(ann.Get("case-note").First).ToContainTextAsync("她已经打了三次电话。");
        await Expect(cora.Get("notices-unread")).ToBeVisibleAsync();
        await cora.OpenFromList("mentioned", number);
        await Expect(cora.Get("case-note").First).ToHaveAttributeAsync("data-kind", "Internal");

        // The holder asks two others while she keeps the task; the share decides.
        await cora.Get("task-claim").ClickAsync();
        await cora.Get("task-menu").ClickAsync();
        await cora.Get("task-consult").ClickAsync();
        await cora.Get("consult-question").FillAsync("是否整條街停電？");
        await cora.Get("consult-form").Locator("select[id$=-department]").SelectOptionAsync("network");
        await Expect(cora.Get("consult-chosen")).ToHaveCountAsync(1);
        await cora.Get("consult-submit").ClickAsync();
        await Expect(cora.Get("consultation-party")).ToHaveCountAsync(1);
        var noah = await DeskWindow.SignIn(browser, address, "noah");
        await noah.OpenFromList("groups", number);
        await noah.Get("task-opinion").FillAsync("Power is back since ten.");
        await noah.Page.Locator("[data-testid^=task-action-]").First.ClickAsync();
        await Expect(cora.Get("opinion").First).ToContainTextAsync("Power is back since ten.");

        // A second call about the same is merged into the first, and the coordinator takes the merge back.
        await WorkOrderInBrowserTests.Fill(ann, "还是没有信号");
        var second = await ann.SendNewCase();
        await cora.Go("/cases/" + second);
        await cora.Get("case-menu").ClickAsync();
        await cora.Get("case-merge").ClickAsync();
        await cora.Get("merge-into").FillAsync(number);
        await cora.Get("merge-submit").ClickAsync();
        await Expect(cora.Get("case-merged")).ToContainTextAsync(number);
        await cora.Go("/cases/" + second);
        await cora.Get("case-menu").ClickAsync();
        await cora.Get("case-unmerge").ClickAsync();
        await cora.Get("steering-submit").ClickAsync();
        await cora.SeesStatus("coordinating");
    }
}
