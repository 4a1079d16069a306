using Baton.Desk.Designs.Palette;
using Baton.Desk.Tests.Packs;
using Baton.Engine;

namespace Baton.Desk.Tests.Designs;

/// <summary>What whoever draws a process picks from: real things, with names in his language.</summary>
public sealed class DesignPaletteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lists_hold_what_the_desk_and_its_packs_have()
    {
        await using var desk = await InstituteDesk.Open();

        var palette = (await desk.Get<DesignPalette>().Handle(User(Permissions.DrawDesigns, Languages.English), Ct)).Value;

        Assert.Contains(palette.Groups, group => group is { Value: "voc-agent", IsDepartment: false });
        Assert.Contains(palette.Groups, group => group is { Value: "department:voc-quality", IsDepartment: true });
        Assert.Contains(palette.People, person => person.Value == "yihua");
        Assert.Contains(palette.Forms, form => form.Value == "voc-approve");
        Assert.Contains(palette.Decisions, decision => decision is { Value: "voc-assess", Name: "Major or general" });
        Assert.Equal(["voc-complaint"], palette.Processes.Single(process => process.Value == "voc-complaint").CaseTypes);
        Assert.Contains(palette.Templates, template => template.Value == "voc-closed-customer");
        Assert.Contains(palette.Statuses, status => status is { Value: "awaiting-approval", Name: "Awaiting approval" });
        Assert.Contains(palette.Actions, action => action is { Value: "not-content", Name: "Customer is not content" });
        Assert.Contains(palette.CaseTypes, type => type.Value == "voc-care");
    }

    [Fact]
    public async Task Names_are_in_the_readers_language()
    {
        await using var desk = await InstituteDesk.Open();
        var lists = desk.Get<DesignPalette>();

        var english = (await lists.Handle(User(Permissions.DrawDesigns, Languages.English), Ct)).Value;
        var chinese = (await lists.Handle(User(Permissions.DrawDesigns, Languages.SimplifiedChinese), Ct)).Value;

        Assert.Equal(
            english.Groups.Select(group => group.Value).Order(StringComparer.Ordinal),
            chinese.Groups.Select(group => group.Value).Order(StringComparer.Ordinal)
        );
        Assert.NotEqual(Name(english), Name(chinese));

        static string Name(PaletteView palette) => palette.Groups.Single(group => group.Value == "voc-agent").Name;
    }

    [Fact]
    public async Task Only_who_may_see_designs_sees_the_lists()
    {
        await using var desk = await DeskHost.Start();
        var lists = desk.Get<DesignPalette>();

        var stranger = await lists.Handle(User(Permissions.WorkOnTasks, Languages.English), Ct);
        var reviewer = await lists.Handle(User(Permissions.ReviewDesigns, Languages.English), Ct);

        Assert.Equal(RejectionKind.Forbidden, stranger.Problem?.Kind);
        Assert.True(reviewer.Succeeded);
    }

    private static DeskUser User(string permission, string language) =>
        new("pat", "Pat", [], [], new HashSet<string>(StringComparer.Ordinal) { permission }, language);
}
