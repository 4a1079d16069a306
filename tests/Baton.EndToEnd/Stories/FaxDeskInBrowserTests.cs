using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment A in real browsers: each person in a window of his own, the clock pinned, a fax gateway at the spool.</summary>
[Trait("Story", "A")]
public sealed class FaxDeskInBrowserTests
{
    private const string Phone = "2345 6789";
    private const string GoodNumber = "2345 6780";
    private const string DeadNumber = "2735 1203";
    private const string OtherNumber = "2526 1003";

    [Fact]
    public async Task The_twelve_steps_from_the_phone_call_to_the_archive()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var amy = await DeskWindow.SignIn(browser, address, "amy", "zh-Hant");
        var lee = await DeskWindow.SignIn(browser, address, "um.lee", "zh-Hant");

        // 1, 2: the default manager is named before sending; for the second case Amy picks another one.
        await amy.FillNewCase(Phone, "轉換月費計劃", GoodNumber);
        await Expect(amy.Get("next-manager")).ToContainTextAsync("李嘉欣");
        var first = await amy.SendNewCase();
        await amy.SeesStatus("awaiting-approval");
        await Expect(lee.Get("notices-unread")).ToHaveTextAsync("1");
        await amy.FillNewCase(Phone, "Second line", DeadNumber, unitManager: "Wong");
        await Expect(amy.Get("customer-open-case").First).ToContainTextAsync(first);
        var second = await amy.SendNewCase();
        await amy.FillNewCase(Phone, "Nobody looks at this", GoodNumber);
        var slow = await amy.SendNewCase();

        // 3, 4: the unit managers check and approve; nobody sees the other's task.
        await lee.OpenView("mine");
        await Expect(lee.Row(second)).ToHaveCountAsync(0);
        await lee.OpenFromList("mine", first);
        await Expect(lee.Get("field-serviceNumber").First).ToContainTextAsync("92345678");
        await lee.Press("approve");
        await lee.SeesStatus("approved");
        var wong = await DeskWindow.SignIn(browser, address, "um.wong");
        await wong.OpenFromList("mine", second);
        await wong.Press("approve");
        await wong.SeesStatus("approved");

        // 7, 8, 9: both leave together at the half hour; the result is on the case and can be searched.
        await stage.Advance(TimeSpan.FromMinutes(24));
        Assert.Equal(0, stage.Gateway.Waiting);
        await stage.Advance(TimeSpan.FromMinutes(1));
        var jobs = await stage.Gateway.Take(2);
        Assert.Equal([first, second], jobs.Select(job => job.Reference).Order(StringComparer.Ordinal));
        await stage.Gateway.ReportSent(jobs.Single(job => job.Reference == first), stage.Now);
        await stage.Gateway.ReportFailed(jobs.Single(job => job.Reference == second), stage.Now, "NO_ANSWER", "Nobody answered");
        await lee.SeesStatus("archived");
        await amy.Go("/cases?fax=sent");
        await Expect(amy.Page.GetByRole(AriaRole.Link, new() { Name = first })).ToBeVisibleAsync();
        await Expect(amy.Page.GetByRole(AriaRole.Link, new() { Name = second })).ToHaveCountAsync(0);

        // 10, 11, 12: the fax agent is told, reads the document, and resends to another number; a number that is none is refused beside its field.
        var tam = await DeskWindow.SignIn(browser, address, "fax.tam", "zh-Hans");
        await tam.OpenFromList("groups", second);
        await tam.Get("task-claim").ClickAsync();
        await Expect(tam.Get("failed-fax-number")).ToContainTextAsync("2735 1203");
        await Expect(tam.Get("failed-fax-time")).ToContainTextAsync("09:30");
        await Expect(tam.Get("failed-fax-reason")).ToContainTextAsync("Nobody answered");
        await ReadsDocument(tam);
        await tam.Get("field-faxNumber").FillAsync("12");
        await tam.Press("resend");
        await Expect(tam.Page.Locator("#form-faxNumber-problem")).ToBeVisibleAsync();
        await tam.Get("field-faxNumber").FillAsync(OtherNumber);
        await tam.Press("resend");
        var resent = Assert.Single(await stage.Gateway.Take(1));
        Assert.Equal("+85225261003", resent.Number);
        await stage.Gateway.ReportSent(resent, stage.Now);
        await tam.SeesStatus("archived");

