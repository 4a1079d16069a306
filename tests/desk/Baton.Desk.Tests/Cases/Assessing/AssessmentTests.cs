using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Tests.Processes;
using Baton.Runtime.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Assessing;

/// <summary>A decision of the pack says how severe a case is, which way it takes, and why.</summary>
public sealed class AssessmentTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task The_decision_is_asked_before_the_case_is_opened_and_gives_its_reasons()
    {
        await using var desk = await WorkOrderDesk.Open();

        var assessed = await Assess(desk, await Request(desk, "no-service"));

        Assert.Equal(("major", "Major", "expedite"), (assessed!.Severity, assessed.SeverityText, assessed.Path));
        var reason = Assert.Single(assessed.Reasons);
        Assert.Equal((3, "A gold or silver customer has no service"), (reason.Rule, reason.Remark));
        Assert.Equal(
            [new("What is wrong", "No service"), new("Tier of the customer", "Gold")],
            reason.Conditions.Select(one => new AssessmentConditionView(one.Label, one.Value))
        );
    }

    [Fact]
    public async Task The_reasons_are_in_the_language_of_the_reader()
    {
        await using var desk = await WorkOrderDesk.Open();
        var user = await desk.User("ann") with { Language = Languages.SimplifiedChinese };

        var assessed = (await desk.Get<AssessCase>().Handle(user, await Request(desk, "no-service"), Ct)).Value.Assessment!;

        Assert.Equal(("严重", "优先处理，当天答复"), (assessed.SeverityText, assessed.PathText));
        Assert.Equal(("故障现象", "无法使用"), (assessed.Reasons[0].Conditions[0].Label, assessed.Reasons[0].Conditions[0].Value));
    }

    [Fact]
    public async Task A_category_and_all_below_it_count_and_the_groups_that_work_together_are_named()
    {
        await using var desk = await WorkOrderDesk.Open();

        var assessed = await Assess(desk, await Request(desk, "slow") with { Category = "wo.fault.broadband.down" });

        Assert.Equal("major", assessed!.Severity);
        Assert.Single(assessed.CoHandlers);
        Assert.Contains("Broadband", assessed.Reasons[0].Conditions[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_without_a_decision_has_no_severity()
    {
        await using var desk = await WorkOrderDesk.Open();

        Assert.Null(await Assess(desk, new("wo-service")));
    }

    [Fact]
    public async Task A_caller_who_may_not_open_cases_is_refused_and_an_unknown_type_is_named()
    {
        await using var desk = await WorkOrderDesk.Open();
        var user = await desk.User("ann");

        var forbidden = await desk.Get<AssessCase>().Handle(user with { Permissions = new HashSet<string>() }, new("wo-fault"), Ct);
        var unknown = await desk.Get<AssessCase>().Handle(user, new("nothing"), Ct);

        Assert.Equal("forbidden", forbidden.Problem!.Code);
        Assert.Equal("type", Assert.Single(unknown.Problem!.Fields).Field);
    }

    [Fact]
    public async Task The_case_keeps_its_severity_with_the_reason_and_its_process_knows_the_outcome()
    {
        await using var desk = await WorkOrderDesk.Open();

        var number = await desk.Register();
        var page = await desk.Show(number);

        Assert.Equal(("major", "Major"), (page.Case.Severity, page.Case.SeverityText));
        Assert.Equal(("wo-severity", 1, 3), (page.Assessment!.DecisionId, page.Assessment.Version, page.Assessment.Reasons[0].Rule));
        Assert.Contains(
            page.Timeline,
            entry => entry.Code == AssessmentCodes.Assessed && entry.Text.Contains("Major", StringComparison.Ordinal)
        );
        var variables = await desk.Get<EngineSearch>().VisibleVariables(page.Process!.ProcessInstanceKey, innermostOnly: true, Ct);
        var outcome = JsonNode.Parse(variables.Single(one => one.Name == CaseVariables.Assessment).Value)!;
        Assert.Equal(("major", "expedite"), ((string)outcome["severity"]!, (string)outcome["path"]!));
    }

    [Fact]
    public async Task A_form_cannot_say_how_severe_its_case_is()
    {
        await using var desk = await WorkOrderDesk.Open();

        var number = await desk.Register(change: request =>
        {
            request.Form![CaseVariables.Assessment] = new JsonObject { ["severity"] = "low" };
            return request;
        });

        Assert.Equal("major", (await desk.Show(number)).Case.Severity);
    }

    [Fact]
    public async Task A_correction_asks_again_and_the_time_line_tells_only_of_a_change()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await Edit(desk, number, new() { ["faultPlace"] = "14 Harbour Road" });
        Assert.Single((await desk.Show(number)).Timeline, entry => entry.Code == AssessmentCodes.Assessed);
        await Edit(desk, number, new() { ["faultKind"] = "slow" });
        var page = await desk.Show(number);

        Assert.Equal(("low", "low"), (page.Case.Severity, page.Assessment!.Severity));
        Assert.Equal("ann", page.Timeline.Last(entry => entry.Code == AssessmentCodes.Assessed).Actor);
        var variables = await desk.Get<EngineSearch>().VisibleVariables(page.Process!.ProcessInstanceKey, innermostOnly: true, Ct);
        Assert.Contains("\"low\"", variables.Single(one => one.Name == CaseVariables.Assessment).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_are_searched_by_severity()
    {
        await using var desk = await WorkOrderDesk.Open();
        var major = await desk.Register();
        await desk.Register(change: request =>
        {
            request.Form!["faultKind"] = "slow";
            return request;
        });

        var found = await desk.Get<SearchCases>().Handle(await desk.User("cora"), new() { Severity = ["major"] }, Ct);

        Assert.Equal([major], found.Value.Items.Select(row => row.Number));
        Assert.Equal(
            ["low", "major", "normal", "serious"],
            (await desk.Get<ListSeverities>().Handle(await desk.User("cora"), Ct)).Value.Select(one => one.Code)
        );
    }

    [Fact]
    public void A_customer_who_is_forgotten_goes_from_the_reasons_too()
    {
        var kept = new Assessment(
            "d",
            "D",
            1,
            new() { ["severity"] = "low", ["remark"] = "Mr Chan" },
            [new("d", 1, null, "", [new(null, "Name", "name", "Mr Chan")])]
        );

        var forgotten = kept.Mapped(node => JsonNode.Parse(node!.ToJsonString().Replace("Mr Chan", "…", StringComparison.Ordinal))).Write();

        Assert.DoesNotContain("Chan", forgotten, StringComparison.Ordinal);
        Assert.Equal("low", Assessment.Read(forgotten)!.Severity);
    }

    [Fact]
    public async Task A_type_whose_decision_is_gone_still_takes_cases()
    {
        await using var desk = await WorkOrderDesk.Open();
        await desk.Write(db => db.CaseTypes.ExecuteUpdateAsync(set => set.SetProperty(type => type.DecisionId, "gone"), Ct));

        Assert.Null((await desk.Show(await desk.Register())).Case.Severity);
    }

    [Theory]
    [InlineData("\"wo-severity\"", "\"wo-nothing\"", "case-types.json", "$.caseTypes[0].decision", "none has the id 'wo-nothing'")]
    [InlineData("name=\"severity\"", "name=\"degree\"", "case-types.json", "$.caseTypes[0].decision", "an output named 'severity'")]
    [InlineData("hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\"", "case-types.json", "$.caseTypes[0].decision", "has COLLECT")]
    [InlineData("\"serious\"", "\"dreadful\"", "decisions/wo-severity.dmn", "rule 1", "'severity.dreadful'")]
    public void A_pack_whose_decision_cannot_say_how_severe_a_case_is_is_refused_with_the_place(
        string old,
        string with,
        string file,
        string place,
        string message
    )
    {
        var reading = PackReading.FromFolder(Changed(old, with));

        Assert.Contains(
            reading.Problems,
            problem => problem.File == file && problem.Place == place && problem.Message.Contains(message, StringComparison.Ordinal)
        );
    }

    /// <summary>The pack with a text of its case types and decisions replaced.</summary>
    private static string Changed(string old, string with)
    {
        var from = Path.Combine(PackReaderTests.RepositoryRoot(), "packs", "work-order-basic");
        var to = DeskHost.NewDirectory();
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var text = File.ReadAllText(file);
            var isMeant = file.EndsWith(".dmn", StringComparison.Ordinal) || file.EndsWith("case-types.json", StringComparison.Ordinal);
            File.WriteAllText(
                target,
                isMeant && !(file.EndsWith(".dmn", StringComparison.Ordinal) && old == "\"wo-severity\"")
                    ? text.Replace(old, with, StringComparison.Ordinal)
                    : text
            );
        }
        return to;
    }

    private static async Task<AssessmentView?> Assess(WorkOrderDesk desk, AssessCaseRequest request)
    {
        var outcome = await desk.Get<AssessCase>().Handle(await desk.User("ann"), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value.Assessment;
    }

    private static async Task<AssessCaseRequest> Request(WorkOrderDesk desk, string faultKind) =>
        new("wo-fault")
        {
            CustomerKey = await desk.Read(db => db.Customers.Where(row => row.Number == "W-1001").Select(row => row.Key).SingleAsync(Ct)),
            Form = new() { ["faultKind"] = faultKind },
        };

    private static async Task Edit(WorkOrderDesk desk, string number, JsonObject form)
    {
        var version = (await desk.Show(number)).Version;
        var edited = await desk.Get<EditCase>().Handle(await desk.User("ann"), number, new() { Form = form, Version = version }, Ct);
        Assert.True(edited.Succeeded, edited.Problem?.ToString());
    }
}
