using System.Text;
using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A process changes while its cases run: people look at what differs, and the cases go on by the new version.</summary>
[Trait("Story", "D")]
public sealed class MigrationInBrowserTests
{
    [Fact]
    public async Task Two_versions_are_compared_and_a_running_case_goes_on_by_the_new_one_and_is_done()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var lau = stage.Person("admin.lau");
        var amy = stage.Person("amy");
        var customer = (string)(await amy.List("customers?phone=23456789"))[0]!["key"]!;
        var number = await amy.OpenCase(customer, "Another plan", "+85223456780", "um.lee");
        await lau.Deploy("tos.bpmn", Changed());
        var window = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", "en");

        await window.Go("/versions/compare?kind=process&id=tos&from=1&to=2");
        await Expect(window.Page.Locator("[data-testid=compare-canvas] [data-drawn]")).ToHaveCountAsync(2);
        var review = window.Page.Locator("[data-testid=difference][data-element=Review]");
        await Expect(review).ToContainTextAsync("Changed");
        await review.ClickAsync();
        await Expect(window.Page.Locator(".compare-side-before .djs-shape.diff-chosen[data-element-id=Approve]")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".compare-side-after .djs-shape.diff-chosen[data-element-id=Review]")).ToBeVisibleAsync();
        await window.Get("view-after").ClickAsync();
        await Expect(window.Page.Locator(".compare-side-before")).ToBeHiddenAsync();
        await window.Get("compare-migrate").ClickAsync();

        var step = window.Page.Locator("[data-testid=mapping-row][data-step=Approve]");
        await Expect(step.GetByTestId("mapping-target")).ToHaveValueAsync("Review");
        await step.GetByTestId("mapping-target").SelectOptionAsync("");
        await Expect(step.GetByTestId("mapping-missing")).ToBeVisibleAsync();
        await window.Get("migrate-preview").ClickAsync();
        await Expect(window.Get("would-be-refused")).ToBeVisibleAsync();
        await step.GetByTestId("mapping-target").SelectOptionAsync("Review");
        await window.Get("migrate-preview").ClickAsync();
        await Expect(window.Get("would-go")).ToBeVisibleAsync();
        await Expect(window.Get("would-be-refused")).ToHaveCountAsync(0);
        await window.Get("migrate-start").ClickAsync();
        await Expect(window.Get("migration-state")).ToHaveAttributeAsync("data-state", "COMPLETED");
        await window.Go("/versions/migrate?process=tos&from=1&to=2");
        await window.Get("migration-row").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Get("migration-run")).ToBeVisibleAsync();

        var lee = stage.Person("um.lee");
        var task = await lee.Task(number, "mine");
        Assert.Equal("Review", (string)task["elementId"]!);
        await lee.Complete(task, "approve");
        var page = await lau.Get("cases/" + number);
        Assert.Contains(page["timeline"]!.AsArray(), item => (string)item!["code"]! == "migrated");
    }

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

    private static string Changed()
    {
        var file = Path.Combine(Repository.Root, "packs", "telecom-fax-desk", "processes", "tos.bpmn");
        return File.ReadAllText(file, Encoding.UTF8)
            .Replace("\"Approve\"", "\"Review\"", StringComparison.Ordinal)
            .Replace("P2D", "P3D", StringComparison.Ordinal);
    }
}
