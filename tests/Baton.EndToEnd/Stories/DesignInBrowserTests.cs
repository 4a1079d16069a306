using System.Text.Json.Nodes;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Scenarios;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>People who are no programmers draw a process, have it looked at, and bring it to life.</summary>
[Trait("Story", "D")]
public sealed class DesignInBrowserTests
{
    private const string Process = "goodwill-approval";

    [Fact]
    public async Task A_process_is_drawn_by_the_mouse_approved_by_another_person_deployed_run_changed_and_rolled_back()
    {
        await using var stage = await FaxDeskStage.Set(FaxDeskStage.Morning, ["--Designs:FourEyes", "true"]);
        await using var browser = await Chromium.Start();
        var mok = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "design.mok", "en");
        var xu = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "review.xu", "en");

        await Start(mok, "Goodwill approval");
        await DrawTask(mok, "Approve the goodwill");
        // Nobody is named yet who does it: the editor says so, and the repair is a choice in a list.
        await Expect(mok.Get("pe-finding").Filter(new() { HasText = "Approve the goodwill" }).First).ToBeVisibleAsync();
        await mok.Get("pe-groups").SelectOptionAsync("unit-manager");
        await DrawEnd(mok);
        await Expect(mok.Get("pe-finding")).ToHaveCountAsync(0);
        await IsSaved(mok);
        await Ask(mok, "First version, please look.");

        await Approve(xu);
        await Deploy(xu, "Goodwill is approved by unit managers.");
        await Expect(xu.Get("design-state")).ToHaveAttributeAsync("data-state", "Deployed");
        await RunThrough(stage);

        await ChangeName(mok, "Approve or refuse the goodwill");
        await Ask(mok, "A better name.");
        await Approve(xu);
        await Deploy(xu, "A better name");

        await xu.Go("/designs/versions/process/" + Process + "?version=1");
        await Expect(xu.Get("version-row")).ToHaveCountAsync(2);
        await xu.Get("version-roll-back").ClickAsync();
        await xu.Get("roll-back-comment").FillAsync("People missed the old name");
        await xu.Get("roll-back-now").ClickAsync();
        await Expect(xu.Get("version-row")).ToHaveCountAsync(3);
        await Expect(xu.Get("version-row").First).ToContainTextAsync("People missed the old name");
        var versions = await stage.Person("review.xu").Get("designs/versions/process/" + Process);
        Assert.Equal(1, (int)versions["versions"]![0]!["rolledBackTo"]!);
    }

    [Fact]
    public async Task Who_draws_while_somebody_else_saves_is_told_and_keeps_his_own_as_a_copy()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var mok = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "design.mok", "en");
        await Start(mok, "Two of us");
        var key = new Uri(mok.Page.Url).AbsolutePath.Split('/')[^1];
        var lau = stage.Person("admin.lau");
        var text = (string)(await lau.Get("designs/" + key))["text"]!;

        await DrawTask(mok, "By Mok");
        await IsSaved(mok);
        // What is being typed is not told yet when the other one saves.
        await mok.Get("pe-name").FillAsync("By Mok again");
        await lau.Put(
            $"designs/{key}/text",
            new JsonObject
            {
                ["revision"] = await RevisionOf(lau, key),
                ["text"] = text.Replace("Two of us", "By Lau", StringComparison.Ordinal),
            }
        );
        await mok.Page.Keyboard.PressAsync("Tab");
        await mok.Get("conflict-look").ClickAsync();
        await mok.Page.Locator(".process-editor.is-read-only[data-drawn]").WaitForAsync();
        await Expect(mok.Page.Locator("[data-element-id^=Activity_]")).ToHaveCountAsync(0);
        await mok.Get("conflict-look").ClickAsync();
        await mok.Page.Locator(".process-editor:not(.is-read-only)[data-drawn]").WaitForAsync();
        await Expect(mok.Page.Locator("[data-element-id^=Activity_]").First).ToBeVisibleAsync();
        await mok.Get("conflict-keep").ClickAsync();
        await mok.Page.WaitForURLAsync(url => !url.Contains(key, StringComparison.Ordinal));
        await Expect(mok.Page.Locator("[data-element-id^=Activity_]").First).ToBeVisibleAsync();

        Assert.Equal("By Lau", (string?)(await lau.Get("designs/" + key))["design"]!["name"]);
    }

    private static async Task<int> RevisionOf(DeskApi person, string key) =>
        (int)(await person.Get("designs/" + key))["design"]!["revision"]!;

    private static async Task Start(DeskWindow window, string name)
    {
        await window.Go("/designs");
        await window.Get("design-new").ClickAsync();
        await window.Get("new-name").FillAsync(name);
        await window.Get("new-start").ClickAsync();
        await IsDrawn(window);
    }

    private static Task IsDrawn(DeskWindow window) => window.Page.Locator("[data-testid=process-editor][data-drawn]").WaitForAsync();

    /// <summary>Behind the start event, by its menu; then its kind, and its name.</summary>
    private static async Task DrawTask(DeskWindow window, string name)
    {
        await window.Page.Locator("[data-element-id=start] .djs-hit").First.ClickAsync();
        await window.Page.Locator(".djs-context-pad .entry[data-action='append.append-task']").ClickAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.Locator(".djs-context-pad .entry[data-action=replace]").ClickAsync();
        await window.Page.Locator(".djs-popup .entry[data-id=replace-with-user-task]").ClickAsync();
        await window.Get("pe-name").FillAsync(name);
        await window.Page.Keyboard.PressAsync("Tab");
    }

    /// <summary>Behind the task, whose menu is still open; without a name.</summary>
    private static async Task DrawEnd(DeskWindow window)
    {
        await window.Page.Locator(".djs-context-pad .entry[data-action='append.end-event']").ClickAsync();
        await window.Page.Locator(".djs-direct-editing-parent").WaitForAsync();
        await window.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task IsSaved(DeskWindow window)
    {
        await window.Page.Locator("[data-testid=process-editor][data-state=taken]").WaitForAsync();
        await Expect(window.Get("design-saved")).ToContainTextAsync("Saved");
    }

    private static async Task Ask(DeskWindow window, string note)
    {
        await window.Get("design-tab-review").ClickAsync();
        await window.Get("review-text").FillAsync(note);
        await window.Get("review-ask").ClickAsync();
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "InReview");
    }

    /// <summary>From the bell.</summary>
    private static async Task Approve(DeskWindow window)
    {
        await window.Go("/work");
        await window.Get("notices").ClickAsync();
        await window.Get("notice").First.ClickAsync();
        await window.Get("review-approve").ClickAsync();
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "Approved");
    }

    private static async Task Deploy(DeskWindow window, string comment)
    {
        await window.Get("design-tab-deploy").ClickAsync();
        await window.Get("deploy-comment").FillAsync(comment);
        await window.Get("deploy-now").ClickAsync();
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "Deployed");
    }

    private static async Task ChangeName(DeskWindow window, string name)
    {
        await window.Get("design-tab-draw").ClickAsync();
        await IsDrawn(window);
        await window.Page.Locator("[data-element-id^=Activity_] .djs-hit").First.ClickAsync();
        await window.Get("pe-name").FillAsync(name);
        await window.Page.Keyboard.PressAsync("Tab");
        await IsSaved(window);
        await Expect(window.Get("design-state")).ToHaveAttributeAsync("data-state", "Draft");
    }

    /// <summary>An instance stands at the task for unit managers and ends behind it.</summary>
    private static async Task RunThrough(FaxDeskStage stage)
    {
        using var http = stage.Server.CreateClient();
        var engine = new EngineClient(http);
        var created = await engine.Post("process-instances", new JsonObject { ["processDefinitionId"] = Process });
        var key = (string)created.Body!["processInstanceKey"]!;
        var task = Assert.Single(await engine.Search("user-tasks/search", new() { ["processInstanceKey"] = key, ["state"] = "CREATED" }));
        Assert.Equal("Approve the goodwill", (string?)task["name"]);
        Assert.Contains("unit-manager", task["candidateGroups"]!.ToJsonString(), StringComparison.Ordinal);
        var done = await engine.Post($"user-tasks/{task["userTaskKey"]}/completion", new JsonObject());
        Assert.True(done.Status is 200 or 204, done.Text);
        var instance = await engine.Get("process-instances/" + key);
        Assert.Equal("COMPLETED", (string?)instance.Body!["state"]);
    }
}
