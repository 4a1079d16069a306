using Baton.Desk.Designs;
using Baton.Desk.Designs.Deploying;
using Baton.Desk.Designs.Versions;
using Baton.Desk.Notifications;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Sandbox;
using Baton.Desk.Sandbox.Runs;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using static Baton.Desk.Tests.DeskHost;

namespace Baton.Desk.Tests.Designs;

public sealed class DesignDeploymentTests
{
    [Fact]
    public async Task A_deployed_design_is_the_newest_version_with_who_and_why()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        var first = await desk.Deploy(design.Key, 1, "dee", "The first one");
        await desk.Save(design.Key, 1, Drawing.Approval(task: "Look again"));
        await desk.Deploy(design.Key, 2, "may", "A better word");

        var model = (await desk.Get<ListVersions>().Handle(await desk.User("dora"), DesignKind.Process, "approval", Ct)).Value;

        Assert.Equal((DesignState.Deployed, 1), (first.Value.State, first.Value.DeployedVersion));
        Assert.Equal([2, 1], model.Versions.Select(one => one.Version));
        Assert.Equal(
            [("may", "A better word", true), ("dee", "The first one", false)],
            model.Versions.Select(one => (one.ByName!, one.Comment!, one.IsLatest))
        );
        Assert.Equal(design.Key, model.Versions[0].DesignKey);
        var entries = await desk.Read(db =>
            db.AuditEntries.Where(row => row.Kind == AuditKinds.Deployment && row.Actor == "may").ToListAsync(Ct)
        );
        Assert.Contains("A better word", Assert.Single(entries).After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_cases_take_the_deployed_version_at_once_and_old_ones_stay_on_theirs()
    {
        await using var desk = await Drawing.Start();
        await desk.Open();
        var design = (await desk.Get<StartDesign>().Handle(await desk.User("dora"), new(DesignKind.Process) { FromId = "tos" }, Ct)).Value;
        var text = (await desk.ShowDesign(design.Key)).Text;
        await desk.Save(design.Key, 1, text + "<!-- changed -->");
        await desk.Deploy(design.Key, 2, "dee");
        await desk.Open();

        var model = (await desk.Get<ListVersions>().Handle(await desk.User("dora"), DesignKind.Process, "tos", Ct)).Value;

        Assert.Equal([(2, 1L), (1, 1L)], model.Versions.Select(one => (one.Version, one.Running)));
        Assert.NotEmpty(model.CaseTypes);
    }

    [Fact]
    public async Task What_a_deployment_refuses_is_refused_and_stays_a_draft()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.Save(design.Key, 1, Drawing.Approval(group: "= 1 +"));

        var outcome = await desk.Deploy(design.Key, 2, "dee");

        Assert.Equal("deployment.refused", outcome.Problem!.Code);
        Assert.NotEmpty(outcome.Problem.Fields);
        Assert.Equal(DesignState.Draft, (await desk.ShowDesign(design.Key)).Design.State);
    }

    [Fact]
    public async Task A_form_that_the_desk_could_not_show_is_refused()
    {
        await using var desk = await Drawing.Start();
        var form = (
            await desk.Get<StartDesign>()
                .Handle(
                    await desk.User("dora"),
                    new(DesignKind.Form, "Form") { Text = """{"id":"f","components":[{"type":"hologram"}]}""" },
                    Ct
                )
        ).Value;

        Assert.Equal("deployment.refused", (await desk.Deploy(form.Key, 1, "dee")).Problem!.Code);
    }

    [Theory]
    [InlineData(DesignKind.Process)]
    [InlineData(DesignKind.Decision)]
    [InlineData(DesignKind.Form)]
    public async Task Every_kind_is_deployed_rolled_back_and_read_as_a_file(DesignKind kind)
    {
        await using var desk = await Drawing.Start();
        var user = await desk.User("may");
        var design = (await desk.Get<StartDesign>().Handle(user, new(kind, "Goodwill"), Ct)).Value;
        var first = (await desk.ShowDesign(design.Key)).Text;
        await desk.Deploy(design.Key, 1, "may");
        await desk.Save(design.Key, 1, first.Replace("Goodwill", "Good will", StringComparison.Ordinal), "may");
        await desk.Deploy(design.Key, 2, "may");

        var back = await desk.Get<RollBack>().Handle(user, kind, "goodwill", 1, new("It was better"), Ct);
        var again = await desk.Get<RollBack>().Handle(user, kind, "goodwill", 3, new(), Ct);

        Assert.Equal(3, back.Value.Version);
        Assert.Equal("design-newest", again.Problem!.Code);
        var model = (await desk.Get<ListVersions>().Handle(user, kind, "goodwill", Ct)).Value;
        Assert.Equal((1, "It was better"), (model.Versions[0].RolledBackTo, model.Versions[0].Comment));
        Assert.Equal(first, (await desk.Get<ShowVersion>().Handle(user, kind, "goodwill", 3, Ct)).Value.Text);
        Assert.Contains(
            (await desk.Get<ListDeployed>().Handle(user, Ct)).Value,
            one => one.Kind == kind && one is { Id: "goodwill", Version: 3 }
        );
    }

