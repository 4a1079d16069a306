using System.Net;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment C: a key-account manager, a counter and the supervision line register cases, each by his own page.</summary>
[Trait("Story", "C")]
public sealed class EntryPagesInBrowserTests
{
    [Fact]
    public async Task A_key_account_manager_registers_for_his_customer_and_adds_to_the_case_that_is_open()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var gao = await SignIn(browser, stage, "mo.gao", "account-manager");

        // His customers are at hand before he types.
        await Expect(gao.Get("own-customers")).ToBeVisibleAsync();
        await gao.Get("own-customer").Filter(new() { HasText = "郑卫东" }).ClickAsync();
        await gao.Get("customer-card").WaitForAsync();
        await Expect(gao.Get("case-type-mo-enquiry")).ToHaveCountAsync(0);
        await Fill(gao, "Roaming failed on his journey");
        await Expect(gao.Get("field-counter")).ToHaveCountAsync(0);
        await Expect(gao.Get("field-supervisionBody")).ToHaveCountAsync(0);
        await gao.Get("field-raisedAt").SelectOptionAsync("visit");
        await gao.Choose(
            gao.Get("attachment-input"),
            new()
            {
                Name = "notes.txt",
                MimeType = "text/plain",
                Buffer = "What he told me."u8.ToArray(),
            }
        );
        await Expect(gao.Get("attachment")).ToHaveCountAsync(1);
        var number = await Submit(gao);
        await Expect(gao.Page.Locator($"[data-testid=registered-case][data-case='{number}']")).ToBeVisibleAsync();

        // The next time the case stands beside the form, and gets what is new.
        await gao.Get("register-another").ClickAsync();
        await gao.Get("own-customer").Filter(new() { HasText = "郑卫东" }).ClickAsync();
        await Expect(gao.Get("customer-open-case").Filter(new() { HasText = number })).ToBeVisibleAsync();
        await gao.Get("case-subject").FillAsync("Roaming failed on his journey again");
        await gao.Page.Locator($"[data-testid=likely-case][data-case='{number}']").GetByTestId("likely-add").ClickAsync();
        await Expect(gao.Get("receipt-number")).ToHaveTextAsync(number);