        // 5, 6: two days pass and the third case is with the customer service manager, no longer with the unit manager, and says why.
        await lee.OpenView("mine");
        await Expect(lee.Row(slow)).ToHaveCountAsync(1);
        await stage.SetClock(FaxDeskStage.Morning.AddDays(2));
        await lee.OpenView("mine");
        await Expect(lee.Row(slow)).ToHaveCountAsync(0);
        var ho = await DeskWindow.SignIn(browser, address, "csm.ho");
        await ho.OpenFromList("groups", slow);
        await Expect(ho.Get("step-reason")).ToContainTextAsync("2 days");
        await ho.Get("task-claim").ClickAsync();
        await ho.Press("approve");
        await ho.SeesStatus("approved");
        await stage.Advance(TimeSpan.FromMinutes(30));
        var late = Assert.Single(await stage.Gateway.Take(1));
        await stage.Gateway.ReportSent(late, stage.Now);
        await ho.SeesStatus("archived");
    }

    [Fact]
    public async Task A_rejected_case_comes_back_with_the_reason()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");
        await amy.FillNewCase(Phone, "Wrong number on the form", GoodNumber);
        var number = await amy.SendNewCase();

        var lee = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "um.lee");
        await lee.OpenFromList("mine", number);
        await lee.Press("reject");
        await Expect(lee.Page.Locator("#task-opinion-problem")).ToBeVisibleAsync();
        await lee.Press("reject", "The service number is not this customer's.");

        await amy.SeesStatus("rejected");
        await Expect(amy.Get("opinion").First).ToContainTextAsync("The service number is not this customer's.");
        await amy.Press("withdraw", "The customer calls again.");
        await amy.SeesStatus("withdrawn");
    }

    [Fact]
    public async Task A_half_typed_case_survives_a_reload_and_a_restart_of_the_server()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");
        await amy.FillNewCase(Phone, "Half a case", GoodNumber);
        await amy.Get("case-subject").ClickAsync();
        await Expect(amy.Get("draft-saved")).ToContainTextAsync(":");

        await amy.Go("/cases/new");
        await Expect(amy.Get("case-subject")).ToHaveValueAsync("Half a case");

        await stage.Server.Restart();
        await amy.Go("/cases/new");
        await Expect(amy.Get("case-subject")).ToHaveValueAsync("Half a case");
        await Expect(amy.Get("field-serviceNumber")).ToHaveValueAsync("92345678");
        await Expect(amy.Get("customer-card")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_missing_field_is_named_beside_the_field_and_nothing_is_opened()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");
        await amy.FillNewCase(Phone, "No service number", GoodNumber);
        await amy.Get("field-serviceNumber").FillAsync("");
        await amy.Get("case-submit").ClickAsync();

        await Expect(amy.Page.Locator("#form-serviceNumber-problem")).ToBeVisibleAsync();
        await Expect(amy.Get("field-serviceNumber")).ToBeFocusedAsync();
        await amy.Go("/cases");
        await Expect(amy.Page.GetByText("No service number")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Ten_wrong_passwords_lock_the_account_with_one_and_the_same_answer()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var page = await browser.OpenWindow(stage.Server.BaseAddress);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            answers.Add(await TryToSignIn(page, "ben", "wrong-" + attempt));
        }

        answers.Add(await TryToSignIn(page, "ben", FaxDeskStage.DemoPassword));
        answers.Add(await TryToSignIn(page, "nobody-of-that-name", "wrong"));
        Assert.Single(answers);
        await stage.Advance(TimeSpan.FromMinutes(20));
        await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ben");
    }

    private static async Task<string> TryToSignIn(IPage page, string userName, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByTestId("sign-in-user").FillAsync(userName);
        await page.GetByTestId("sign-in-password").FillAsync(password);
        await page.GetByTestId("sign-in-submit").ClickAsync();
        return (await page.GetByTestId("sign-in-problem").InnerTextAsync()).Trim();
    }

    /// <summary>The document opens in a tab of its own; headless browsers download it instead of showing it.</summary>
    private static async Task ReadsDocument(DeskWindow window)
    {
        var address = await window.Get("failed-fax-document").GetAttributeAsync("href");
        var response = await window.Page.APIRequest.GetAsync(new Uri(new Uri(window.Page.Url), address).AbsoluteUri);
        Assert.Equal("application/pdf", response.Headers["content-type"]);
    }
}
