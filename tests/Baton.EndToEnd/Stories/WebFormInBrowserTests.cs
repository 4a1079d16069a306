using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A web form from the administrator who makes it, over a customer on another site, to the agent who makes a case of it.</summary>
[Trait("Story", "C")]
public sealed class WebFormInBrowserTests
{
    [Fact]
    public async Task A_form_is_sent_in_a_frame_of_another_site_and_becomes_a_case()
    {
        await using var stage = await FaxDeskStage.Set(FaxDeskStage.Morning, ["--WebForms:MinSeconds", "0"]);
        await using var browser = await Chromium.Start();
        var server = stage.Server.BaseAddress;
        // The same machine under another name is another site.
        var shop = $"http://localhost:{server.Port}";

        // The administrator makes the form and copies what goes into the page.
        var lau = await DeskWindow.SignIn(browser, server, "admin.lau");
        await lau.Go("/admin/web-forms?edit=-");
        await lau.Get("web-form-code").FillAsync("faults");
        await lau.Get("web-form-name-en").FillAsync("Report a fault");
        await lau.Get("web-form-name-zh-Hant").FillAsync("故障申報");
        await lau.Get("web-form-type").SelectOptionAsync("wo-fault");
        await lau.Get("web-form-thanks-zh-Hant").FillAsync("我們會盡快回覆。");
        await lau.Get("web-form-sites").FillAsync(shop + "/page");
        await lau.Get("web-form-save").ClickAsync();
        await Expect(lau.Page.Locator("#web-form-sites-problem")).ToBeVisibleAsync();
        await lau.Get("web-form-sites").FillAsync(shop);
        await lau.Get("web-form-save").ClickAsync();
        var snippet = await lau.Get("web-form-snippet").InputValueAsync();

        // A customer fills it in on the page of the shop, first with something wrong.
        var customer = await browser.OpenWindow(server, "zh-HK");
        await customer.SetViewportSizeAsync(390, 844);
        await customer.RouteAsync(
            shop + "/contact",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!DOCTYPE html><title>Shop</title>" + snippet })
        );
        await customer.GotoAsync(shop + "/contact");
        var form = customer.FrameLocator("iframe");
        await form.GetByTestId("webform-name").FillAsync("Lam Siu-ming");
        await form.GetByTestId("webform-phone").FillAsync("12");
        await form.GetByTestId("webform-email").FillAsync("lam@example.com");
        await form.GetByTestId("webform-subject").FillAsync("家裡沒有訊號");
        await form.GetByTestId("field-faultKind").SelectOptionAsync("no-service");
        await form.GetByTestId("field-faultPlace").FillAsync("海港道 12 號");
        await form.GetByTestId("field-serviceNumber").FillAsync("13800138000");
        await form.GetByTestId("webform-description").FillAsync("由今早開始。");
        await form.GetByTestId("webform-send").ClickAsync();
        await Expect(form.Locator("#phone-problem")).ToBeVisibleAsync();
        await Expect(form.GetByTestId("webform-subject")).ToHaveValueAsync("家裡沒有訊號");
        await form.GetByTestId("webform-phone").FillAsync("+852 6111 2233");
        await form.GetByTestId("webform-send").ClickAsync();
        await Expect(form.GetByTestId("webform-thanks")).ToHaveTextAsync("我們會盡快回覆。");
        var receipt = (await form.GetByTestId("webform-number").InnerTextAsync()).Trim();

        // Another site cannot show the form at all.
        await lau.Get("web-form-sites").FillAsync("");
        await lau.Get("web-form-save").ClickAsync();
        await Expect(lau.Page.Locator("[data-testid=web-form-row]")).Not.ToContainTextAsync(shop);
        await customer.GotoAsync(shop + "/contact");
        await Expect(customer.FrameLocator("iframe").GetByTestId("webform-name")).ToHaveCountAsync(0);

        // The agent finds it by the number of the receipt; the case is half filled in.
        var ann = await DeskWindow.SignIn(browser, server, "ann");
        await ann.Go("/inbox?contact=" + receipt);
        await Expect(ann.Get("incoming-subject")).ToHaveTextAsync("家裡沒有訊號");
        await Expect(ann.Get("incoming-other")).ToContainTextAsync("lam@example.com");
        await Expect(ann.Get("incoming-fields")).ToContainTextAsync("海港道 12 號");
        await ann.Get("incoming-open").ClickAsync();
        await ann.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await Expect(ann.Get("customer-name")).ToHaveValueAsync("Lam Siu-ming");
        await Expect(ann.Get("customer-phone")).ToHaveValueAsync("+85261112233");
        await Expect(ann.Get("field-faultPlace")).ToHaveValueAsync("海港道 12 號");
        await ann.SendNewCase();
        await Expect(ann.Get("case-contact")).ToHaveCountAsync(1);
    }
}
