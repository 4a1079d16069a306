using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A person ticks rows, does one thing to all of them, and takes it back.</summary>
public sealed class BulkInBrowserTests
{
    [Fact]
    public async Task Ticked_cases_get_a_keyword_and_lose_it_again()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var numbers = await OpenCases(stage, 3);
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");

        await amy.Go("/cases?q=Roaming&sort=number");
        await amy.Get("tick").First.ClickAsync();
        await amy.Get("tick").Last.ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(amy.Get("bulk-count")).ToHaveTextAsync("3 chosen");
        await amy.Get("case-row").Nth(1).ClickAsync();
        await Expect(amy.Get("case-row").Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await amy.Page.Keyboard.PressAsync("x");
        await Expect(amy.Get("bulk-count")).ToHaveTextAsync("2 chosen");

        await amy.Get("bulk-add-keywords").ClickAsync();
        await amy.Get("bulk-submit").ClickAsync();
        await Expect(amy.Get("bulk-keywords-problem")).ToBeVisibleAsync();
        await amy.Get("bulk-keywords").FillAsync("outage, east");
        await amy.Get("bulk-submit").ClickAsync();
        await Expect(amy.Get("bulk-summary")).ToHaveTextAsync("2 done");
        var with = await amy.Page.EvaluateAsync<int>("document.querySelectorAll('[data-testid=tick]:checked').length");
        var keyworded = await stage.Person("amy").List("cases?keyword=outage&sort=number");
        await amy.Get("bulk-undo").ClickAsync();
        await Expect(amy.Get("bulk-summary")).ToHaveTextAsync("2 taken back");
        await Expect(amy.Get("bulk-undo")).ToHaveCountAsync(0);

        Assert.Equal(2, with);
        Assert.Equal([numbers[0], numbers[2]], keyworded.Select(row => (string?)row!["number"]));
        Assert.Empty(await stage.Person("amy").List("cases?keyword=outage"));
    }

    [Fact]
    public async Task Tasks_are_handed_on_from_a_phone_and_come_back()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        await OpenCases(stage, 2);
        var lee = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "um.lee");
        await lee.Page.SetViewportSizeAsync(390, 844);

        await lee.OpenView("mine");
        var rows = await lee.Get("worklist-row").CountAsync();
        await lee.Get("tick-all").ClickAsync();
        await Expect(lee.Get("bulk-count")).ToHaveTextAsync($"{rows} chosen");
        await lee.Get("bulk-transfer").ClickAsync();
        await lee.Get("bulk-role").SelectOptionAsync("csm");
        await lee.Get("bulk-reason").FillAsync("I am away.");
        Assert.Empty(await AccessibilityRules.Violations(lee.Page));
        await lee.Get("bulk-submit").ClickAsync();
        await Expect(lee.Get("bulk-summary")).ToHaveTextAsync($"{rows} done");
        await Expect(lee.Get("worklist-row")).ToHaveCountAsync(0);
        Assert.Empty(await AccessibilityRules.Violations(lee.Page));
        await lee.Page.Keyboard.PressAsync("u");

        await Expect(lee.Get("bulk-summary")).ToHaveTextAsync($"{rows} taken back");
        await Expect(lee.Get("worklist-row")).ToHaveCountAsync(rows);
        Assert.True(rows >= 2);
    }

    private static async Task<List<string>> OpenCases(FaxDeskStage stage, int count)
    {
        var amy = stage.Person("amy");
        var customer = (string)(await amy.List("customers?limit=1")).Single()!["key"]!;
        var numbers = new List<string>();
        for (var number = 1; number <= count; number++)
            numbers.Add(await amy.OpenCase(customer, $"Roaming {number}", "+85223456780"));
        return numbers;
    }
}
