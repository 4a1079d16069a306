using System.IO.Compression;
using System.Text;
using Baton.Desk.Analysis.Export;
using Baton.Desk.Analysis.Show;
using Baton.Desk.Analysis.Traces;
using Baton.Desk.Tests.Http;
using Baton.Desk.Worklists;
using Baton.Engine;

namespace Baton.Desk.Tests.Analysis;

/// <summary>Cases of the telecom fax desk, played with a pinned clock, and what the analysis says of them.</summary>
public sealed class AnalysisTests
{
    private static readonly AnalysisFilter All = new();

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Played_cases_give_their_ways_and_times()
    {
        await using var desk = await Played();

        var analysis = await Analyse(desk, All);

        var figures = analysis.Figures;
        Assert.Equal((2L, 2, 1), (analysis.Found, figures.Instances, analysis.Versions.Count));
        var csm = Assert.Single(figures.Steps, step => step is { IsForPeople: true, Waiting.Total: > 0 });
        // It lay with the unit manager for two days, then an hour in the group until Carl took it, who needed half an hour.
        Assert.Equal(TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(csm.Waiting.Total));
        Assert.Equal(TimeSpan.FromMinutes(30), TimeSpan.FromMilliseconds(csm.Working.Total));
        Assert.Equal("csm", Assert.Single(csm.Groups).Name);
        Assert.Equal("Unit 1", Assert.Single(csm.Departments).Name);
        Assert.Equal(2, figures.Variants.Count);
        Assert.Equal((0, 0, 0), (figures.Deviating, figures.Changed, figures.Migrated));
        Assert.Equal(figures.Throughput.Total, figures.Times.All);
        Assert.All(figures.Steps, step => Assert.NotEmpty(step.Name));
    }

