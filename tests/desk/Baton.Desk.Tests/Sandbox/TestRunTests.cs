using Baton.Desk.Designs;
using Baton.Desk.Sandbox;
using Baton.Desk.Sandbox.Runs;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Sandbox;

/// <summary>Runs are kept for a process and played again on later drafts, with what is deployed then.</summary>
public sealed class TestRunTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_kept_run_passes_on_the_same_text_and_names_the_first_difference_on_another()
    {
        await using var room = await PlayRoom.Open();
        await Keep(room, "Approved and sent");

        Assert.True(Assert.Single(await Check(room, PlayRoom.Tos)).Passed);
        var swapped = PlayRoom
            .Tos.Replace("=decision = &quot;approve&quot;", "=decision = \"approve\"", StringComparison.Ordinal)
            .Replace("=decision = \"approve\"", "=decision = \"never\"", StringComparison.Ordinal)
            .Replace("=decision = \"reject\"", "=decision = \"approve\"", StringComparison.Ordinal);
        var differs = Assert.Single(await Check(room, swapped));
        Assert.False(differs.Passed);
        Assert.Equal("Expected “Send the fax” after “Approved?”, came “Revise the case”.", differs.Difference);
        Assert.Equal("Revise", differs.ElementId);
    }

    [Fact]
    public async Task A_variable_and_the_end_are_compared_too()
    {
        await using var room = await PlayRoom.Open();
        await Keep(room, "Value", new() { Variables = new() { ["decision"] = "reject" } });
        await Keep(room, "Waits", new() { IsEnded = false });
        await Keep(room, "Missing", new() { Variables = new() { ["nothing"] = 1 } });

        var results = (await Check(room, PlayRoom.Tos)).ToDictionary(one => one.Name, one => one.Difference, StringComparer.Ordinal);

        Assert.Equal("Expected decision = \"reject\", came \"approve\".", results["Value"]);
        Assert.Equal("Expected that the process still waits, but it has ended.", results["Waits"]);
        Assert.Equal("Expected nothing = 1, but there is no such variable.", results["Missing"]);
    }

    [Fact]
    public async Task A_decision_that_was_deployed_since_changes_what_comes()
    {
        await using var room = await PlayRoom.Open();
        await Keep(room, "By the first manager", new() { Variables = new() { ["defaultManager"] = "um.lee" } });
        Assert.True(Assert.Single(await Check(room, PlayRoom.Tos)).Passed);

        var decision = await File.ReadAllTextAsync(
            System.IO.Path.Combine(Checkout.Root, "packs", "telecom-fax-desk", "decisions", "tos-default-manager.dmn"),
            Ct
        );
        await room.Desk.Engine.DeployAll([("tos-default-manager.dmn", decision.Replace("um.lee", "um.other", StringComparison.Ordinal))]);

        Assert.Equal("Expected defaultManager = \"um.lee\", came \"um.other\".", Assert.Single(await Check(room, PlayRoom.Tos)).Difference);
    }

    [Fact]
    public async Task A_step_that_cannot_be_done_any_more_is_named_with_its_reason()
    {
        await using var room = await PlayRoom.Open();
        await Keep(room, "Approved", new() { IsEnded = true });

        var other = PlayRoom.Tos.Replace("id=\"approve\" value=\"approve\"", "id=\"accept\" value=\"approve\"", StringComparison.Ordinal);

        Assert.StartsWith("Step 1 could not be done: ", Assert.Single(await Check(room, other)).Difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_there_once_expectations_are_needed_and_stale_changes_are_refused()
    {
        await using var room = await PlayRoom.Open();
        var dora = await room.Desk.User("dora", Languages.English);
        var save = room.Desk.Get<SaveTestRun>();
        var kept = await Keep(room, "One");

        Assert.Equal("run-exists", (await save.Handle(dora, "tos", Request("One"), Ct)).Problem!.Code);
        var nothing = await save.Handle(dora, "tos", Request("Two") with { Expected = new() }, Ct);
        Assert.Equal("expected", Assert.Single(nothing.Problem!.Fields).Field);
        Assert.True((await save.Handle(dora, "tos", Request("Uno") with { Key = kept.Key, Version = kept.Version }, Ct)).Succeeded);
        var stale = await save.Handle(dora, "tos", Request("Eins") with { Key = kept.Key, Version = kept.Version }, Ct);
        Assert.Equal(RejectionKind.InvalidState, stale.Problem!.Kind);
        Assert.Equal("Uno", Assert.Single((await room.Desk.Get<ListTestRuns>().Handle(dora, "tos", Ct)).Value).Name);
        Assert.Null((await room.Desk.Get<DeleteTestRun>().Handle(dora, "tos", kept.Key, Ct)).Problem);
        Assert.Empty((await room.Desk.Get<ListTestRuns>().Handle(dora, "tos", Ct)).Value);
        Assert.Equal(
            ["created", "changed", "deleted"],
            await room.Desk.Read(db =>
                db.AuditEntries.Where(entry => entry.Kind == "test-run")
                    .OrderBy(entry => entry.Number)
                    .Select(entry => entry.Action)
                    .ToListAsync(Ct)
            )
        );
    }

    [Fact]
    public async Task The_runs_of_a_design_are_played_on_its_saved_text_by_whoever_deploys_it()
    {
        await using var room = await PlayRoom.Open();
        await room.Desk.AddPerson("dep", Permissions.DeployDesigns);
        await Keep(room, "Approved and sent");
        var started = await room
            .Desk.Get<StartDesign>()
            .Handle(await room.Desk.User("dora"), new(DesignKind.Process) { Text = PlayRoom.Tos }, Ct);
        Assert.True(started.Succeeded, started.Problem?.ToString());

        var dep = await room.Desk.User("dep");
        Assert.True(Assert.Single((await room.Desk.Get<TestRuns>().Check(dep, started.Value.Key, Ct)).Value).Passed);
        Assert.Empty((await room.Desk.Get<TestRuns>().Check(dep, 1, Ct)).Value);
        Assert.Equal(
            RejectionKind.Forbidden,
            (await room.Desk.Get<TestRuns>().Check(await room.Desk.User("amy"), started.Value.Key, Ct)).Problem!.Kind
        );
        Assert.Equal(RejectionKind.Forbidden, (await room.Desk.Get<SaveTestRun>().Handle(dep, "tos", Request("X"), Ct)).Problem!.Kind);
    }

    private static readonly string[] Path = ["CaseOpened", "DefaultManager", "Approve", "Decision", "SendFax", "Archived"];

    private static SaveTestRunRequest Request(string name) =>
        new(
            name,
            PlayRoom.Start(),
            [
                PlayRoom.Approve,
                new()
                {
                    Kind = SandboxStepKind.CompleteJob,
                    Element = "SendFax",
                    Values = new() { ["faxStatus"] = "sent" },
                },
            ],
            new() { Path = Path, IsEnded = true }
        );

    private static async Task<TestRunView> Keep(PlayRoom room, string name, TestExpectation? expected = null)
    {
        var request = Request(name);
        var outcome = await room
            .Desk.Get<SaveTestRun>()
            .Handle(await room.Desk.User("dora", Languages.English), "tos", request with { Expected = expected ?? request.Expected }, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<IReadOnlyList<TestRunResult>> Check(PlayRoom room, string text)
    {
        var outcome = await room.Desk.Get<TestRuns>().Handle(await room.Desk.User("dora", Languages.English), "tos", text, [], Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }
}
