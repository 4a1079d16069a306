using System.Text.Json.Nodes;
using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>People who are no programmers draw a process, have it looked at, and bring it to life.</summary>
[Trait("Story", "D")]
public sealed class DesignInBrowserTests
{
    [Fact]
    public async Task Who_draws_while_somebody_else_saves_is_told_also_after_a_restart_and_keeps_his_own_as_a_copy()
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

        // A restart of the server and a reload ask again, with both texts; who changes his mind quickly sees what he wanted last.
        await stage.Server.Restart();
        await stage.SetClock(stage.Now);
        await mok.Go("/designs/" + key);
        await Expect(mok.Get("design-conflict")).ToBeVisibleAsync();
        await Expect(mok.Page.Locator("[data-element-id^=Activity_]").First).ToContainTextAsync("again");
        for (var times = 0; times < 5; times++)
            await mok.Get("conflict-look").ClickAsync();
        await mok.Page.Locator(".process-editor.is-read-only[data-drawn]").WaitForAsync();
        await Expect(mok.Page.Locator("[data-element-id=start]").First).ToBeVisibleAsync();
        await Expect(mok.Page.Locator("[data-element-id^=Activity_]")).ToHaveCountAsync(0);
        await mok.Get("conflict-keep").ClickAsync();
        await mok.Page.WaitForURLAsync(url => !url.Contains(key, StringComparison.Ordinal));
        await Expect(mok.Page.Locator("[data-element-id^=Activity_]").First).ToBeVisibleAsync();

        Assert.Equal("By Lau", (string?)(await lau.Get("designs/" + key))["design"]!["name"]);
        await mok.Go("/designs/" + key);
        await IsDrawn(mok);
        await Expect(mok.Get("design-conflict")).ToHaveCountAsync(0);
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

    private static async Task IsSaved(DeskWindow window)
    {
        await window.Page.Locator("[data-testid=process-editor][data-state=taken]").WaitForAsync();
        await Expect(window.Get("design-saved")).ToContainTextAsync("Saved");
    }
}
