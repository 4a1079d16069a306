using System.Collections.Concurrent;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Screens;

/// <summary>Whole tasks on a phone in three languages: their screens are readable.</summary>
public sealed class PhoneScreensTests(ScreensStage stage) : IClassFixture<ScreensStage>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public async Task On_a_phone_a_manager_opens_a_case_from_his_list_and_approves_it(string language)
    {
        var number = await ScreensStage.OpenSomeCases(stage.Desk);
        await using var browser = await Chromium.Start();
        var faults = new ConcurrentQueue<string>();
        var lee = await DeskWindow.SignIn(browser, stage.Desk.Server.BaseAddress, "um.lee", language);
        Screen.Follow(lee.Page, faults);
        await lee.Page.SetViewportSizeAsync(390, 844);

        await lee.OpenView("mine");
        await Screen.Check(lee.Page, "work-list-phone", language, faults);
        await lee.OpenFromList("mine", number);
        await lee.Page.Locator(".bpmn-canvas-drawing[data-drawn]").WaitForAsync();
        await Screen.Check(lee.Page, "case-phone", language, faults);
        await lee.Press("approve");
        await lee.SeesStatus("approved");
        await lee.Go("/cases/new");
        await Screen.Check(lee.Page, "new-case-phone", language, faults);
        await lee.Go("/cases?q=Roaming");
        await Screen.Check(lee.Page, "search-phone", language, faults);
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public async Task On_a_phone_an_administrator_tries_a_decision_by_keyboard(string language)
    {
        await using var browser = await Chromium.Start();
        var faults = new ConcurrentQueue<string>();
        var lau = await DeskWindow.SignIn(browser, stage.Desk.Server.BaseAddress, "admin.lau", language);
        Screen.Follow(lau.Page, faults);
        await lau.Page.SetViewportSizeAsync(390, 844);

        await lau.Go("/decisions");
        await Screen.Check(lau.Page, "decisions-phone", language, faults);
        await lau.Get("decision-row").First.Locator("a").ClickAsync();
        await lau.Get("decision-input-department").FillAsync("cs-2");
        await lau.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(lau.Get("decision-value")).ToHaveTextAsync("um.wong");
        await Expect(lau.Get("decision-rule-matched").Locator("th")).ToContainTextAsync("2");
        await Expect(lau.Get("decision-given")).ToContainTextAsync("cs-2");
        await lau.Page.WaitForURLAsync("**/decisions/tos-default-manager?values=*");
        await Screen.Check(lau.Page, "decision-phone", language, faults);

        await lau.Page.ReloadAsync();
        await Expect(lau.Get("decision-value")).ToHaveTextAsync("um.wong");

        await stage.Desk.Person("admin.lau").Deploy("goodwill.dmn", CreditDecision.Model);
        await lau.Go(CreditDecision.Tried);
        await Expect(lau.Get("decision-rule-matched")).ToHaveCountAsync(2);
        await Screen.Check(lau.Page, "decision-required-phone", language, faults);
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }
}
