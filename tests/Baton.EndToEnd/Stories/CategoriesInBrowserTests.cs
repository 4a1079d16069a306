using System.Text;
using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>An administrator keeps the category tree; agents have it at once.</summary>
[Trait("Story", "E")]
public sealed class CategoriesInBrowserTests
{
    [Fact]
    public async Task A_category_is_made_moved_renamed_and_retired_and_a_case_keeps_it()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");

        // New at the top, and one below it with the code that is proposed.
        await lau.Go("/admin/categories?new=");
        await lau.Get("category-code").FillAsync("smart");
        await lau.Get("category-save").ClickAsync();
        await Expect(lau.Page.Locator("#category-name-problem")).ToBeVisibleAsync();
        await lau.Get("category-name-hans").FillAsync("智能家居");
        await lau.Get("category-name-hant").FillAsync("智能家居");
        await lau.Get("category-name-en").FillAsync("Smart home");
        await lau.Get("category-save").ClickAsync();
        await Expect(Node(lau, "smart")).ToHaveAttributeAsync("aria-level", "1");
        await lau.Get("category-new-below").ClickAsync();
        await Expect(lau.Get("category-code")).ToHaveValueAsync("smart.1");
        await lau.Get("category-name-en").FillAsync("Lamps");
        await lau.Get("category-save").ClickAsync();
        await Expect(Node(lau, "smart.1")).ToHaveAttributeAsync("aria-level", "2");

        // Moved by the menu: what lies below comes along.
        await Node(lau, "smart").ClickAsync();
        await Expect(lau.Get("category-code-shown")).ToHaveTextAsync("smart");
        await lau.Get("category-move").FillAsync("Mobile service");
        await lau.Get("category-move-option").First.ClickAsync();
        await Expect(lau.Get("category-moved")).ToContainTextAsync("Mobile service › Smart home");
        await Expect(Node(lau, "smart.1")).ToHaveAttributeAsync("aria-level", "3");

        // Dragged with the mouse, and taken back.
        await lau.Go("/admin/categories?q=smart");
        await Node(lau, "smart.1").DragToAsync(Node(lau, "mobile"));
        await Expect(lau.Get("category-moved")).ToContainTextAsync("Mobile service › Lamps");
        await lau.Get("category-undo").ClickAsync();
        await Expect(Node(lau, "smart.1")).ToHaveAttributeAsync("aria-level", "3");

        // Renamed by keyboard alone.
        await Node(lau, "mobile").FocusAsync();
        await lau.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Node(lau, "smart")).ToBeFocusedAsync();
        await lau.Page.Keyboard.PressAsync("F2");
        await Expect(lau.Get("category-name-en")).ToBeFocusedAsync();
        await lau.Get("category-name-en").FillAsync("Smart homes");
        await lau.Page.Keyboard.PressAsync("Enter");
        await Expect(Node(lau, "smart")).ToContainTextAsync("Smart homes");

        // An agent has it at once.
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");
        await amy.FillNewCase("2345 6789", "The lamps stay dark", "2345 6780");
        await amy.Get("case-category-level-2").SelectOptionAsync("smart");
        var number = await amy.SendNewCase();

        // Retired after a look at who has it; the case keeps it, and nobody else gets it.
        await lau.Go("/admin/categories?edit=smart");
        await lau.Get("category-retire").ClickAsync();
        await Expect(lau.Get("category-retire-use")).ToContainTextAsync("Open cases that have it: 1");
        await lau.Get("category-retire-now").ClickAsync();
        await Expect(lau.Get("problem")).ToContainTextAsync("Lamps");
        await lau.Get("category-retire-below").CheckAsync();
        await lau.Get("category-retire-now").ClickAsync();
        await Expect(lau.Get("category-restore")).ToBeVisibleAsync();
        var found = await stage.Person("amy").Get("cases?text=" + number);
        Assert.Equal("流動服務 / 智能家居", (string?)found["items"]![0]!["categoryPath"]);
        var offered = await stage.Person("amy").List("categories");
        Assert.DoesNotContain(offered, one => ((string?)one!["code"])!.StartsWith("smart", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_with_a_faulty_line_changes_nothing_and_the_corrected_one_everything()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");
        const string Lines = "code,parent,name-en,name-zh-Hans,name-zh-Hant,order,retired\nsmart,,Smart home,智能家居,智能家居,,no\n";

        await lau.Go("/admin/categories/import");
        await lau.Choose(lau.Get("category-file"), File(Lines + "lamp,nowhere,Lamps,灯,燈,,no\n"));
        await Expect(Line(lau, 3)).ToContainTextAsync("nowhere");
        await Expect(lau.Get("category-apply")).ToBeDisabledAsync();
        await lau.Choose(lau.Get("category-file"), File(Lines + "lamp,smart,Lamps,灯,燈,,no\n"));
        await Expect(Line(lau, 3)).ToContainTextAsync("New");
        await lau.Get("category-apply").ClickAsync();
        await Expect(lau.Get("category-import-counts")).ToContainTextAsync("Imported.");

        await lau.Get("category-import-back").ClickAsync();
        await lau.Get("category-filter").FillAsync("lamp");
        await Expect(Node(lau, "lamp")).ToHaveAttributeAsync("aria-level", "2");
        await Expect(lau.Get("category-node")).ToHaveCountAsync(2);
    }

    private static FilePayload File(string text) =>
        new()
        {
            Name = "categories.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(text),
        };

    private static ILocator Node(DeskWindow window, string code) => window.Page.Locator($"[data-testid=category-node][data-code='{code}']");

    private static ILocator Line(DeskWindow window, int line) =>
        window.Page.Locator($"[data-testid=category-import-line][data-line='{line}']");
}
