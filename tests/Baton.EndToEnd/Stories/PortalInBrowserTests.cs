using System.Text;
using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A customer at home with a phone, and the coordinator at the desk.</summary>
[Trait("Story", "E")]
public sealed class PortalInBrowserTests
{
    [Fact]
    public async Task A_customer_registers_a_case_answers_a_question_and_rates_what_the_desk_did()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var customer = await browser.OpenWindow(address, "zh-HK");
        await customer.SetViewportSizeAsync(390, 844);

        // Registered, first with something missing; the code is told once.
        await customer.GotoAsync("/portal");
        await customer.GetByTestId("portal-new").ClickAsync();
        await customer.GetByTestId("portal-type-wo-fault").ClickAsync();
        await Fill(customer, "家裡沒有訊號");
        await customer.GetByTestId("portal-phone").FillAsync("12");
        await customer.GetByTestId("portal-register").ClickAsync();
        await Expect(customer.Locator("#phone-problem")).ToBeVisibleAsync();
        await Expect(customer.GetByTestId("portal-subject")).ToHaveValueAsync("家裡沒有訊號");
        await customer.GetByTestId("portal-phone").FillAsync("2345 6780");
        await customer.GetByTestId("portal-register").ClickAsync();
        var number = (await customer.GetByTestId("receipt-number").InnerTextAsync()).Trim();
        var code = (await customer.GetByTestId("receipt-code").InnerTextAsync()).Trim();
        await Expect(customer.GetByTestId("receipt-copy")).ToBeVisibleAsync();

        // The coordinator sees it and asks.
        var cora = await DeskWindow.SignIn(browser, address, "cora", "zh-Hant");
        await cora.OpenFromList("groups", number);
        await Expect(cora.Get("case-portal")).ToBeVisibleAsync();
        await Write(cora, "Question", "請問在幾樓？");
        await Expect(cora.Get("note-question")).ToBeVisibleAsync();

        // The customer comes back with number and code, answers and adds a file.
        await customer.Context.ClearCookiesAsync(new() { Name = "baton.portal" });
        await customer.GotoAsync("/portal/case");
        await customer.GetByTestId("portal-expired").WaitForAsync();
        await customer.GetByTestId("portal-number").FillAsync(number);
        await customer.GetByTestId("portal-code").FillAsync(code.ToLowerInvariant());
        await customer.GetByTestId("portal-enter").ClickAsync();
        await SeesState(customer, "WaitingForCustomer");
        await customer.GetByTestId("portal-answer").FillAsync("三樓左邊。");
        await customer
            .GetByTestId("portal-files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "門口.txt",
                    MimeType = "text/plain",
                    Buffer = Encoding.UTF8.GetBytes("a door"),
                }
            );
        await customer.GetByTestId("portal-send").ClickAsync();
        await customer.GetByTestId("portal-sent").WaitForAsync();
        await SeesState(customer, "InProgress");

        // The desk sees both at once, writes what it did and closes the case.
        await Expect(cora.Page.Locator("[data-testid=case-note][data-kind=FromCustomer]")).ToContainTextAsync("三樓左邊。");
        await Expect(cora.Page.GetByText("門口.txt").First).ToBeVisibleAsync();
        await Write(cora, "Solution", "已更換天線。");
        await cora.Press("finish", "內部：天線老化。");
        await cora.SeesStatus("finished");

        // The customer reads it and rates it.
        await customer.ReloadAsync();
        await SeesState(customer, "Solved");
        await Expect(customer.GetByTestId("portal-solution")).ToContainTextAsync("已更換天線。");
        Assert.DoesNotContain("天線老化", await customer.ContentAsync(), StringComparison.Ordinal);
        await customer.GetByTestId("portal-stars-5").CheckAsync();
        await customer.GetByTestId("portal-comment").FillAsync("很快！");
        await customer.GetByTestId("portal-rate-submit").ClickAsync();
        await customer.GetByTestId("portal-thanks").WaitForAsync();
        await Expect(cora.Get("case-rating")).ToContainTextAsync("很快！");

        // A new code of the desk takes the place of the old one.
        await cora.Get("case-portal-give").ClickAsync();
        await cora.Get("case-portal-sure").ClickAsync();
        await Expect(cora.Get("case-portal-code")).Not.ToHaveTextAsync(code);
        await customer.ReloadAsync();
        await customer.GetByTestId("portal-expired").WaitForAsync();
    }

    [Fact]
    public async Task A_browser_that_runs_no_scripts_does_for_a_customer()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var customer = await browser.OpenWindow(stage.Server.BaseAddress, runsScripts: false);

        await customer.GotoAsync("/portal/new?type=wo-fault");
        await Fill(customer, "No signal");
        await customer.GetByTestId("portal-phone").FillAsync("2345 6780");
        await customer.GetByTestId("portal-register").ClickAsync();
        await Expect(customer.GetByTestId("receipt-copy")).ToBeHiddenAsync();
        await customer.GetByTestId("receipt-follow").ClickAsync();
        await SeesState(customer, "Received");
        await customer.GetByTestId("portal-answer").FillAsync("Any news?");
        await customer.GetByTestId("portal-send").ClickAsync();
        await Expect(customer.GetByTestId("portal-text")).ToContainTextAsync("Any news?");
        await customer.GetByTestId("portal-leave").ClickAsync();
        await customer.GetByTestId("portal-enter").WaitForAsync();
    }

    private static async Task Fill(IPage customer, string subject)
    {
        await customer.GetByTestId("portal-subject").FillAsync(subject);
        await customer.GetByTestId("field-faultKind").SelectOptionAsync("no-service");
        await customer.GetByTestId("field-faultPlace").FillAsync("12 Harbour Road");
        await customer.GetByTestId("field-serviceNumber").FillAsync("23456780");
        await customer.GetByTestId("portal-description").FillAsync("由今早開始，整間屋都沒有訊號。");
        await customer.GetByTestId("portal-name").FillAsync("林小明");
    }

    private static async Task Write(DeskWindow window, string kind, string text)
    {
        await window.Get("note-kind").SelectOptionAsync(kind);
        await window.Get("note-text").FillAsync(text);
        await window.Get("note-add").ClickAsync();
        await Expect(window.Page.Locator("[data-testid=case-note]", new() { HasText = text })).ToBeVisibleAsync();
    }

    private static Task SeesState(IPage customer, string state) =>
        Expect(customer.GetByTestId("portal-state")).ToHaveAttributeAsync("data-state", state);
}