    [Fact]
    public async Task The_same_text_again_is_no_new_version()
    {
        await using var desk = await Drawing.Start();
        var design = (await desk.Get<StartDesign>().Handle(await desk.User("dora"), new(DesignKind.Process) { FromId = "tos" }, Ct)).Value;

        Assert.Equal("design-nothing-new", (await desk.Deploy(design.Key, 1, "dee")).Problem!.Code);
    }

    [Fact]
    public async Task A_decision_is_found_by_the_id_of_its_file_and_by_its_own()
    {
        await using var desk = await Drawing.Start();
        var user = await desk.User("may");
        var design = (await desk.Get<StartDesign>().Handle(user, new(DesignKind.Decision, "Severity"), Ct)).Value;
        await desk.Deploy(design.Key, 1, "may");

        Assert.Equal("severity", (await desk.Get<ListVersions>().Handle(user, DesignKind.Decision, "severity", Ct)).Value.Id);
        Assert.Equal("severity", (await desk.Get<ListVersions>().Handle(user, DesignKind.Decision, "severity-decision", Ct)).Value.Id);
        Assert.Equal("not-found", (await desk.Get<ListVersions>().Handle(user, DesignKind.Decision, "nothing", Ct)).Problem!.Code);
    }

    [Fact]
    public async Task A_set_time_is_kept_over_a_restart_and_carried_out_once()
    {
        var directory = NewDirectory();
        try
        {
            DesignLine design;
            await using (var desk = await DeskHost.StartOn(directory, seed: true))
            {
                await Drawing.AddPeople(desk);
                design = await desk.Begin();
                var scheduled = await desk.Get<DeployDesign>()
                    .Handle(await desk.User("dee"), design.Key, new(1, "At night", desk.Now.AddHours(2)), Ct);
                Assert.Equal(DesignState.Scheduled, scheduled.Value.State);
                Assert.Equal("design-scheduled", (await desk.Save(design.Key, 1, Drawing.Approval(name: "x"))).Problem!.Code);
                await desk.Engine.Advance(TimeSpan.FromHours(1));
                Assert.Equal(DesignState.Scheduled, (await desk.ShowDesign(design.Key)).Design.State);
            }
            await using (var desk = await DeskHost.StartOn(directory, seed: false))
            {
                await desk.Engine.Advance(TimeSpan.FromHours(3));
                await desk.Engine.Advance(TimeSpan.FromHours(3));
                var view = await desk.ShowDesign(design.Key);
                Assert.Equal((DesignState.Deployed, 1), (view.Design.State, view.Design.DeployedVersion));
                var model = (await desk.Get<ListVersions>().Handle(await desk.User("dee"), DesignKind.Process, "approval", Ct)).Value;
                Assert.Equal(("dee", "At night"), (Assert.Single(model.Versions).ByName, model.Versions[0].Comment));
                var news = (await desk.Get<ListNotifications>().Handle(await desk.User("dee"), new(), Ct)).Value.Items;
                Assert.Equal(Notifier.DesignDeployed, Assert.Single(news).Code);
            }
        }
        finally
        {
            TestStorage.Drop(directory);
        }
    }

