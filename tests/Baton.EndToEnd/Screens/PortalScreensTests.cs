using System.Collections.Concurrent;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>The customers' pages in three languages, light and dark, on a wide screen and on a phone.</summary>
public sealed class PortalScreensTests
{
    [Fact]
    public async Task The_customers_pages_are_readable_in_all_languages_light_and_dark()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var faults = new ConcurrentQueue<string>();
        await Task.WhenAll(
            new[] { "en", "zh-CN", "zh-HK" }.Select(async language =>
                await LookAtPortal(stage, await browser.OpenWindow(stage.Server.BaseAddress, language), language, faults)
            )
        );
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    /// <summary>With faults in the form, with a question that waits, and with a rating to give.</summary>
    private static async Task LookAtPortal(FaxDeskStage stage, IPage customer, string language, ConcurrentQueue<string> faults)
    {
        Screen.Follow(customer, faults);
        await customer.GotoAsync("/portal");
        await CheckWideAndNarrow("portal");
        await customer.GotoAsync("/portal/new");
        await CheckWideAndNarrow("portal-types");
        await customer.GetByTestId("portal-type-wo-fault").ClickAsync();
        await customer.GetByTestId("portal-subject").FillAsync("家裡沒有訊號");
        await customer.GetByTestId("portal-description").FillAsync("由今早開始。");
        await customer.GetByTestId("portal-name").FillAsync("林小明");
        await customer.GetByTestId("portal-register").ClickAsync();
        await customer.GetByTestId("portal-problem").WaitForAsync();
        await CheckWideAndNarrow("portal-faults");
        await customer.GetByTestId("field-faultKind").SelectOptionAsync("slow");
        await customer.GetByTestId("field-faultPlace").FillAsync("12 Harbour Road");
        await customer.GetByTestId("field-serviceNumber").FillAsync("23456780");
        await customer.GetByTestId("portal-phone").FillAsync("2345 6780");
        await customer.GetByTestId("portal-register").ClickAsync();
        var number = (await customer.GetByTestId("receipt-number").InnerTextAsync()).Trim();
        await CheckWideAndNarrow("portal-receipt");

        var cora = stage.Person("cora");
        var question = new System.Text.Json.Nodes.JsonObject
        {
            ["text"] = "請問在幾樓？",
            ["kind"] = "forCustomer",
            ["purpose"] = "question",
        };
        await cora.Post($"cases/{number}/notes", question, System.Net.HttpStatusCode.Created);
        await customer.GetByTestId("receipt-follow").ClickAsync();
        await customer.GetByTestId("portal-answer-form").WaitForAsync();
        await CheckWideAndNarrow("portal-case");
        await cora.Complete(await cora.Task(number, "groups"), "finish", "Done.");
        await customer.ReloadAsync();
        await customer.GetByTestId("portal-rate").WaitForAsync();
        await CheckWideAndNarrow("portal-solved");

        async Task CheckWideAndNarrow(string name)
        {
            await customer.SetViewportSizeAsync(1440, 900);
            await Screen.CheckLightAndDark(customer, name, language, faults);
            await customer.SetViewportSizeAsync(390, 844);
            await Screen.CheckLightAndDark(customer, name + "-phone", language, faults);
        }
    }
}
