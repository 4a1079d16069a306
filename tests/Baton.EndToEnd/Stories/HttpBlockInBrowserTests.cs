using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Somebody keeps a connection to another system, somebody else draws a call of it, and the call is tried without being made.</summary>
[Trait("Story", "D")]
public sealed class HttpBlockInBrowserTests
{
    [Fact]
    public async Task A_call_of_another_system_is_drawn_configured_and_tried_in_the_sandbox()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", "en");

        await lau.Go("/admin/connections?edit=-");
        await lau.Get("connection-code").FillAsync("crm");
        await lau.Get("connection-name").FillAsync("Customer register");
        await lau.Get("connection-baseaddress").FillAsync("http://127.0.0.1:9/api");
        await lau.Get("connection-save").ClickAsync();
        await Expect(lau.Page.Locator("#connection-baseaddress-problem")).ToContainTextAsync("Outbound:AllowedHosts");
        await lau.Get("connection-baseaddress").FillAsync("https://crm.example.com/api");
        await lau.Get("connection-authentication").SelectOptionAsync("bearer");
        await lau.Get("connection-secret").FillAsync("a-secret-of-the-house");
        await lau.Get("connection-save").ClickAsync();
        await Expect(lau.Get("connection-circuit")).ToHaveAttributeAsync("data-circuit", "closed");
        await Expect(lau.Get("connection-secret")).ToHaveValueAsync("");

        await lau.Go("/designs");
        await lau.Get("design-new").ClickAsync();
        await lau.Get("new-name").FillAsync("Ask the register");
        await lau.Get("new-start").ClickAsync();
        await lau.Page.Locator("[data-testid=process-editor][data-drawn]").WaitForAsync();
        await lau.Page.Locator("[data-element-id=start] .djs-hit").First.ClickAsync();
        await lau.Page.Locator(".djs-context-pad .entry[data-action=append]").ClickAsync();
        await lau.Page.Locator(".djs-popup .entry[data-id=append-baton-http]").ClickAsync();
        await lau.Page.Locator(".djs-shape.selected:not([data-element-id=start])").First.WaitForAsync();
        await lau.Page.Keyboard.PressAsync("Escape");
        await Expect(lau.Get("pe-finding").Filter(new() { HasText = "Choose a connection" })).ToHaveCountAsync(1);
        await lau.Get("pe-http-connection").SelectOptionAsync("crm");
        await lau.Get("pe-http-path").FillAsync("/../admin");
        await lau.Page.Keyboard.PressAsync("Tab");
        await Expect(lau.Get("pe-finding").Filter(new() { HasText = "below its connection" })).ToHaveCountAsync(1);
        await lau.Get("pe-http-path").FillAsync("""="/customers/" + string(7)""");
        await lau.Get("pe-http-resultExpression").FillAsync("""={"tier": response.body.tier}""");
        await lau.Page.Keyboard.PressAsync("Tab");
        await Expect(lau.Get("pe-finding").Filter(new() { HasText = "below its connection" })).ToHaveCountAsync(0);
        await lau.Page.Locator(".djs-context-pad .entry[data-action='append.end-event']").ClickAsync();
        await lau.Page.Keyboard.PressAsync("Escape");
        await lau.Page.Locator("[data-testid=process-editor][data-state=taken]").WaitForAsync();
        await Expect(lau.Get("design-saved")).ToContainTextAsync("Saved");

        await lau.Get("design-tab-try").ClickAsync();
        await lau.Get("sandbox-begin").ClickAsync();
        await Expect(lau.Get("sandbox-would")).ToContainTextAsync("Would call GET https://crm.example.com/api/customers/7");
        var answer = lau.Page.Locator("[data-testid^=sandbox-job-] details");
        await answer.Locator("summary").ClickAsync();
        await answer.Locator("[data-testid$=-values-value]").Nth(1).FillAsync("""{"tier": "gold"}""");
        await lau.Get("sandbox-job-done").ClickAsync();
        await Expect(lau.Get("sandbox-state")).ToHaveTextAsync("Ended");
        await Expect(lau.Page.GetByText("gold").First).ToBeVisibleAsync();
    }
}
