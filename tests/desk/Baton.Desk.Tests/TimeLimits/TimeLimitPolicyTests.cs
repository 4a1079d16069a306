using System.Text.Json.Nodes;
using Baton.Desk.Audit;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Tests.Processes;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using Baton.Engine;

namespace Baton.Desk.Tests.TimeLimits;

/// <summary>Policies are kept in versions, tried before they are saved, and come with packs.</summary>
public sealed class TimeLimitPolicyTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Each_change_is_a_version_with_its_author_and_stands_in_the_audit_log()
    {
        await using var desk = await DeskHost.Start();
        var tim = await Tim(desk);
        Assert.Null((await Save(desk, tim, Limits.Json(), "First.")).Problem);
        var second = await Save(desk, tim, Limits.Json(change: """{"target": "PT2H"}"""), "Quicker.", 1);
        var lost = await Save(desk, tim, Limits.Json(), null, 1);
        Assert.Null((await desk.Get<RetireTimeLimit>().Handle(tim, "answer", new("Enough."), Ct)).Problem);

        var versions = (await desk.Get<ShowTimeLimit>().Versions(tim, "answer", Ct)).Value;
        var line = Assert.Single((await desk.Get<ListTimeLimits>().Handle(tim, Ct)).Value);
        var audit = (await desk.Get<ListAudit>().Handle(await desk.User("adam"), new() { Kind = AuditKinds.TimeLimit }, ct: Ct))
            .Value
            .Items;

        Assert.Equal((2, "Quicker.", "tim"), (second.Value.Version, second.Value.Comment, second.Value.AuthorName));
        Assert.Equal("version-mismatch", lost.Problem!.Code);
        Assert.Equal([(3, true), (2, false), (1, false)], versions.Select(one => (one.Version, one.IsRetired)));
        Assert.Equal((true, 3, "PT2H", "First reply"), (line.IsRetired, line.Version, line.Target, line.Name));
        Assert.Equal(3, audit.Count);
        Assert.Equal("PT2H", (string?)audit.Single(one => (int?)one.After["version"] == 2).After["target"]);
        Assert.Equal("PT8H", (string?)audit.Single(one => (int?)one.After["version"] == 2).Before["target"]);
    }

    [Fact]
    public async Task Only_who_manages_time_limits_reads_and_saves_policies()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");

        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, amy, Limits.Json(), null)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListTimeLimits>().Handle(amy, Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ShowTimeLimit>().Handle(amy, "answer", Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<RetireTimeLimit>().Handle(amy, "answer", new(), Ct)).Problem!.Kind);
        Assert.Equal(
            RejectionKind.Forbidden,
            (await desk.Get<PreviewTimeLimit>().Handle(amy, new(Limits.Json(), Facts: []), Ct)).Problem!.Kind
        );
    }

    [Fact]
    public async Task What_is_wrong_with_a_policy_is_told_by_its_place()
    {
        await using var desk = await DeskHost.Start();
        var tim = await Tim(desk);

        var broken = await Save(desk, tim, Limits.Json(change: """{"stop": "= ("}"""), null);
        var unknown = await Save(
            desk,
            tim,
            Limits.Json(change: """{"caseTypes": ["tos", "none"], "onStop": [{"to": ["handler"], "template": "none"}]}"""),
            null
        );
        var other = await desk.Get<SaveTimeLimit>().Handle(tim, new(Limits.Json()) { Code = "other" }, Ct);
        var missing = await desk.Get<ShowTimeLimit>().Handle(tim, "none", Ct);

        Assert.Equal("content.stop", Assert.Single(broken.Problem!.Fields).Field);
        Assert.Equal(["content.caseTypes[1]", "content.onStop[0].template"], unknown.Problem!.Fields.Select(field => field.Field));
        Assert.Equal("content.code", Assert.Single(other.Problem!.Fields).Field);
        Assert.Equal(RejectionKind.NotFound, missing.Problem!.Kind);
    }

    [Fact]
    public async Task A_preview_says_every_instant_and_whom_it_would_tell()
    {
        await using var desk = await DeskHost.Start();
        var tim = await Tim(desk);
        var opened = await desk.Open();
        var content = Limits.Json(
            change: """
            {"start": "= serviceType = \"mobile\"", "target": "P1D", "warnings": [{"at": "75%", "to": ["handler"], "template": "baton-reminder"}],
             "rounds": {"first": "P1D", "every": "P2D", "max": 2, "ladder": [{"from": 1, "to": ["opener"], "template": "baton-reminder"}]}}
            """
        );

        var ofCase = (await desk.Get<PreviewTimeLimit>().Handle(tim, new(content, opened.Number), Ct)).Value;
        var sample = (await desk.Get<PreviewTimeLimit>().Handle(tim, new(content, Facts: new() { ["serviceType"] = "fixed" }), Ct)).Value;
        var neither = await desk.Get<PreviewTimeLimit>().Handle(tim, new(content), Ct);

        Assert.True(ofCase.Starts);
        Assert.Equal(desk.Now.AddDays(1), ofCase.DueAt);
        Assert.Equal(
            [
                ("warning:1", desk.Now.AddHours(18), "Uma Wong"),
                ("due", desk.Now.AddDays(1), ""),
                ("round:1", desk.Now.AddDays(2), "Amy Chan 陳"),
                ("round:2", desk.Now.AddDays(4), "Amy Chan 陳"),
            ],
            ofCase.Marks.Select(mark => (mark.Mark, mark.At, string.Join(',', mark.People)))
        );
        Assert.False(sample.Starts);
        Assert.Contains(sample.Conditions, condition => condition is { Name: "start", Holds: false });
        Assert.Equal(["handler"], sample.Marks[0].Rules);
        Assert.Equal("facts", Assert.Single(neither.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Policies_come_with_a_pack_and_what_administrators_changed_stays()
    {
        await using var desk = await DeskHost.Start();
        var tim = await Tim(desk);
        Assert.Null((await Import(desk, "1.0.0", "PT8H")).Problem);
        Assert.Null((await Save(desk, tim, Limits.Json(change: """{"caseTypes": ["check"], "target": "PT1H"}"""), "Quicker.")).Problem);

        Assert.Null((await Import(desk, "1.1.0", "PT8H")).Problem);
        var kept = (await desk.Get<ShowTimeLimit>().Handle(tim, "answer", Ct)).Value;
        Assert.Null((await Import(desk, "1.2.0", "PT4H")).Problem);
        var changed = (await desk.Get<ShowTimeLimit>().Handle(tim, "answer", Ct)).Value;
        var without = new SamplePack().Change("pack.json", "1.0.0", "1.3.0");
        without.Files["categories.json"] = """{"categories": []}""";
        using var zip = without.Zip();
        Assert.Null((await desk.Get<ImportPack>().Import(PackFiles.FromZip(zip), withDemo: false, Ct)).Problem);
        var gone = (await desk.Get<ShowTimeLimit>().Handle(tim, "answer", Ct)).Value;

        Assert.Equal((2, "PT1H", null), (kept.Version, (string?)kept.Content["target"], kept.Pack));
        Assert.Equal((3, "PT4H", "sample"), (changed.Version, (string?)changed.Content["target"], changed.Pack));
        Assert.Equal((4, true), (gone.Version, gone.IsRetired));
    }

    [Theory]
    [InlineData("""{"caseTypes": ["none"]}""", "$.timeLimits[0].caseTypes")]
    [InlineData("""{"measures": "step", "step": "None", "stop": null}""", "$.timeLimits[0].step")]
    [InlineData("""{"calendar": "none"}""", "$.timeLimits[0].calendar")]
    [InlineData("""{"target": {"decision": "none", "output": "x"}}""", "$.timeLimits[0].target")]
    [InlineData("""{"onStart": [{"to": ["role:none"], "template": "baton-reminder"}]}""", "$.timeLimits[0].recipients")]
    [InlineData("""{"onStart": [{"to": ["handler"], "template": "none"}]}""", "$.timeLimits[0].onStart[0].template")]
    [InlineData("""{"actions": [{"at": "due", "do": "start-process", "process": "none"}]}""", "$.timeLimits[0].actions[0].process")]
    [InlineData("""{"actions": [{"at": "due", "do": "set-field", "field": "none", "value": 1}]}""", "$.timeLimits[0].actions[0].field")]
    [InlineData("""{"target": "soon"}""", "$.timeLimits[0].target")]
    public void A_pack_whose_policies_name_what_is_not_there_is_refused(string change, string place)
    {
        var pack = new SamplePack();
        pack.Files["time-limits.json"] = new JsonObject { ["timeLimits"] = new JsonArray(Limits.Json(change: change)) }.ToJsonString();

        var problem = Assert.Single(pack.Read().Problems);

        Assert.Equal(("time-limits.json", place), (problem.File, problem.Place));
    }

    private static async Task<DeskUser> Tim(DeskHost desk)
    {
        await desk.AddPerson("tim", Permissions.ManageTimeLimits, Permissions.ReadAllCases);
        return await desk.User("tim");
    }

    private static Task<Baton.Runtime.Outcome<LimitVersionView>> Save(
        DeskHost desk,
        DeskUser user,
        JsonObject content,
        string? comment,
        int? version = null
    ) => desk.Get<SaveTimeLimit>().Handle(user, new(content, comment) { Code = "answer", Version = version }, Ct);

    private static async Task<Baton.Runtime.Outcome<ImportPackResult>> Import(DeskHost desk, string version, string target)
    {
        var pack = new SamplePack().Change("pack.json", "1.0.0", version);
        // The desk of the test has this category already.
        pack.Files["categories.json"] = """{"categories": []}""";
        var limit = Limits.Json(change: """{"caseTypes": ["check"]}""");
        limit["target"] = target;
        pack.Files["time-limits.json"] = new JsonObject { ["timeLimits"] = new JsonArray(limit) }.ToJsonString();
        using var zip = pack.Zip();
        return await desk.Get<ImportPack>().Import(PackFiles.FromZip(zip), withDemo: false, Ct);
    }
}
