using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A model of another engine is taken over: it is converted, the report says what to look at, and it becomes a design.</summary>
[Trait("Story", "D")]
public sealed class ImportedModelInBrowserTests
{
    [Fact]
    public async Task A_model_of_Camunda_7_is_imported_with_a_report_and_opens_as_a_design()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var window = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", "en");
        var model = Path.Combine(Repository.Root, "tests", "desk", "Baton.Desk.Tests", "Conversion", "Models", "user-tasks.bpmn");

        await window.Go("/designs");
        await window.Get("design-import").ClickAsync();
        await window.Get("import-page").WaitForAsync();
        await window.Choose(
            window.Get("import-files"),
            new()
            {
                Name = "user-tasks.bpmn",
                MimeType = "text/xml",
                Buffer = await File.ReadAllBytesAsync(model, TestContext.Current.CancellationToken),
            }
        );
        await Expect(window.Get("import-converted")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("[data-testid=import-note][data-code=form-key]"))
            .ToContainTextAsync("embedded:app:forms/review.html");
        await window.Get("import-take").ClickAsync();
        await window.Get("import-outcome-row").GetByRole(AriaRole.Link).ClickAsync();

        await Expect(window.Get("design-page")).ToBeVisibleAsync();
    }
}
