using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>An administrator joins the desk with an office portal: what happens is told, and the portal shows a user's tasks.</summary>
[Trait("Story", "C")]
public sealed class WebhooksInBrowserTests
{
    [Fact]
    public async Task A_hook_is_made_and_tested_and_a_feed_of_tasks_is_read_without_signing_in()
    {
        await using var portal = new HookCatcher();
        await using var stage = await FaxDeskStage.Set(FaxDeskStage.Morning, ["--Outbound:AllowedHosts:0", "127.0.0.1"]);
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", "en");

        await lau.Go("/admin/webhooks");
        await Expect(lau.Get("webhooks-empty")).ToBeVisibleAsync();
        await lau.Get("webhook-new").ClickAsync();
        await lau.Get("webhook-save").ClickAsync();
        await Expect(lau.Page.Locator("#webhook-address-problem")).ToBeVisibleAsync();
        await lau.Get("webhook-name").FillAsync("Office portal");
        await lau.Get("webhook-address").FillAsync(portal.Address);
        await lau.Get("webhook-event-case.opened").CheckAsync();
        await lau.Get("webhook-headers").FillAsync("X-Portal-Key: 4711");
        await lau.Get("webhook-save").ClickAsync();
        await Expect(lau.Get("webhook-secret")).ToContainTextAsync("whsec_");
        await Expect(lau.Get("webhook-row")).ToContainTextAsync("Office portal");
        await lau.Get("webhook-log").ClickAsync();
        await lau.Get("webhook-ping").ClickAsync();
        await Expect(lau.Page.Locator("[data-testid=delivery][data-event=ping][data-state=Delivered]")).ToBeVisibleAsync();
        await lau.Get("delivery-open").ClickAsync();
        await Expect(lau.Get("delivery-answer")).ToHaveTextAsync("Thanks");
        var request = Assert.Single(portal.Requests);
        Assert.Contains("X-Portal-Key: 4711", request, StringComparison.Ordinal);
        Assert.Contains("webhook-signature: v1,", request, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"ping\"", request, StringComparison.Ordinal);

        await lau.Go("/account");
        await lau.Get("feed-name").FillAsync("Office portal");
        await lau.Get("feed-create").ClickAsync();
        var address = await lau.Get("feed-address").Last.InnerTextAsync();
        await Expect(lau.Get("feed-row")).ToContainTextAsync("Office portal");
        var page = await browser.OpenWindow(stage.Server.BaseAddress, runsScripts: false);
        await page.GotoAsync(address);
        await Expect(page.Locator("h1")).ToContainTextAsync("Tasks of");
        await lau.Get("feed-revoke").ClickAsync();
        await Expect(lau.Get("feed-row")).ToHaveCountAsync(0);
        Assert.Equal(404, (await page.GotoAsync(address))!.Status);
    }
}