    [Fact]
    public async Task Behind_a_variant_stand_its_cases()
    {
        await using var desk = await Played();
        var figures = (await Analyse(desk, All)).Figures;

        foreach (var variant in figures.Variants)
        {
            var behind = await Behind(desk, "variant:" + variant.Id);
            Assert.Equal(variant.Instances, behind.Count);
            Assert.All(behind.Items, item => Assert.StartsWith("TOS-", item.CaseNumber, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Filters_narrow_to_the_cases_that_are_asked_for()
    {
        await using var desk = await Played();

        Assert.Equal(2, await Count(All with { Type = "tos", Channel = "phone", Department = "front" }));
        Assert.Equal(0, await Count(All with { Department = "cs-2" }));
        Assert.Equal(0, await Count(All with { Channel = "fax" }));
        Assert.Equal(1, await Count(All with { From = DeskHost.Morning.AddHours(1) }));
        Assert.Equal(1, await Count(All with { To = DeskHost.Morning.AddHours(1) }));
        Assert.Equal(1, await Count(All with { Sample = 1 }));
        Assert.Equal(2, await Count(All with { Versions = "1" }));

        async Task<int> Count(AnalysisFilter filter) => (await Analyse(desk, filter)).Figures.Instances;
    }

    [Fact]
    public async Task Cases_whose_step_is_drawn_no_more_deviate_from_the_newest_version()
    {
        await using var desk = await Played();
        var step = (await Analyse(desk, All)).Figures.Steps.First(one => one is { IsForPeople: true, Waiting.Total: > 0 }).ElementId;
        await desk.DeployChanged(bpmn => bpmn.Replace($"\"{step}\"", $"\"{step}New\"", StringComparison.Ordinal));

        var figures = (await Analyse(desk, All)).Figures;

        Assert.Equal(1, figures.Deviating);
        Assert.Contains(figures.Deviations, one => one.ElementId == step && one.IsUnknown);
        Assert.Equal(0, figures.Changed);
        Assert.Equal(1, (await Behind(desk, "deviates")).Count);
    }

    [Fact]
    public async Task The_log_for_other_tools_has_every_case_and_keeps_the_standard()
    {
        await using var desk = await Played();

        var packed = await Export(desk, "rita", ExportEvents.PackedXes);
        using var plain = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var log = XesSchema.Read(plain);
        var table = Encoding.UTF8.GetString(await Export(desk, "rita", ExportEvents.Csv));

        Assert.Equal(2, log.GetElementsByTagName("trace").Count);
        Assert.Contains("org:resource\" value=\"carl\"", log.OuterXml, StringComparison.Ordinal);
        Assert.Contains("org:group\" value=\"csm\"", log.OuterXml, StringComparison.Ordinal);
        var lines = table.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("case_id,activity,start,complete,group,variant", lines[0]);
        Assert.True(lines.Length > 5);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("TOS-", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_reads_no_cases_learns_neither_who_did_it_nor_its_number()
    {
        await using var desk = await Played();

        var log = Encoding.UTF8.GetString(await Export(desk, "olga", ExportEvents.Xes));
        var behind = (await desk.Get<ListAnalysedInstances>().Handle(await desk.User("olga"), "tos", All, null, Ct)).Value;

        Assert.DoesNotContain("org:resource", log, StringComparison.Ordinal);
        Assert.DoesNotContain("TOS-", log, StringComparison.Ordinal);
        Assert.All(behind.Items, item => Assert.Null(item.CaseNumber));
    }

    [Fact]
    public async Task A_step_that_a_spreadsheet_would_take_for_a_formula_stays_text()
    {
        await using var desk = await DeskHost.Start();
        await Readers(desk);
        await desk.Engine.DeployAll([("evil.bpmn", Evil)]);
        await desk.Engine.Start("evil");

        var table = Encoding.UTF8.GetString(await Export(desk, "rita", ExportEvents.Csv, "evil"));

        Assert.Contains("'=1+1", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("carl", RejectionKind.Forbidden)]
    [InlineData("paul", RejectionKind.Forbidden)]
    public async Task Figures_need_the_right_to_reports_and_to_all_work(string user, RejectionKind kind)
    {
        await using var desk = await DeskHost.Start();
        await Readers(desk);
        var reader = await desk.User(user);

        Assert.Equal(kind, (await desk.Get<AnalyseProcess>().Handle(reader, "tos", All, Ct)).Problem!.Kind);
        Assert.Equal(kind, (await desk.Get<ListAnalysedProcesses>().Handle(reader, Ct)).Problem!.Kind);
        Assert.Equal(kind, (await desk.Get<ListAnalysedInstances>().Handle(reader, "tos", All, null, Ct)).Problem!.Kind);
        Assert.Equal(kind, (await desk.Get<ExportEvents>().Handle(reader, "tos", All, "csv", Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task What_is_asked_for_wrongly_is_told_field_by_field()
    {
        await using var desk = await DeskHost.Start();
        await Readers(desk);
        var rita = await desk.User("rita");
        var wrong = All with { Versions = "one", Sample = 0, From = DeskHost.Morning, To = DeskHost.Morning };

        var outcome = await desk.Get<ListAnalysedInstances>().Handle(rita, "tos", wrong, "nonsense", Ct);
        var unknown = await desk.Get<AnalyseProcess>().Handle(rita, "no-such-process", All, Ct);

        Assert.Equal(["versions", "to", "sample", "behind"], outcome.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(RejectionKind.NotFound, unknown.Problem!.Kind);
    }

    [Fact]
    public async Task The_routes_answer_over_http()
    {
        await using var server = await DeskServer.Start();
        await Readers(server.Desk);
        await server.Desk.Open();
        var rita = server.Client("rita");

        var list = await rita.GetStringAsync("/api/analysis", Ct);
        var figures = await rita.GetStringAsync("/api/analysis/tos?workingTime=true&sample=10", Ct);
        var log = await rita.GetAsync("/api/analysis/tos/events?format=xes", Ct);
        var wrong = await rita.GetAsync("/api/analysis/tos?sample=many", Ct);
        var refused = await server.Client("carl").GetAsync("/api/analysis/tos", Ct);

        Assert.Contains("\"processId\":\"tos\"", list, StringComparison.Ordinal);
        Assert.Contains("\"instances\":1", figures, StringComparison.Ordinal);
        Assert.Contains("\"median\":0", figures, StringComparison.Ordinal);
        Assert.Equal("application/xml", log.Content.Headers.ContentType!.MediaType);
        XesSchema.Read(await log.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private const string Evil = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="evil" isExecutable="true">
        <startEvent id="s" /><task id="t" name="=1+1" /><endEvent id="e" />
        <sequenceFlow id="f1" sourceRef="s" targetRef="t" /><sequenceFlow id="f2" sourceRef="t" targetRef="e" />
        </process></definitions>
        """;

    /// <summary>One case that the unit manager approves after two hours, one that comes to the customer service managers after two days.</summary>
    private static async Task<DeskHost> Played()
    {
        var desk = await DeskHost.Start();
        await Readers(desk);
        await desk.Open("Late");
        await desk.Engine.Advance(TimeSpan.FromHours(2));
        var fast = await desk.Open("Fast");
        var uma = await desk.User("uma");
        var task = Assert.Single((await desk.Show(fast.Number)).Tasks);
        Assert.True((await desk.Get<CompleteTask>().Handle(uma, new(task.Key, "reject", "No."), Ct)).Succeeded);
        await desk.Engine.Advance(TimeSpan.FromDays(2) - TimeSpan.FromHours(2));
        var late = (await desk.Get<ShowWorklist>().Handle(await desk.User("carl"), new("groups"), Ct)).Value.Items.Single();
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        var carl = await desk.User("carl");
        Assert.True((await desk.Get<ClaimTask>().Handle(carl, new(late.Key), Ct)).Succeeded);
        await desk.Engine.Advance(TimeSpan.FromMinutes(30));
        var done = await desk.Get<CompleteTask>().Handle(carl, new(late.Key, "reject", "No."), Ct);
        Assert.True(done.Succeeded, done.Problem?.ToString());
        return desk;
    }

    /// <summary>Rita reads all cases and reports, Olga operates the engine and reads reports, Paul reads reports alone.</summary>
    private static async Task Readers(DeskHost desk)
    {
        await desk.AddPerson("olga", Permissions.ReadReports, Permissions.OperateEngine);
        await desk.AddPerson("paul", Permissions.ReadReports);
        await desk.Change(
            async (db, _) =>
            {
                var role = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
                    db.Roles,
                    one => one.Code == "reader",
                    Ct
                );
                role.Permissions.Add(new() { RoleCode = "reader", Permission = Permissions.ReadReports });
            }
        );
    }

    private static async Task<ProcessAnalysis> Analyse(DeskHost desk, AnalysisFilter filter)
    {
        var outcome = await desk.Get<AnalyseProcess>().Handle(await desk.User("rita"), "tos", filter, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<AnalysedInstances> Behind(DeskHost desk, string behind)
    {
        var outcome = await desk.Get<ListAnalysedInstances>().Handle(await desk.User("rita"), "tos", All, behind, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<byte[]> Export(DeskHost desk, string user, string format, string process = "tos")
    {
        var outcome = await desk.Get<ExportEvents>().Handle(await desk.User(user), process, All, format, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        using var to = new MemoryStream();
        await outcome.Value.Write(to, Ct);
        return to.ToArray();
    }
}
