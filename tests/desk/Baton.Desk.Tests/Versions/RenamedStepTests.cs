using Baton.Desk.Designs;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Tests.Notifications;
using Baton.Desk.Versions;

namespace Baton.Desk.Tests.Versions;

/// <summary>A step that came with a pack is called by the pack's words until somebody calls it otherwise in the drawing.</summary>
public sealed class RenamedStepTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private static string Renamed(string bpmn) =>
        bpmn.Replace("name=\"Check and approve\"", "name=\"Approve with care\"", StringComparison.Ordinal);

    [Fact]
    public async Task A_renamed_step_is_called_by_its_new_name_and_a_task_from_before_by_the_old_one()
    {
        await using var desk = await DeskHost.Start();
        var before = await desk.Open();
        await desk.DeployChanged(Renamed);
        var after = await desk.Open();

        Assert.Equal("核對並核准", await Title(before.Number, Languages.TraditionalChinese));
        Assert.Equal("Check and approve", await Title(before.Number, Languages.English));
        Assert.Equal("Approve with care", await Title(after.Number, Languages.TraditionalChinese));
        Assert.Equal("Approve with care", await Title(after.Number, Languages.English));

        async Task<string> Title(string number, string language) =>
            Assert.Single((await desk.Show(number, language: language)).Tasks).Title;
    }

    [Fact]
    public async Task What_only_moved_keeps_the_words_of_its_pack()
    {
        await using var desk = await DeskHost.Start();
        await desk.DeployChanged(bpmn => bpmn.Replace("P2D", "P3D", StringComparison.Ordinal));
        var opened = await desk.Open();

        var task = Assert.Single((await desk.Show(opened.Number, language: Languages.TraditionalChinese)).Tasks);

        Assert.Equal("核對並核准", task.Title);
    }

    [Fact]
    public async Task The_difference_between_two_versions_calls_each_side_as_it_is_drawn()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("olga", Permissions.OperateEngine);
        await desk.DeployChanged(Renamed);

        var outcome = await desk.Get<CompareVersions>()
            .Handle(await desk.User("olga", Languages.SimplifiedChinese), new(DesignKind.Process, "tos", "1", "2"), Ct);

        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        var step = Assert.Single(outcome.Value.Elements);
        var name = Assert.Single(step.Properties);
        Assert.Equal("Approve with care", step.Title);
        Assert.Equal(("核对并核准", "Approve with care"), (name.Before, name.After));
        Assert.Equal("核对并核准", outcome.Value.NamesBefore["Approve"]);
        Assert.DoesNotContain("Approve", outcome.Value.NamesAfter.Keys);
    }

    [Fact]
    public async Task A_mail_about_a_renamed_step_calls_it_by_its_new_name()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail], ("Desk:PublicAddress", "https://desk.example"));
        await desk.Reachable("uma");
        var wish = await desk.Get<MyMessages>().Save(await desk.User("uma"), new(["mail"], []), Ct);
        Assert.True(wish.Succeeded, wish.Problem?.ToString());
        await desk.DeployChanged(Renamed);

        var opened = await desk.Open();
        await desk.Leave();
        await desk.Leave();

        Assert.Equal($"{opened.Number}: Approve with care", Assert.Single(mail.Given).Subject);
    }
}