        // What becomes of it is one click away.
        await gao.Get("receipt-follow").ClickAsync();
        await Expect(gao.Get("case-number")).ToHaveTextAsync(number);
        var shown = await stage.Person("mo.gao").Get("cases/" + number);
        Assert.Equal("account-manager", (string?)shown["case"]!["channel"]);
        Assert.Equal("visit", (string?)shown["formData"]!["raisedAt"]);
        Assert.Single((JsonArray)shown["attachments"]!);
    }

    [Fact]
    public async Task A_counter_finds_the_customer_by_phone_and_what_is_missing_is_said_beside_its_field()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var wei = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "qd.wei");

        // The old address of the counters leads to their page, and so does the rail.
        await wei.Go("/cases/new?channel=branch");
        await wei.Page.WaitForURLAsync("**/register/branch");
        await Expect(wei.Page.Locator("nav.rail a[href='/register/branch']")).ToBeVisibleAsync();
        await Expect(wei.Page.Locator("nav.rail a[href='/register/supervision']")).ToHaveCountAsync(0);
        await Ready(wei, "branch");
        await Expect(wei.Get("own-customers")).ToHaveCountAsync(0);
        await wei.Get("customer-search").PressSequentiallyAsync("13705320104");
        await wei.Get("customer-search-option").First.ClickAsync();
        await Fill(wei, "Data charges nobody made");
        await wei.Get("register-submit").ClickAsync();
        await Expect(wei.Page.Locator("#form-counter-problem")).ToBeVisibleAsync();

        // What was typed is kept until it is sent.
        await Expect(wei.Get("draft-saved")).Not.ToBeEmptyAsync();
        await wei.Go("/register/branch");
        await Ready(wei, "branch");
        await Expect(wei.Get("case-subject")).ToHaveValueAsync("Data charges nobody made");
        await wei.Get("field-counter").SelectOptionAsync("hall");
        var number = await Submit(wei);

        var shown = await stage.Person("qd.wei").Get("cases/" + number);
        Assert.Equal(("branch", "hall"), ((string?)shown["case"]!["channel"], (string?)shown["formData"]!["counter"]));
    }

    [Fact]
    public async Task Supervision_puts_down_who_asks_and_until_when_and_the_case_is_critical()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var song = await SignIn(browser, stage, "mo.song", "supervision");
        await song.Get("customer-search").PressSequentiallyAsync("M-1007");
        await song.Get("customer-search-option").First.ClickAsync();
        await Fill(song, "Passed on by the mayor's hotline");
        await Expect(song.Get("field-regulator")).ToHaveCountAsync(0);
        await song.Get("field-supervisionBody").SelectOptionAsync("mayor");
        await song.Get("field-supervisionReference").FillAsync("12345-2026-88");
        await song.Get("field-supervisionDue").FillAsync("2026-11-30");
        var number = await Submit(song);

        var shown = await stage.Person("mo.song").Get("cases/" + number);
        Assert.Equal("mo-critical", (string?)shown["assessment"]!["severity"]);
        Assert.Equal("2026-11-30", (string?)shown["formData"]!["supervisionDue"]);
    }

    [Fact]
    public async Task Whoever_has_no_page_is_refused_in_the_browser_and_by_the_interface()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var liu = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "mo.liu");
        foreach (var entry in new[] { "account-manager", "branch", "supervision" })
        {
            await liu.Go("/register/" + entry);
            await Expect(liu.Get("forbidden")).ToBeVisibleAsync();
            await stage.Person("mo.liu").Post("cases", Case(await Customer(stage), entry), HttpStatusCode.Forbidden);
        }
        await Expect(liu.Page.Locator("nav.rail a[href^='/register/']")).ToHaveCountAsync(0);
        await stage.Person("mo.gao").Post("cases", Case(await Customer(stage), "branch"), HttpStatusCode.Forbidden);
        await stage.Person("mo.gao").Post("cases", Case(await Customer(stage), null), HttpStatusCode.Forbidden);
    }

    private static async Task<string> Customer(FaxDeskStage stage) =>
        (string)(await stage.Person("mo.liu").List("customers?number=M-1007"))[0]!["key"]!;

    private static JsonObject Case(string customer, string? channel) =>
        new()
        {
            ["type"] = "mo-complaint",
            ["subject"] = "Not his to register",
            ["customerKey"] = customer,
            ["channel"] = channel,
            ["form"] = new JsonObject(),
        };

    private static async Task<DeskWindow> SignIn(Chromium browser, FaxDeskStage stage, string userName, string entry)
    {
        var window = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, userName);
        await window.Go("/register/" + entry);
        await Ready(window, entry);
        return window;
    }

    private static Task Ready(DeskWindow window, string entry) =>
        window.Page.Locator($"[data-testid=register-page][data-entry='{entry}'][data-ready=true]").WaitForAsync();

    /// <summary>What every page asks of a complaint.</summary>
    private static async Task Fill(DeskWindow window, string subject)
    {
        await window.Get("case-type-mo-complaint").CheckAsync();
        await window.Get("case-subject").FillAsync(subject);
        await window.Get("field-serviceNumber").FillAsync("13705320104");
        await window.Get("field-city").SelectOptionAsync("qingdao");
        await window.Get("field-product").SelectOptionAsync("data");
        await window.Get("field-remedy").SelectOptionAsync("refund");
    }

    private static async Task<string> Submit(DeskWindow window)
    {
        await window.Get("register-submit").ClickAsync();
        await Expect(window.Get("register-receipt")).ToBeVisibleAsync();
        return (await window.Get("receipt-number").InnerTextAsync()).Trim();
    }
}
