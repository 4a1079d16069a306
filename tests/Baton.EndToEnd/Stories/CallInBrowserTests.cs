using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A call rings, comes up on the agent's screen with the caller's open case, and stands on its time line.</summary>
[Trait("Story", "C")]
public sealed class CallInBrowserTests
{
    private const string Token = "a-secret-of-the-exchange";
    private const string Caller = "+8613706310107";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_comes_up_beside_what_is_typed_and_opens_the_caller_s_case()
    {
        await using var stage = await FaxDeskStage.Set(FaxDeskStage.Morning, ["--Telephony:Token", Token]);
        var agent = stage.Person("mo.liu");
        var customer = (await agent.List("customers?number=M-1007"))[0]!;
        var caller = (string)customer["phones"]![0]!;
        var number = await Open(agent, (string)customer["key"]!);
        await using var browser = await Chromium.Start();
        var liu = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "mo.liu");
        await liu.Go("/calls");
        await liu.Get("my-extension").FillAsync("701");
        await liu.Get("my-extension-save").ClickAsync();
        await Expect(liu.Get("toast").First).ToBeVisibleAsync();

        // It comes by itself, and takes nothing of what is just typed.
        await liu.Go("/cases/new");
        await liu.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await liu.Get("case-subject").FillAsync("Half a wo");
        await Say(
            stage,
            "ringing",
            new()
            {
                ["from"] = caller,
                ["extension"] = "701",
                ["direction"] = "in",
            }
        );
        await Expect(liu.Get("call-card")).ToBeVisibleAsync();
        await Expect(liu.Get("case-subject")).ToBeFocusedAsync();
        await Expect(liu.Get("call-customer")).ToHaveTextAsync((string)customer["name"]!);
        await Expect(liu.Get("call-case")).ToContainTextAsync(number);

        // One click leads to the case, and ties the call to it.
        await Say(stage, "answered", new() { ["extension"] = "701" });
        await liu.Page.Locator($"[data-testid=call-case][data-case='{number}']").ClickAsync();
        await liu.Page.WaitForURLAsync("**/cases/" + number);
        await Expect(liu.Get("call-card")).ToHaveCountAsync(0);
        await Say(stage, "ended", []);
        await Expect(liu.Page.Locator("[data-code=call-ended]")).ToHaveCountAsync(1);

        await liu.Go("/calls");
        await Expect(liu.Get("call-row")).ToHaveCountAsync(1);
        await Expect(liu.Get("call-row")).ToContainTextAsync(number);
    }

    private static async Task<string> Open(DeskApi agent, string customer)
    {
        var opened = await agent.Post(
            "cases",
            new JsonObject
            {
                ["type"] = "mo-complaint",
                ["subject"] = "No signal in the lift",
                ["customerKey"] = customer,
                ["form"] = new JsonObject
                {
                    ["serviceNumber"] = Caller[3..],
                    ["city"] = "jinan",
                    ["product"] = "mobile",
                    ["remedy"] = "restore",
                },
            },
            HttpStatusCode.Created
        );
        return (string)opened["number"]!;
    }

    private static async Task Say(FaxDeskStage stage, string what, Dictionary<string, string> more)
    {
        using var exchange = new HttpClient { BaseAddress = stage.Server.BaseAddress };
        exchange.DefaultRequestHeaders.Add("Authorization", "Bearer " + Token);
        more["event"] = what;
        more["callId"] = "c-1";
        using var answer = await exchange.PostAsJsonAsync("api/channels/calls", more, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
