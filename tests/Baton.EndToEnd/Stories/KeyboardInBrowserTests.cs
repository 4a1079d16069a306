using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A whole case by the keyboard alone: no click, no field filled in by anything but keys that reached it.</summary>
[Trait("Story", "E")]
public sealed class KeyboardInBrowserTests
{
    private const int MostTabs = 80;

    [Fact]
    public async Task A_case_is_registered_found_worked_on_and_closed_without_a_mouse()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var ann = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ann");
        var cora = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "cora");

        // Registered: the customer by his number, the lists by their first letters.
        await Press(ann, "n");
        await ann.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await Write(ann, ann.Get("customer-search"), "W-1001");
        await ann.Get("customer-search-option").First.WaitForAsync();
        await Press(ann, "Enter");
        await ann.Get("customer-card").WaitForAsync();
        await Choose(ann, ann.Get("case-type"), "wo-fault");
        await Write(ann, ann.Get("case-subject"), "No signal since Monday");
        await Choose(ann, ann.Get("field-faultKind"), "no-service");
        await Write(ann, ann.Get("field-faultPlace"), "12 Harbour Road");
        await Write(ann, ann.Get("field-serviceNumber"), "13800138000");
        await Press(ann, "Control+Enter");
        await ann.SeesStatus("coordinating");
        var number = (await ann.Get("case-number").InnerTextAsync()).Trim();

        // Found in the list of the group, opened, claimed.
        await Reach(cora, cora.Get("view-groups"));
        await Press(cora, "Enter");
        await cora.Row(number).WaitForAsync();
        await Press(cora, "j");
        await Expect(cora.Row(number)).ToHaveAttributeAsync("aria-selected", "true");
        await Press(cora, "Enter");
        await Expect(cora.Get("case-number")).ToHaveTextAsync(number);
        await cora.Get("task-claim").WaitForAsync();
        await Press(cora, "c");
        await Expect(cora.Get("step-holder")).ToContainTextAsync("林可欣");

        // Worked on and closed.
        await Write(cora, cora.Get("task-opinion"), "The mast is repaired.");
        await Reach(cora, cora.Get("task-action-finish"));
        await Press(cora, "Enter");
        await cora.SeesStatus("finished");
        await ann.SeesStatus("finished");
    }

    private static Task Press(DeskWindow window, string key) => window.Page.Keyboard.PressAsync(key);

    private static async Task Write(DeskWindow window, ILocator field, string text)
    {
        await Reach(window, field);
        await window.Page.Keyboard.TypeAsync(text);
        await Expect(field).ToHaveValueAsync(text);
    }

    private static async Task Choose(DeskWindow window, ILocator list, string value)
    {
        await Reach(window, list);
        var text = await list.Locator($"option[value='{value}']").InnerTextAsync();
        await window.Page.Keyboard.TypeAsync(text);
        await Expect(list).ToHaveValueAsync(value);
    }

    /// <summary>Walks on by Tab, as far as the page goes, until the element has the focus.</summary>
    private static async Task Reach(DeskWindow window, ILocator element)
    {
        await element.WaitForAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Press(window, "Tab");
        }

        Assert.Fail($"{element} is not reached by {MostTabs} presses of Tab.");
    }
}
