using System.Net;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>What customers send by themselves, and what agents decide about it.</summary>
[Trait("Story", "C")]
public sealed class InboxInBrowserTests
{
    private const string Token = "a-secret-of-the-gateway";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Short_messages_are_taken_up_become_cases_join_cases_and_are_put_away()
    {
        await using var stage = await FaxDeskStage.Set(FaxDeskStage.Morning, ["--SmsIn:Token", Token]);
        await using var browser = await Chromium.Start();
        var ann = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ann");
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");
        await ann.Go("/inbox");
        await Expect(ann.Get("inbox-empty")).ToBeVisibleAsync();

        // What arrives stands there by itself, with its count in the navigation.
        await Send(stage, "1", "+85261112233", "No signal at Harbour Road since Monday");
        await Send(stage, "2", "+85261112233", "Please hurry");
        await Send(stage, "3", "+85261115555", "You have won");
        await Send(stage, "3", "+85261115555", "You have won");
        await Expect(ann.Get("inbox-row")).ToHaveCountAsync(3);
        await Expect(ann.Get("rail-inbox-count")).ToHaveTextAsync("3");

        // One takes it up; the other is told who has it.
        await Row(ann, "No signal").ClickAsync();
        await ann.Get("incoming-claim").ClickAsync();
        await Expect(ann.Get("incoming-release")).ToBeVisibleAsync();
        await amy.Go(new Uri(ann.Page.Url).PathAndQuery);
        await Expect(amy.Get("incoming-claimed")).ToContainTextAsync("周安");
        await Expect(amy.Get("incoming-open")).ToHaveCountAsync(0);

        // The case is half filled in already.
        await ann.Get("incoming-open").ClickAsync();
        await ann.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await Expect(ann.Get("of-contact")).ToContainTextAsync("SMS");
        await Expect(ann.Get("customer-phone")).ToHaveValueAsync("+85261112233");
        await Expect(ann.Get("case-subject")).ToHaveValueAsync("No signal at Harbour Road since Monday");
        await ann.Get("customer-name").FillAsync("Ho Siu Ming");
        await ann.Get("case-type").SelectOptionAsync("wo-fault");
        await ann.Get("field-faultKind").SelectOptionAsync("no-service");
        await ann.Get("field-faultPlace").FillAsync("12 Harbour Road");
        await ann.Get("field-serviceNumber").FillAsync("13800138000");
        var number = await ann.SendNewCase();
        await Expect(ann.Get("case-contact")).ToHaveCountAsync(1);

        // The second message of the same number offers the new customer's case.
        await ann.Go("/inbox");
        await Row(ann, "Please hurry").ClickAsync();
        await ann.Get("incoming-number").FillAsync(number);
        await ann.Get("incoming-join").ClickAsync();
        await Expect(ann.Get("inbox-row")).ToHaveCountAsync(1);
        await ann.Go("/cases/" + number);
        await Expect(ann.Get("case-note")).ToContainTextAsync("Please hurry");

        // Spam goes with its sender, and comes back.
        await ann.Go("/inbox");
        await Row(ann, "You have won").ClickAsync();
        await ann.Get("incoming-block").ClickAsync();
        await Expect(ann.Get("inbox-empty")).ToBeVisibleAsync();
        await Send(stage, "4", "+85261115555", "You have won again");
        await ann.Get("inbox-view-spam").ClickAsync();
        await Expect(ann.Get("inbox-row")).ToHaveCountAsync(2);
        await Row(ann, "again").ClickAsync();
        await ann.Get("incoming-no-spam").ClickAsync();
        await Expect(ann.Get("inbox-row")).ToHaveCountAsync(1);
        await Expect(ann.Get("blocked-sender")).ToHaveCountAsync(0);
    }

    private static Microsoft.Playwright.ILocator Row(DeskWindow window, string text) =>
        window.Get("inbox-row").Filter(new() { HasText = text }).GetByRole(Microsoft.Playwright.AriaRole.Link);

    private static async Task Send(FaxDeskStage stage, string id, string from, string text)
    {
        using var http = new HttpClient { BaseAddress = stage.Server.BaseAddress };
        using var body = new StringContent(
            new JsonObject
            {
                ["id"] = id,
                ["from"] = from,
                ["text"] = text,
            }.ToJsonString(),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await http.PostAsync("/api/channels/sms/in?token=" + Token, body, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
