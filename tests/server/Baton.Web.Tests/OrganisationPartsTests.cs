using Baton.Desk;
using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Skills;
using Baton.Web.Access;
using Baton.Web.Cases;
using Baton.Web.Organisation;
using Baton.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>The parts of the pages about units, roles for units and skills.</summary>
public sealed class OrganisationPartsTests : DeskContext
{
    private static readonly DepartmentView[] Units =
    [
        Unit("gd", null, UnitLevels.Province),
        Unit("gz", "gd", UnitLevels.City),
        Unit("hotline", "gz", null),
        Unit("sd", null, UnitLevels.Province),
    ];

    private static readonly SkillView[] Skills =
    [
        new("en", new("英语", "英語", "English"), null, 2, 0, 1),
        new("billing", new("账务", "帳務", "Billing"), null, 0, 1, 1),
    ];

    [Fact]
    public void Units_are_offered_set_in_below_those_above_them()
    {
        var options = Render<UnitOptions>(parts => parts.Add(one => one.Units, Units).Add(one => one.Language, "en")).FindAll("option");

        Assert.Equal(["gd", "\u2003gz", "\u2003\u2003hotline", "sd"], options.Select(option => option.TextContent));
    }

    [Fact]
    public void A_role_is_given_for_a_unit_once_and_taken_away_again()
    {
        var given = new List<RoleInUnit> { new("csm", "sd") };
        var field = Render<UnitRolesField>(parts =>
            parts
                .Add(one => one.Roles, [Role("administrator"), Role("agent"), Role("csm")])
                .Add(one => one.Units, Units)
                .Add(one => one.Given, given)
                .Add(one => one.Language, "en")
        );

        var isIdle = field.Find("[data-testid=unit-role-add]").HasAttribute("disabled");
        var roles = field.FindAll("[data-testid=unit-role-role] option").Select(option => option.GetAttribute("value")).ToList();
        for (var time = 0; time < 2; time++)
        {
            field.Find("[data-testid=unit-role-role]").Change("agent");
            field.Find("[data-testid=unit-role-unit]").Change("gz");
            field.Find("[data-testid=unit-role-add]").Click();
        }
        var shown = field.FindAll("[data-testid=unit-role]").Select(one => one.TextContent.Trim()).ToList();
        field.FindAll("[data-testid=unit-role] button")[0].Click();

        Assert.True(isIdle);
        Assert.Equal(["", "agent", "csm"], roles);
        Assert.Equal(["csm in sd", "agent in gz"], shown);
        Assert.Equal([new("agent", "gz")], given);
    }

    [Fact]
    public void A_skill_gets_a_level_and_loses_it()
    {
        var levels = new Dictionary<string, int> { ["en"] = 2 };
        var field = Render<SkillsField>(parts =>
            parts.Add(one => one.Skills, Skills).Add(one => one.Levels, levels).Add(one => one.Language, "en")
        );

        field.Find("[data-testid=user-skill-billing]").Change("4");
        field.Find("[data-testid=user-skill-en]").Change("0");

        Assert.Equal([KeyValuePair.Create("billing", 4)], levels);
    }

    [Fact]
    public void An_empty_register_says_who_keeps_it()
    {
        var field = Render<SkillsField>(parts =>
            parts.Add(one => one.Skills, []).Add(one => one.Levels, []).Add(one => one.Language, "en")
        );

        Assert.Contains("register", field.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void People_are_narrowed_by_a_skill_and_its_least_level()
    {
        var wanted = new List<SkillLevel?>();
        var filter = Render<SkillFilter>(parts =>
            parts
                .Add(one => one.Id, "p")
                .Add(one => one.Skills, Skills)
                .Add(one => one.Language, "en")
                .Add(one => one.Skill, "en")
                .Add(one => one.Level, 2)
                .Add(one => one.Changed, level => wanted.Add(level))
        );

        filter.Find("[data-testid=p-level]").Change("4");
        filter.Find("[data-testid=p-skill]").Change("billing");
        filter.Find("[data-testid=p-skill]").Change("");

        Assert.Equal([new("en", 4), new("billing", 2), null], wanted);
        Assert.All(filter.FindAll("select"), select => Assert.NotEmpty(select.GetAttribute("aria-label")!));
    }

    [Theory]
    [InlineData("en", "English 4, Billing 1, magic 3")]
    [InlineData("zh-Hans", "英语 4级")]
    public void Skills_are_named_with_their_levels(string language, string text)
    {
        Speak(language);

        Assert.Contains(
            text,
            SkillNames.Of([new("en", 4), new("billing", 1), new("magic", 3)], Skills, language),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_unit_is_a_condition_of_a_search_of_a_saved_view_and_of_its_file()
    {
        var query = new CaseQuery { Unit = "gd" };
        var request = query.ToRequest(new("amy", "Amy", [], [], new HashSet<string>(), "en"), Services.GetRequiredService<LocalTime>(), 10);
        var view = new Baton.Desk.Cases.Views.SavedViewLine(
            1,
            "Mine",
            query.ToFilter(),
            null,
            null,
            null,
            null,
            "amy",
            "Amy",
            true,
            false,
            1
        );

        Assert.True(query.HasMore);
        Assert.Equal("gd", request.Unit);
        Assert.Equal("gd", CaseQuery.Of(view).Unit);
        Assert.Contains("unit=gd", ExportAddress.Of(request, [], "en", "UTC", "csv", "1"), StringComparison.Ordinal);
    }

    private static RoleView Role(string code) => new(code, LocalizedText.Same(code), [], null, 1);

    private static DepartmentView Unit(string code, string? parent, string? level) =>
        new(code, parent, LocalizedText.Same(code), null, null, null, null, [], false, 0, 1) { Level = level };
}
