using Baton.Desk.Cases;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Tests.TimeLimits;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Versions.Migration;
using Baton.Desk.Worklists;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Versions;

/// <summary>Running cases go on by another version of their process.</summary>
public sealed class MigrationTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    /// <summary>The step is called otherwise, has another id, and is approved by another button.</summary>
    private static string Renamed(string bpmn) =>
        bpmn.Replace("\"Approve\"", "\"Review\"", StringComparison.Ordinal)
            .Replace("name=\"Check and approve\"", "name=\"Review the case\"", StringComparison.Ordinal)
            .Replace(
                "<baton:action id=\"approve\" value=\"approve\" primary=\"true\" />",
                "<baton:action id=\"accept\" value=\"accept\" primary=\"true\" />",
                StringComparison.Ordinal
            )
            .Replace("=decision = \"approve\"", "=decision = \"accept\"", StringComparison.Ordinal);

    private static string WithoutTimer(string bpmn) => bpmn.Replace("P2D", "P3D", StringComparison.Ordinal);

    private static async Task<DeskHost> Start()
    {
        var desk = await DeskHost.Start();
        await desk.AddPerson("olga", Permissions.OperateEngine, Permissions.ReadAllCases);
        return desk;
    }

    private static async Task<ProposedMigration> Propose(DeskHost desk)
    {
        var outcome = await desk.Get<ProposeMigration>().Handle(await desk.User("olga"), new("tos", 1, 2), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static Dictionary<string, string?> Mappings(ProposedMigration proposal) =>
        proposal
            .Steps.Where(step => step.TargetId is not null)
            .ToDictionary(step => step.SourceId, step => step.TargetId, StringComparer.Ordinal);

    private static async Task<MigrationPage> Migrate(DeskHost desk, Dictionary<string, string?> mappings, int? first = null)
    {
        var started = await desk.Get<StartMigration>().Handle(await desk.User("olga"), new("tos", 1, 2, mappings) { First = first }, Ct);
        Assert.True(started.Succeeded, started.Problem?.ToString());
        await desk.Runtime.RunDue(Ct);
        return (await desk.Get<ShowMigration>().Handle(await desk.User("olga"), started.Value.Key, Ct)).Value;
    }

    [Fact]
    public async Task A_migrated_case_shows_its_new_step_and_is_done_by_its_new_button()
    {
        await using var desk = await Start();
        var opened = await desk.Open();
        await desk.DeployChanged(Renamed);
        var proposal = await Propose(desk);
        var step = proposal.Steps[0];

        var done = await Migrate(desk, Mappings(proposal));
        var page = await desk.Show(opened.Number);
        var task = Assert.Single(page.Tasks);
        var completed = await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "accept"), Ct);

        Assert.Equal(("Approve", "Review", true, 1L), (step.SourceId, step.TargetId, step.IsRenamed, step.Instances));
        Assert.Equal(("COMPLETED", 1L, 0L), (done.Migration.State, done.Migration.Gone, done.Migration.Refused));
        Assert.Equal("Review the case", task.Title);
        Assert.Equal(["accept", "reject"], task.Actions.Select(action => action.Id));
        Assert.Equal("uma", task.Assignee);
        Assert.Contains(
            page.Timeline,
            item => item.Code == TimelineCodes.Migrated && item.Text == "The case goes on by version 2 of its process."
        );
        Assert.True(completed.Succeeded, completed.Problem?.ToString());
        Assert.Equal("approved", (await desk.Show(opened.Number)).Case.Status);
        Assert.Empty(await desk.Runtime.Verify(Ct));
    }

    [Fact]
    public async Task The_clock_of_a_step_goes_on_after_the_migration_and_is_met_by_the_new_step()
    {
        await using var desk = await Start();
        await desk.AddPerson("tim", Permissions.ManageTimeLimits, Permissions.ReadAllCases);
        var limit = Limits.Json(change: """{"measures": "step", "step": "Approve", "stop": null, "target": "PT3H"}""");
        Assert.True((await desk.Get<SaveTimeLimit>().Handle(await desk.User("tim"), new(limit) { Code = "answer" }, Ct)).Succeeded);
        var opened = await desk.Open();
        await desk.DeployChanged(Renamed);
        await desk.Engine.Advance(TimeSpan.FromHours(1));

        await Migrate(desk, Mappings(await Propose(desk)));
        var running = Assert.Single(await Clocks());
        var task = Assert.Single((await desk.Show(opened.Number)).Tasks);
        await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "accept"), Ct);
        var met = Assert.Single(await Clocks());

        Assert.Equal((ClockState.Running, DeskHost.Morning.AddHours(3)), (running.State, running.DueAt));
        Assert.Equal(ClockState.Met, met.State);

        async Task<IReadOnlyList<ClockView>> Clocks() =>
            (await desk.Get<ShowClocks>().Handle(await desk.User("carl"), opened.Number, Ct)).Value;
    }

    [Fact]
    public async Task A_preview_tells_who_would_go_and_who_would_be_refused_and_changes_nothing()
    {
        await using var desk = await Start();
        var first = await desk.Open();
        await desk.Open("Another");
        var third = await desk.Open("Rejected");
        var task = Assert.Single((await desk.Show(third.Number)).Tasks);
        Assert.True(
            (await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "reject", "Not like this."), Ct)).Succeeded
        );
        await desk.DeployChanged(Renamed);
        var mappings = Mappings(await Propose(desk));
        mappings["Revise"] = null;

        var outcome = await desk.Get<PreviewMigration>().Handle(await desk.User("olga"), new("tos", 1, 2, mappings), Ct);
        var preview = outcome.Value;

        Assert.Equal((3L, 2L, 1L, 0L), (preview.Instances, preview.WouldGo, preview.WouldBeRefused, preview.Untold));
        Assert.Equal([2L, 1L], preview.Groups.Select(group => group.Instances));
        Assert.Equal(["Revise the case"], preview.Groups[1].Steps);
        Assert.Equal("It stands at 'Revise the case', which has no target.", preview.Groups[1].Reason);
        Assert.Empty(preview.Warnings);
        Assert.Equal(1, (await desk.Engine.Search.ProcessInstance(first.ProcessInstanceKey!.Value, Ct))!.ProcessDefinitionVersion);
        Assert.Empty(await desk.Runtime.Verify(Ct));
    }

    [Fact]
    public async Task Refusals_are_told_in_the_language_of_the_reader_and_a_time_limit_that_names_a_renamed_step_is_warned_of()
    {
        await using var desk = await Start();
        await desk.AddPerson("tim", Permissions.ManageTimeLimits, Permissions.ReadAllCases);
        var byRule = Limits.Json(change: """{"start": "= list contains(doneSteps, \"Approve\")"}""");
        Assert.True((await desk.Get<SaveTimeLimit>().Handle(await desk.User("tim"), new(byRule) { Code = "answer" }, Ct)).Succeeded);
        await desk.Open();
        await desk.DeployChanged(Renamed);
        var mappings = Mappings(await Propose(desk));
        var preview = desk.Get<PreviewMigration>();

        var renamed = (await preview.Handle(await desk.User("olga"), new("tos", 1, 2, mappings), Ct)).Value;
        mappings["Approve"] = "SendFax";
        var refused = (await preview.Handle(await desk.User("olga", Languages.TraditionalChinese), new("tos", 1, 2, mappings), Ct)).Value;

        var warning = Assert.Single(renamed.Warnings);
        Assert.Contains("'Check and approve'", warning, StringComparison.Ordinal);
        Assert.Contains("'Review'", warning, StringComparison.Ordinal);
        Assert.Equal("「核對並核准」與「Send the fax」種類不同。", Assert.Single(refused.Groups).Reason);
    }

    [Fact]
    public void Every_sentence_by_which_the_engine_refuses_is_known_with_its_elements()
    {
        var engine = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, "src", "engine", "Baton.Engine", "Migration"), "*.cs")
                .Select(File.ReadAllText)
        );
        Assert.All(
            MigrationReasons.Sentences,
            one =>
            {
                // The words between the names stand in the engine as they stand here.
                var words = one.Sentence.Split(["{source}", "{target}", "{any}"], StringSplitOptions.None).MaxBy(part => part.Length)!;
                Assert.Contains(words.Trim(), engine, StringComparison.Ordinal);
                var said = one
                    .Sentence.Replace("{source}", "a", StringComparison.Ordinal)
                    .Replace("{target}", "b", StringComparison.Ordinal)
                    .Replace("{any}", "c", StringComparison.Ordinal);
                foreach (var language in Languages.All)
                {
                    var reason = MigrationReasons.In(
                        $"Expected to migrate process instance 1, but {said}",
                        (id, isTarget) => id + isTarget,
                        language
                    );
                    Assert.DoesNotContain(said.Trim(), reason, StringComparison.OrdinalIgnoreCase);
                    Assert.Equal(
                        one.Sentence.Contains("{source}", StringComparison.Ordinal),
                        reason.Contains("aFalse", StringComparison.Ordinal)
                    );
                    Assert.Equal(
                        one.Sentence.Contains("{target}", StringComparison.Ordinal),
                        reason.Contains("bTrue", StringComparison.Ordinal)
                    );
                }
            }
        );
        Assert.Equal("Something new.", MigrationReasons.In("Expected to migrate it, but something new.", (id, _) => id, Languages.English));
    }

    [Fact]
    public async Task Some_go_first_and_the_others_later_and_those_refused_are_listed_with_the_reason()
    {
        await using var desk = await Start();
        var one = await desk.Open();
        var two = await desk.Open("Another");
        await desk.DeployChanged(Renamed);
        var mappings = Mappings(await Propose(desk));

        var some = await Migrate(desk, mappings, first: 1);
        mappings["Approve"] = "SendFax";
        var refused = await Migrate(desk, mappings);

        Assert.Equal((1L, 1L), (some.Migration.Total, some.Migration.Gone));
        Assert.Equal((2, 1), await Versions());
        Assert.Equal("FAILED", refused.Migration.State);
        var failed = Assert.Single(refused.Refused);
        Assert.Equal(two.Number, failed.CaseNumber);
        Assert.Equal("'Check and approve' and 'Send the fax' are of different kinds.", failed.Reason);
        var listed = (await desk.Get<ListMigrations>().Handle(await desk.User("olga"), "tos", Ct)).Value;
        Assert.Equal([null, 1], listed.Select(run => run.First));
        var audited = await desk.Read(db =>
            db.AuditEntries.CountAsync(entry => entry.Kind == AuditKinds.Migration && entry.Target == "tos", Ct)
        );
        Assert.Equal(2, audited);

        async Task<(int One, int Two)> Versions() =>
            (
                (await desk.Engine.Search.ProcessInstance(one.ProcessInstanceKey!.Value, Ct))!.ProcessDefinitionVersion,
                (await desk.Engine.Search.ProcessInstance(two.ProcessInstanceKey!.Value, Ct))!.ProcessDefinitionVersion
            );
    }

    [Fact]
    public async Task A_case_can_be_returned_to_a_step_that_was_renamed_meanwhile()
    {
        await using var desk = await Start();
        var opened = await desk.Open();
        var task = Assert.Single((await desk.Show(opened.Number)).Tasks);
        await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "reject", "Not like this."), Ct);
        await desk.DeployChanged(Renamed);

        await Migrate(desk, Mappings(await Propose(desk)));
        var revise = Assert.Single((await desk.Show(opened.Number)).Tasks);
        var returned = await desk.Get<ReturnTask>().Handle(await desk.User("amy"), new(revise.Key, "Review", "Look again."), Ct);

        Assert.True(returned.Succeeded, returned.Problem?.ToString());
        Assert.Equal("Review the case", Assert.Single((await desk.Show(opened.Number)).Tasks).Title);
    }

    [Fact]
    public async Task Only_operators_migrate_and_what_makes_no_sense_is_refused_by_its_field()
    {
        await using var desk = await Start();
        await desk.DeployChanged(WithoutTimer);
        var mappings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Approve"] = "Approve" };

        var forbidden = await desk.Get<StartMigration>().Handle(await desk.User("carl"), new("tos", 1, 2, mappings), Ct);
        var same = await desk.Get<StartMigration>().Handle(await desk.User("olga"), new("tos", 2, 2, mappings), Ct);
        var missing = await desk.Get<StartMigration>().Handle(await desk.User("olga"), new("tos", 1, 9, mappings), Ct);
        var nobody = await desk.Get<StartMigration>().Handle(await desk.User("olga"), new("tos", 1, 2, mappings), Ct);
        mappings["Nothing"] = "Approve";
        var unknown = await desk.Get<StartMigration>().Handle(await desk.User("olga"), new("tos", 1, 2, mappings) { First = 0 }, Ct);

        Assert.Equal(RejectionKind.Forbidden, forbidden.Problem!.Kind);
        Assert.Equal("to", Assert.Single(same.Problem!.Fields).Field);
        Assert.Equal(RejectionKind.NotFound, missing.Problem!.Kind);
        Assert.Equal("nothing-to-migrate", nobody.Problem!.Code);
        Assert.Equal(["mappings", "first"], unknown.Problem!.Fields.Select(field => field.Field));
    }
}
