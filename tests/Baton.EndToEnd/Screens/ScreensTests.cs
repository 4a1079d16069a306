using System.Collections.Concurrent;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>
/// Every room of the desk in three languages, light and dark: WCAG AA holds, no text is cut off, nothing goes wrong in the browser's console.
/// With <c>BATON_SCREENSHOTS=FOLDER</c> each screen is kept as a picture there.
/// </summary>
public sealed class ScreensTests(ScreensStage stage) : IClassFixture<ScreensStage>
{
    private static readonly (string Name, string Address)[] Rooms =
    [
        ("work-list", "/work?view=all"),
        ("call-backs", "/work?view=call-backs"),
        ("new-case", "/cases/new"),
        ("case", "/cases/{number}"),
        ("search", "/cases?q=2345"),
        ("customers", "/customers?q=2345"),
        ("customer-new", "/customers?new=1"),
        ("customer", "/customers/{customer}"),
        ("customer-edit", "/customers/{customer}?edit=1"),
        ("phrases", "/phrases?edit=new"),
        ("wall", "/wall"),
        ("account", "/account"),
    ];

    private static readonly (string Name, string Address)[] OperatorRooms =
    [
        ("calls", "/calls?phase=missed"),
        ("inbox", "/inbox"),
        ("register-account-manager", "/register/account-manager"),
        ("register-branch", "/register/branch"),
        ("register-supervision", "/register/supervision"),
        ("sms-patterns", "/admin/sms-patterns?edit=-"),
        ("fax", "/fax"),
        ("decisions", "/decisions"),
        ("decision", "/decisions/tos-default-manager"),
        ("decision-tried", "/decisions/tos-default-manager?values=%7B%22department%22%3A%22cs-2%22%7D"),
        ("decision-required", CreditDecision.Tried),
        ("decision-failed", CreditDecision.Failed),
        ("designs", "/designs?new=1"),
        ("design", "/designs/{design}"),
        ("design-review", "/designs/{design}?tab=review"),
        ("design-deploy", "/designs/{design}?tab=deploy"),
        ("design-revisions", "/designs/{design}?tab=versions"),
        ("versions", "/designs/versions/process/tos"),
        ("compare", "/versions/compare?kind=decision&id=tos-default-manager&from=1&to=1"),
        ("model-import", "/designs/import"),
        ("sandbox", "/designs/try?process=tos"),
        ("analysis", "/analysis"),
        ("process-analysis", "/analysis/tos?show=waiting&behind=state:running"),
        ("packs", "/packs"),
        ("customer-import", "/customers/import"),
        ("users", "/admin/users"),
        ("user", "/admin/users?q=ann&edit=ann"),
        ("departments", "/admin/departments?edit=network"),
        ("categories", "/admin/categories?edit=mobile.plan"),
        ("category-new", "/admin/categories?new=mobile.plan"),
        ("category-import", "/admin/categories/import"),
        ("case-types", "/admin/case-types?edit=-&from=tos"),
        ("third-parties", "/admin/third-parties?edit=-"),
        ("mailboxes", "/admin/mailboxes?edit=-"),
        ("webhooks", "/admin/webhooks?edit=new"),
        ("web-forms", "/admin/web-forms?edit=-"),
        ("connections", "/admin/connections?edit=-"),
        ("skills", "/admin/skills?edit=english"),
        ("import", "/admin/import"),
        ("audit", "/admin/audit?kind=user"),
        ("calendars", "/admin/calendars"),
        ("calendar", "/admin/calendars/hk-office"),
        ("time-limits", "/admin/time-limits"),
        ("time-limit", "/admin/time-limits/tos-approval"),
        ("messages", "/messages"),
        ("templates", "/messages/templates?edit=tos-approval-due"),
        ("operations", "/operations"),
        ("operations-instances", "/operations/instances?state=active"),
        ("operations-process", "/operations/processes/refund"),
        ("operations-heat", "/operations/processes/refund?show=heat"),
        ("operations-instance", "/operations/instances/{stopped}"),
        ("operations-history", "/operations/instances/{stopped}?show=history"),
        ("operations-incidents", "/operations/incidents"),
        ("operations-jobs", "/operations/jobs"),
        ("operations-batches", "/operations/batches"),
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public async Task Every_room_is_readable_light_and_dark(string language)
    {
        await using var browser = await Chromium.Start();
        var faults = new ConcurrentQueue<string>();
        // Two walks through the house at a time: while one waits for its page, the other is looked at.
        await Task.WhenAll(
            Walk([.. Rooms, .. OperatorRooms.Where((_, index) => index % 3 == 0)]),
            Walk([.. OperatorRooms.Where((_, index) => index % 3 != 0)])
        );
        var stranger = await browser.OpenWindow(stage.Desk.Server.BaseAddress, language);
        await stranger.GotoAsync("/sign-in");
        await Screen.CheckLightAndDark(stranger, "sign-in", language, faults);
        Assert.True(faults.IsEmpty, string.Join('\n', faults));

        async Task Walk((string Name, string Address)[] rooms)
        {
            var windows = new Dictionary<string, DeskWindow>(StringComparer.Ordinal);
            foreach (var (name, address) in rooms)
            {
                var person = Visitor(name);
                if (!windows.TryGetValue(person, out var window))
                {
                    windows[person] = window = await DeskWindow.SignIn(browser, stage.Desk.Server.BaseAddress, person, language);
                    Screen.Follow(window.Page, faults);
                }
                await Look(window, name, stage.Fill(address), language, faults);
            }
        }
    }

    private static string Visitor(string room) =>
        room switch
        {
            "new-case" => "amy",
            "fax" => "fax.tam",
            _ when Array.Exists(Rooms, known => known.Name == room) => "um.lee",
            _ => "admin.lau",
        };

    private static async Task Look(DeskWindow window, string name, string address, string language, ConcurrentQueue<string> faults)
    {
        await window.Go(address);
        await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await window.Page.WaitForFunctionAsync("() => document.title.length > 0");
        if (name is "work-list")
        {
            await window.Get("worklist-row").First.ClickAsync();
            await window.Get("task-preview").WaitForAsync();
        }

        if (name is "process-analysis")
        {
            await window.Page.Locator(".flow-canvas .bpmn-canvas-drawing[data-drawn]").WaitForAsync();
        }

        if (name is "case")
        {
            await window.Page.Locator(".bpmn-canvas-drawing[data-drawn]").WaitForAsync();
        }

        await Screen.CheckLightAndDark(window.Page, name, language, faults);
    }
}
