using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Customers as people keep them: a note that stands in the way, master data, and two records of one person.</summary>
public sealed class CustomersInBrowserTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant")]
    public async Task A_note_stands_in_the_way_until_its_reader_dismisses_it(string language)
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy", language);

        await OpenCustomer(amy, "C-1001");
        await amy.Get("note-new").ClickAsync();
        await amy.Get("note-save").ClickAsync();
        await Expect(amy.Get("note-text-problem")).ToBeVisibleAsync();
        await amy.Get("note-text").FillAsync("Only in writing.");
        await amy.Get("note-priority").SelectOptionAsync("1");
        await amy.Get("note-save").ClickAsync();
        await Expect(amy.Get("customer-alert")).ToContainTextAsync("Only in writing.");
        await amy.Get("customer-alert-dismiss").ClickAsync();
        await Expect(amy.Get("customer-alert")).ToHaveCountAsync(0);
        await amy.Get("customer-alerts-recall").ClickAsync();
        await Expect(amy.Get("customer-alert")).ToHaveCountAsync(1);

        await amy.FillNewCase("2345 6789", "Roaming", "2345 6780");
        await Expect(amy.Get("customer-alert")).ToContainTextAsync("Only in writing.");
        await amy.SendNewCase();
        await Expect(amy.Get("customer-alert")).ToContainTextAsync("Only in writing.");
        await amy.Get("case-to-customer").ClickAsync();
        await Expect(amy.Get("history-entry")).ToHaveCountAsync(1);
        await Expect(amy.Get("history-entry")).ToContainTextAsync("Roaming");
    }

    [Fact]
    public async Task Master_data_are_changed_and_a_wrong_number_is_refused_beside_its_field()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");

        await OpenCustomer(amy, "C-1003");
        await amy.Get("customer-edit").ClickAsync();
        await amy.Get("form-phones").FillAsync("12");
        await amy.Get("form-save").ClickAsync();
        await Expect(amy.Get("form-phones-problem")).ToBeVisibleAsync();
        await amy.Get("form-phones").FillAsync("6123 4501");
        await amy.Get("form-tier").SelectOptionAsync("gold");
        await amy.Get("form-keeper").PressSequentiallyAsync("um.lee");
        await amy.Get("form-keeper-option").First.ClickAsync();
        await amy.Get("form-address-add").ClickAsync();
        await amy.Get("form-address-label").FillAsync("Office");
        await amy.Get("form-address-text").FillAsync("1 Harbour Road");
        await amy.Get("form-save").ClickAsync();

        await Expect(amy.Get("customer-tier")).ToHaveTextAsync("Gold");
        await Expect(amy.Get("customer-keeper")).ToBeVisibleAsync();
        await Expect(amy.Get("customer-card")).ToContainTextAsync("1 Harbour Road");
        await amy.Go("/customers?tier=gold");
        await Expect(amy.Get("customer-row").Filter(new() { HasText = "C-1003" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_records_of_one_customer_are_merged_and_parted_again()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var lee = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "um.lee");

        await OpenCustomer(lee, "C-1003");
        await lee.Get("merge-find").PressSequentiallyAsync("C-1007");
        await lee.Get("merge-find-option").First.ClickAsync();
        await lee.Get("merge-confirm").ClickAsync();
        await Expect(lee.Get("merge")).ToContainTextAsync("C-1007");
        await Expect(lee.Get("customer-card")).ToContainTextAsync("6543 2107");
        await lee.Go("/customers?q=C-1007");
        await Expect(lee.Get("customers-empty")).ToBeVisibleAsync();

        await OpenCustomer(lee, "C-1003");
        await lee.Get("merge-undo").ClickAsync();
        await Expect(lee.Page.Locator("[data-testid=merge][data-undone=true]")).ToHaveCountAsync(1);
        await Expect(lee.Get("customer-card")).Not.ToContainTextAsync("6543 2107");
        await lee.Go("/customers?q=C-1007");
        await Expect(lee.Get("customer-row")).ToHaveCountAsync(1);
    }

    private static async Task OpenCustomer(DeskWindow window, string number)
    {
        await window.Go("/customers?q=" + number);
        await window.Get("customer-row").GetByRole(AriaRole.Link).First.ClickAsync();
        await window.Get("customer-page").WaitForAsync();
        // The heading gets the focus once a page was changed; what is typed before would lose it.
        await Expect(window.Page.Locator("h1")).ToBeFocusedAsync();
    }
}
