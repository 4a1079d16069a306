using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>
/// Every room of the desk in three languages, light and dark: WCAG AA holds, no text is cut off, nothing goes wrong in the browser's console.
/// With <c>BATON_SCREENSHOTS=FOLDER</c> each screen is kept as a picture there.
/// </summary>
public sealed class ScreensTests
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
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("zh-Hans", ColorScheme.Light)]
    [InlineData("zh-Hant", ColorScheme.Dark)]
    public async Task Every_room_is_readable(string language, ColorScheme scheme)
    {
        await using var stage = await FaxDeskStage.Set();
        var number = await OpenSomeCases(stage);
        var customer = await NoteOnCustomer(stage);
        await stage.Person("admin.lau").Deploy("goodwill.dmn", CreditDecision.Model);
        var design = await DrawSomething(stage);
        await stage.Person("admin.lau").Deploy("refund.bpmn", RefundProcess.Model);
        var stopped = await stage.Person("admin.lau").StartProcess("refund", new() { ["amount"] = "many" });
        await using var browser = await Chromium.Start();
        var faults = new List<string>();

        var lee = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "um.lee", language, scheme);
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy", language, scheme);
        Follow(lee.Page, faults);
        Follow(amy.Page, faults);
        foreach (var (name, address) in Rooms)
        {
            var window = name is "new-case" ? amy : lee;
            var there = address
                .Replace("{number}", number, StringComparison.Ordinal)
                .Replace("{customer}", customer, StringComparison.Ordinal);
            await Look(window, name, there, language, scheme, faults);
        }

        var tam = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "fax.tam", language, scheme);
        var administrator = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", language, scheme);
        foreach (var (name, address) in OperatorRooms)
        {
            var there = address
                .Replace("{design}", design, StringComparison.Ordinal)
                .Replace("{stopped}", stopped, StringComparison.Ordinal);
            await Look(name is "fax" ? tam : administrator, name, there, language, scheme, faults);
        }

        var stranger = await browser.OpenWindow(stage.Server.BaseAddress, language, scheme);
        await stranger.GotoAsync("/sign-in");
        await Check(stranger, "sign-in", language, scheme, faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task The_customers_pages_are_readable_in_all_languages_light_and_dark()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var faults = new List<string>();
        foreach (var language in new[] { "en", "zh-CN", "zh-HK" })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var customer = await browser.OpenWindow(stage.Server.BaseAddress, language, scheme);
                await LookAtPortal(stage, customer, language, scheme, faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public async Task On_a_phone_a_manager_opens_a_case_from_his_list_and_approves_it(string language)
    {
        await using var stage = await FaxDeskStage.Set();
        var number = await OpenSomeCases(stage);
        await using var browser = await Chromium.Start();
        var faults = new List<string>();
        var lee = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "um.lee", language);
        Follow(lee.Page, faults);
        await lee.Page.SetViewportSizeAsync(390, 844);

        await lee.OpenView("mine");
        await Check(lee.Page, "work-list-phone", language, ColorScheme.Light, faults);
        await lee.OpenFromList("mine", number);
        await lee.Page.Locator(".bpmn-canvas-drawing[data-drawn]").WaitForAsync();
        await Check(lee.Page, "case-phone", language, ColorScheme.Light, faults);
        await lee.Press("approve");
        await lee.SeesStatus("approved");
        await lee.Go("/cases/new");
        await Check(lee.Page, "new-case-phone", language, ColorScheme.Light, faults);
        await lee.Go("/cases?q=Roaming");
        await Check(lee.Page, "search-phone", language, ColorScheme.Light, faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public async Task On_a_phone_an_administrator_tries_a_decision_by_keyboard(string language)
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var faults = new List<string>();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", language);
        Follow(lau.Page, faults);
        await lau.Page.SetViewportSizeAsync(390, 844);

        await lau.Go("/decisions");
        await Check(lau.Page, "decisions-phone", language, ColorScheme.Light, faults);
        await lau.Get("decision-row").First.Locator("a").ClickAsync();
        await lau.Get("decision-input-department").FillAsync("cs-2");
        await lau.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(lau.Get("decision-value")).ToHaveTextAsync("um.wong");
        await Assertions.Expect(lau.Get("decision-rule-matched").Locator("th")).ToContainTextAsync("2");
        await Assertions.Expect(lau.Get("decision-given")).ToContainTextAsync("cs-2");
        await lau.Page.WaitForURLAsync("**/decisions/tos-default-manager?values=*");
        await Check(lau.Page, "decision-phone", language, ColorScheme.Light, faults);

        await lau.Page.ReloadAsync();
        await Assertions.Expect(lau.Get("decision-value")).ToHaveTextAsync("um.wong");

        await stage.Person("admin.lau").Deploy("goodwill.dmn", CreditDecision.Model);
        await lau.Go(CreditDecision.Tried);
        await Assertions.Expect(lau.Get("decision-rule-matched")).ToHaveCountAsync(2);
        await Check(lau.Page, "decision-required-phone", language, ColorScheme.Light, faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<string> OpenSomeCases(FaxDeskStage stage)
    {
        var amy = stage.Person("amy");
        var customers = await amy.List("customers?limit=5");
        string[] subjects = ["轉換月費計劃", "寬頻服務故障，晚上經常斷線", "Roaming charges not agreed", "更改帳單地址", "取消增值服務"];
        var numbers = new List<string>();
        foreach (var (customer, subject) in customers.Zip(subjects))
        {
            numbers.Add(await amy.OpenCase((string)customer!["key"]!, subject, "+85223456780"));
            await stage.Advance(TimeSpan.FromMinutes(7));
        }

        await amy.Post(
            $"cases/{numbers[0]}/opinions",
            new System.Text.Json.Nodes.JsonObject { ["text"] = "客戶希望今天內收到確認傳真。" },
            System.Net.HttpStatusCode.Created
        );
        return numbers[0];
    }

    /// <summary>A design that was sent back with a comment; its key is the answer.</summary>
    private static async Task<string> DrawSomething(FaxDeskStage stage)
    {
        var lau = stage.Person("admin.lau");
        var started = new System.Text.Json.Nodes.JsonObject { ["kind"] = "process", ["fromId"] = "tos" };
        var design = await lau.Post("designs", started, System.Net.HttpStatusCode.Created);
        await lau.Post($"designs/{design["key"]}/review", new System.Text.Json.Nodes.JsonObject { ["note"] = "請看第二步。" });
        await lau.Post(
            $"designs/{design["key"]}/verdict",
            new System.Text.Json.Nodes.JsonObject
            {
                ["revision"] = 1,
                ["isApproved"] = false,
                ["comment"] = "The second step needs a time limit.",
                ["elementId"] = "approve",
            }
        );
        return (string)design["key"]!;
    }

    /// <summary>A note to see on the page of a customer with cases; his key is the answer.</summary>
    private static async Task<string> NoteOnCustomer(FaxDeskStage stage)
    {
        var amy = stage.Person("amy");
        var key = (string)(await amy.List("customers?limit=1"))[0]!["key"]!;
        await amy.Post(
            $"customers/{key}/notes",
            new System.Text.Json.Nodes.JsonObject { ["text"] = "客戶只接受書面回覆。", ["priority"] = 2 },
            System.Net.HttpStatusCode.Created
        );
        return key;
    }

    /// <summary>With faults in the form, with a question that waits, and with a rating to give.</summary>
    private static async Task LookAtPortal(FaxDeskStage stage, IPage customer, string language, ColorScheme scheme, List<string> faults)
    {
        Follow(customer, faults);
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
            await Check(customer, name, language, scheme, faults);
            await customer.SetViewportSizeAsync(390, 844);
            await Check(customer, name + "-phone", language, scheme, faults);
        }
    }

    private static void Follow(IPage page, List<string> faults)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add($"{page.Url}: the console says {message.Text}");
            }
        };
        page.PageError += (_, error) => faults.Add($"{page.Url}: {error}");
    }

    private static async Task Look(DeskWindow window, string name, string address, string language, ColorScheme scheme, List<string> faults)
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

        await Check(window.Page, name, language, scheme, faults);
    }

    private static async Task Check(IPage page, string name, string language, ColorScheme scheme, List<string> faults)
    {
        if (Environment.GetEnvironmentVariable("BATON_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var path = Path.Combine(folder, $"{name}.{language}.{scheme.ToString().ToLowerInvariant()}.png");
            await page.ScreenshotAsync(new() { Path = path });
        }

        var where = $"{name} ({language}, {scheme})";
        faults.AddRange((await Layout.Faults(page)).Select(fault => $"{where}: {fault}"));
        faults.AddRange((await AccessibilityRules.Violations(page)).Select(violation => $"{where}: {violation}"));
    }
}
