using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>An administrator changes departments; what they are is known at once.</summary>
[Trait("Story", "E")]
public sealed class OrganisationInBrowserTests
{
    [Fact]
    public async Task A_new_department_with_its_contact_person_is_there_at_once()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");

        await lau.Go("/admin/departments");
        await Expect(Row(lau, "network").GetByTestId("department-contact")).ToHaveTextAsync("宁静");
        await lau.Get("department-new").ClickAsync();
        await lau.Get("department-save").ClickAsync();
        await Expect(lau.Page.Locator("#department-code-problem")).ToBeVisibleAsync();
        await lau.Get("department-code").FillAsync("field-service");
        await lau.Get("department-name-hans").FillAsync("外勤部");
        await lau.Get("department-name-hant").FillAsync("外勤部");
        await lau.Get("department-name-en").FillAsync("Field service");
        await lau.Get("department-parent").SelectOptionAsync("network");
        await lau.Page.Locator("#department-member").PressSequentiallyAsync("Noah");
        await lau.Get("department-member-option").Filter(new() { HasText = "Noah Yip" }).First.ClickAsync();
        await lau.Get("department-contact-person").SelectOptionAsync("noah");
        await lau.Get("department-save").ClickAsync();

        await Expect(Row(lau, "field-service").GetByTestId("department-contact")).ToContainTextAsync("Noah Yip");
        var departments = await stage.Person("cora").List("departments");
        Assert.Equal("noah", (string?)departments.Single(one => (string?)one!["code"] == "field-service")!["contactPerson"]);
    }

    private static ILocator Row(DeskWindow window, string code) => window.Page.Locator($"[data-testid=department-row][data-code='{code}']");
}