    [Fact]
    public async Task What_is_refused_at_the_set_time_is_told_to_who_set_it_and_shown()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.Get<DeployDesign>().Handle(await desk.User("dee"), design.Key, new(1, null, desk.Now.AddHours(2)), Ct);
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "dee", Ct)).IsDisabled = true);

        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var view = await desk.ShowDesign(design.Key);
        Assert.Equal(DesignState.Draft, view.Design.State);
        Assert.NotNull(view.Design.DeployFailure);
        Assert.Equal(DesignDeed.Failed, view.Remarks[^1].Deed);
        var news = (await desk.Get<ListNotifications>().Handle(await desk.User("dora"), new(), Ct)).Value.Items;
        Assert.Equal(Notifier.DesignFailed, Assert.Single(news).Code);
        Assert.Null(desk.Runtime.Catalog.LatestProcess("approval"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kept_runs_are_played_when_the_time_comes_and_stop_the_deployment_unless_it_was_wanted_all_the_same(bool regardless)
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.Deploy(design.Key, 1, "dee");
        var run = new SaveTestRunRequest(
            "Looked at",
            new() { At = Morning, Values = new() },
            [new() { Kind = SandboxStepKind.CompleteTask, Element = "look" }],
            new() { Path = ["start", "look", "end"], IsEnded = true }
        );
        Assert.True((await desk.Get<SaveTestRun>().Handle(await desk.User("dora"), "approval", run, Ct)).Succeeded);
        await desk.Save(design.Key, 1, Drawing.Approval().Replace("\"end\"", "\"over\"", StringComparison.Ordinal));
        await desk.AskReview(design.Key);
        await desk.Decide(design.Key, 2, isApproved: true);
        var wanted = new DeployDesignRequest(2, "At night", desk.Now.AddHours(2)) { Regardless = regardless };
        Assert.True((await desk.Get<DeployDesign>().Handle(await desk.User("dee", Languages.English), design.Key, wanted, Ct)).Succeeded);

        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var view = await desk.ShowDesign(design.Key);
        Assert.False(view.Design.DeployRegardless);
        Assert.Equal(regardless ? 2 : 1, desk.Runtime.Catalog.LatestProcess("approval")!.Version);
        if (regardless)
        {
            Assert.Equal(DesignState.Deployed, view.Design.State);
            return;
        }
        Assert.Equal((DesignState.Approved, DesignDeed.Failed), (view.Design.State, view.Remarks[^1].Deed));
        Assert.Contains("Looked at", view.Design.DeployFailure!, StringComparison.Ordinal);
        Assert.Contains("over", view.Design.DeployFailure!, StringComparison.Ordinal);
        foreach (var told in new[] { "dee", "rob", "dora" })
        {
            var news = (await desk.Get<ListNotifications>().Handle(await desk.User(told), new(), Ct)).Value.Items;
            Assert.Contains(news, one => one.Code == Notifier.DesignFailed);
        }
    }

    [Fact]
    public async Task A_version_that_came_with_a_pack_says_which_one()
    {
        await using var desk = await Drawing.Start();
        var folder = Path.Combine(Checkout.Root, "packs", "work-order-basic");
        Assert.True((await desk.Get<ImportPack>().Import(PackFiles.FromFolder(folder), withDemo: false, Ct)).Succeeded);
        var user = await desk.User("dora", Languages.English);
        var design = await desk.Begin();
        await desk.Deploy(design.Key, 1, "dee");

        var versions = desk.Get<ListVersions>();
        var own = (await versions.Handle(user, DesignKind.Process, "approval", Ct)).Value.Versions[0];
        var brought = (await versions.Handle(user, DesignKind.Process, "work-order", Ct)).Value.Versions[0];

        Assert.Null(own.PackName);
        var pack = await desk.Read(db => db.Set<InstalledPack>().SingleAsync(row => row.Id == "work-order-basic", Ct));
        Assert.Equal(pack.Name.In(Languages.English), brought.PackName);
    }

    [Fact]
    public async Task Two_designs_at_one_time_are_both_deployed_and_a_time_that_was_taken_back_is_not()
    {
        await using var desk = await Drawing.Start();
        var dee = await desk.User("dee");
        var (one, two, three) = (
            await desk.Begin(text: Drawing.Approval("one")),
            await desk.Begin(text: Drawing.Approval("two")),
            await desk.Begin(text: Drawing.Approval("three"))
        );
        foreach (var design in new[] { one, two, three })
            await desk.Get<DeployDesign>().Handle(dee, design.Key, new(1, null, desk.Now.AddHours(2)), Ct);
        Assert.Equal(DesignState.Draft, (await desk.Get<UnscheduleDesign>().Handle(dee, three.Key, Ct)).Value.State);

        await desk.Engine.Advance(TimeSpan.FromHours(2));
        // Each is a unit of its own, one after the other.
        await desk.Engine.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(desk.Runtime.Catalog.LatestProcess("one"));
        Assert.NotNull(desk.Runtime.Catalog.LatestProcess("two"));
        Assert.Null(desk.Runtime.Catalog.LatestProcess("three"));
    }

    [Fact]
    public async Task A_time_in_the_past_and_a_model_with_errors_are_refused_when_the_time_is_set()
    {
        await using var desk = await Drawing.Start();
        var dee = await desk.User("dee");
        var design = await desk.Begin(text: Drawing.Approval(group: "= 1 +"));

        var past = await desk.Get<DeployDesign>().Handle(dee, design.Key, new(1, null, desk.Now), Ct);
        var broken = await desk.Get<DeployDesign>().Handle(dee, design.Key, new(1, null, desk.Now.AddDays(1)), Ct);

        Assert.Equal("at", Assert.Single(past.Problem!.Fields).Field);
        Assert.Equal("look", Assert.Single(broken.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Only_who_may_deploy_deploys_and_rolls_back()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();

        Assert.Equal("forbidden", (await desk.Deploy(design.Key, 1, "dora")).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Deploy(design.Key, 1, "rob")).Problem!.Code);
        Assert.Equal(
            "forbidden",
            (await desk.Get<RollBack>().Handle(await desk.User("dora"), DesignKind.Process, "tos", 1, new(), Ct)).Problem!.Code
        );
        Assert.Equal("design-changed", (await desk.Deploy(design.Key, 5, "dee")).Problem!.Code);
    }
}
