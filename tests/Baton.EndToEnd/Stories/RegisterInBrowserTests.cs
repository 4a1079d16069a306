using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>What helps an agent while he is on the telephone: phrases, call-backs, third parties, and cases that are probably the same.</summary>
[Trait("Story", "B")]
public sealed class RegisterInBrowserTests
{
    [Fact]
    public async Task A_second_call_is_recognised_and_added_to_the_case_of_the_first_with_a_phrase_by_keyboard()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var ann = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ann");
        await Fill(ann, "No signal at Harbour Road");

        // A slash and letters offer phrases; Enter puts the first one in, filled.
        await ann.Get("case-description").FocusAsync();
        await ann.Get("case-description").PressSequentiallyAsync("/hel");
        await Expect(ann.Get("phrase-offer").First).ToContainTextAsync("/hello");
        await ann.Page.Keyboard.PressAsync("Enter");
        await Expect(ann.Get("case-description"))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Dear .+, this is .+ of customer service\\.$"));
        var number = await ann.SendNewCase();
        await Expect(ann.Get("case-description")).ToContainTextAsync("of customer service.");

        // The same customer calls again: the case stands beside the form, and the call goes there.
        await Fill(ann, "Still no signal at Harbour Road");
        var likely = ann.Page.Locator($"[data-testid=likely-case][data-case='{number}']");
        await Expect(likely.GetByTestId("likely-reasons")).ToContainTextAsync("Same customer");
        await likely.GetByTestId("likely-add").ClickAsync();
        await Expect(ann.Get("case-number")).ToHaveTextAsync(number);
        await Expect(ann.Get("case-note")).ToContainTextAsync("Still no signal at Harbour Road");
        await Expect(ann.Get("case-contact")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_call_back_is_promised_counts_down_in_the_work_list_and_ends_with_its_result()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var ann = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ann");
        await Fill(ann, "When does it work again?");
        await ann.Get("call-back")
            .FillAsync(stage.Now.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await ann.Get("call-back-remark").FillAsync("Tell when it is repaired.");
        var number = await ann.SendNewCase();
        await Expect(ann.Get("call-back-remark")).ToHaveTextAsync("Tell when it is repaired.");

        await ann.OpenView("call-backs");
        var row = ann.Page.Locator($"[data-testid=call-back-row][data-case='{number}']");
        await Expect(row.GetByTestId("call-back-due")).ToBeVisibleAsync();
        await row.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = number }).ClickAsync();
        await ann.Get("call-back-end").ClickAsync();
        await ann.Get("call-back-result").FillAsync("He knows.");
        await ann.Get("call-back-save").ClickAsync();

        await Expect(ann.Get("call-back-promise")).ToBeVisibleAsync();
        await Expect(ann.Page.GetByText("called the customer back: He knows.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Phrases_of_ones_own_and_third_parties_are_kept_and_chosen()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var ann = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ann");
        await ann.Go("/phrases?edit=new");
        await ann.Get("phrase-shortcut").FillAsync("mast");
        await ann.Get("phrase-name").FillAsync("The mast");
        await ann.Get("phrase-text").FillAsync("The mast is being repaired.");
        await ann.Get("phrase-save").ClickAsync();
        await Expect(ann.Page.Locator("[data-testid=phrase-row][data-shortcut=mast]")).ToBeVisibleAsync();

        await Fill(ann, "Who sent me this?");
        var number = await ann.SendNewCase();
        await ann.Get("third-party").SelectOptionAsync("sp-news");
        await Expect(ann.Get("third-party-contact")).ToContainTextAsync("pocketnews");
        await ann.Get("opinions").GetByTestId("phrase-open").ClickAsync();
        await ann.Get("opinions").GetByTestId("phrase-offer").Filter(new() { HasText = "/mast" }).ClickAsync();
        await Expect(ann.Get("opinion-text")).ToHaveValueAsync("The mast is being repaired.");
        await ann.Get("opinion-add").ClickAsync();
        await Expect(ann.Get("opinion")).ToContainTextAsync("The mast is being repaired.");

        var cora = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "cora");
        await cora.Go("/admin/third-parties");
        await cora.Page.Locator("[data-testid=third-party-row][data-code=sp-news]").GetByTestId("third-party-open").ClickAsync();
        await Expect(cora.Page.GetByTestId("case-link")).ToHaveTextAsync(number);
    }

    private static async Task Fill(DeskWindow window, string subject)
    {
        await window.Go("/cases/new");
        await window.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await window.Get("customer-search").PressSequentiallyAsync("W-1001");
        await window.Get("customer-search-option").First.ClickAsync();
        await window.Get("customer-card").WaitForAsync();
        await window.Get("case-type").SelectOptionAsync("wo-fault");
        await window.Get("case-subject").FillAsync(subject);
        await window.Get("field-faultKind").SelectOptionAsync("no-service");
        await window.Get("field-faultPlace").FillAsync("12 Harbour Road");
        await window.Get("field-serviceNumber").FillAsync("13800138000");
    }
}
