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
        await using var stage = await FaxDeskStage.SetOnPostgres();
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
        await lau.Get("department-level").SelectOptionAsync("team");
        await lau.Page.Locator("#department-member").PressSequentiallyAsync("Noah");
        await lau.Get("department-member-option").Filter(new() { HasText = "Noah Yip" }).First.ClickAsync();
        await lau.Get("department-contact-person").SelectOptionAsync("noah");
        await lau.Get("department-save").ClickAsync();

        await Expect(Row(lau, "field-service").GetByTestId("department-contact")).ToContainTextAsync("Noah Yip");
        var departments = await stage.Person("cora").List("departments");
        var made = departments.Single(one => (string?)one!["code"] == "field-service")!;
        Assert.Equal(("noah", "team"), ((string?)made["contactPerson"], (string?)made["level"]));
    }

    [Fact]
    public async Task A_role_for_a_unit_and_a_skill_are_given_and_people_are_offered_by_the_skill()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", "en");

        await lau.Go("/admin/skills?edit=");
        await lau.Get("skill-code").FillAsync("cantonese");
        await lau.Get("skill-name-hans").FillAsync("粤语");
        await lau.Get("skill-name-hant").FillAsync("粵語");
        await lau.Get("skill-name-en").FillAsync("Cantonese");
        await lau.Get("skill-save").ClickAsync();
        await Expect(lau.Page.Locator("[data-testid=skill-row][data-code=cantonese]")).ToBeVisibleAsync();
        await lau.Go("/admin/users?q=nina&edit=nina");
        await lau.Get("unit-role-role").SelectOptionAsync("coordinator");
        await lau.Get("unit-role-unit").SelectOptionAsync("network");
        await lau.Get("unit-role-add").ClickAsync();
        await lau.Get("user-skill-cantonese").SelectOptionAsync("4");
        await lau.Get("user-position").FillAsync("Engineer");
        await lau.Get("user-save").ClickAsync();

        await Expect(lau.Get("user-row")).ToContainTextAsync("Coordinator in Network");
        await Expect(lau.Get("user-row-skills")).ToContainTextAsync("Cantonese 4");
        var people = await stage.Person("cora").List("people?skill=cantonese&level=3");
        var nina = await stage.Person("nina").Get("me");
        Assert.Equal(("nina", "Engineer"), ((string?)people.Single()!["userName"], (string?)people.Single()!["position"]));
        Assert.Contains("coordinator", nina["roles"]!.AsArray().Select(role => (string?)role));
        Assert.DoesNotContain("cases.read-all", nina["permissions"]!.AsArray().Select(one => (string?)one));
    }

    [Fact]
    public async Task Whoever_may_not_be_here_any_more_leaves_the_page_that_is_open()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var nina = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "nina");
        await nina.Go("/work");

        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");
        await lau.Go("/admin/users?q=nina&edit=nina");
        await lau.Get("user-disabled").CheckAsync();
        await lau.Get("user-save").ClickAsync();

        await Expect(nina.Get("sign-in-user")).ToBeVisibleAsync();
    }

    private static ILocator Row(DeskWindow window, string code) => window.Page.Locator($"[data-testid=department-row][data-code='{code}']");
}
