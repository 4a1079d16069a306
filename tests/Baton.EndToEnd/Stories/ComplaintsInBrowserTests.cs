using System.Text.RegularExpressions;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Screens;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment B in real browsers: the agent, the approver, two departments and auditing.</summary>
[Trait("Story", "B")]
public sealed class ComplaintsInBrowserTests
{
    [Fact]
    public async Task A_major_complaint_is_found_while_typing_approved_handled_together_and_reviewed()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var agent = await DeskWindow.SignIn(browser, address, "yihua", "zh-Hant");
        await Fill(agent);

        // What follows stands there before the case is sent, with its reasons; nobody chose it.
        await Expect(agent.Get("assessment").GetByTestId("severity-chip")).ToContainTextAsync("重大客訴");
        await Expect(agent.Get("assessment-approvers")).ToContainTextAsync("客戶服務主管");
        await Expect(agent.Get("assessment-co-handlers")).ToContainTextAsync("材料實驗室");
        await Expect(agent.Get("assessment-reason").Last).ToContainTextAsync("大客戶涉及金額較大");
        var number = await agent.SendNewCase();
        await agent.SeesStatus("awaiting-approval");

        // The head adds a department; three have the case at the same time.
        var head = await DeskWindow.SignIn(browser, address, "head.chou", "zh-Hant");
        await head.OpenFromList("groups", number);
        await head.Get("field-extraDepartments-add").SelectOptionAsync("voc-it");
        await head.Press("approve");
        await head.SeesStatus("initial-response");

        // The clock runs from now, and the case says by which rule, until when, and who is told next.
        var clock = head.Page.Locator("[data-testid=clock][data-policy=voc-initial-response]");
        await Expect(clock).ToContainTextAsync("初步回應");
        await Expect(clock.GetByTestId("clock-next")).ToContainTextAsync("劉雅婷");
        await clock.Locator("summary").ClickAsync();
        await Expect(clock.GetByTestId("clock-spans")).ToContainTextAsync("InitialResponse");
        await Expect(clock.GetByTestId("clock-marks")).ToBeVisibleAsync();
        await Respond("mat.liu", "respond", "爐溫異常，已聯絡客戶。");
        await Respond("qa.sun", "respond", "正在核对排程。");
        await agent.SeesStatus("initial-response");
        await Respond("it.patel", "respond", "The portal showed a wrong date.");
        await agent.SeesStatus("resolving-response");
        foreach (var person in new[] { "mat.liu", "qa.sun", "it.patel" })
            await Respond(person, "resolved", "Done.");

        // The agent closes; the laboratory reports what changes, and auditing reviews it.
        await agent.SeesStatus("closing-reply");
        await agent.Get("field-contentment").SelectOptionAsync("content");
        await agent.Press("close", "報告已寄出，費用減免。");
        await agent.SeesStatus("corrective-action");
        var materials = await DeskWindow.SignIn(browser, address, "mat.wang", "zh-Hant");
        await materials.OpenFromList("groups", number);
        await materials.Get("field-rootCause").FillAsync("爐具未定期保養。");
        await materials.Get("field-correctiveAction").FillAsync("每月保養，由品質部查核。");
        await materials.Press("report");
        var audit = await DeskWindow.SignIn(browser, address, "audit.shen", "zh-Hant");
        await audit.OpenFromList("groups", number);
        await audit.Press("accept");
        await audit.SeesStatus("archived");
        Assert.Empty(await AccessibilityRules.Violations(audit.Page));

        // Whoever wants to sleep says so on his own page.
        await audit.Go("/account");
        await audit.Get("my-quiet-from").FillAsync("22:00");
        await audit.Get("my-quiet-to").FillAsync("07:00");
        await audit.Get("my-digests").FillAsync("09:00, 16:30");
        await audit.Get("my-messages-save").ClickAsync();
        await Expect(audit.Get("my-digests")).ToHaveValueAsync("09:00, 16:30");
        await audit.Go("/account");
        await Expect(audit.Get("my-quiet-from")).ToHaveValueAsync(new Regex("^22:00"));

        async Task Respond(string person, string action, string opinion)
        {
            var window = await DeskWindow.SignIn(browser, address, person);
            await window.OpenFromList("groups", number);
            await window.Press(action, opinion);
            await Expect(window.Get("opinion").Last).ToContainTextAsync(opinion);
        }
    }

    private static async Task Fill(DeskWindow agent)
    {
        await agent.Go("/cases/new");
        await agent.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await agent.Get("customer-search").PressSequentiallyAsync("I-1001");
        await agent.Get("customer-search-option").First.ClickAsync();
        await agent.Get("customer-card").WaitForAsync();
        await agent.Get("case-type").SelectOptionAsync("voc-complaint");
        await agent.Get("case-category-level-1").SelectOptionAsync("voc.testing");
        await agent.Get("case-category-level-2").SelectOptionAsync("voc.testing.report");
        await agent.Get("case-category-level-3").SelectOptionAsync("voc.testing.report.late");
        await agent.Get("case-category-level-4").SelectOptionAsync("voc.testing.report.late.materials");
        await agent.Get("case-subject").FillAsync("檢測報告遲了三週");
        await agent.Get("field-service").SelectOptionAsync("testing");
        await agent.Get("field-amount").FillAsync("250000");
    }
}
