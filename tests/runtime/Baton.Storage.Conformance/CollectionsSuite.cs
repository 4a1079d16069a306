using Baton.Engine.AdHoc;
using Baton.Engine.Migration;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>
/// Large output collections lie in pieces, so that one more result costs the same however many there are. Whoever reads them sees the whole,
/// newest value after each commit.
/// </summary>
public abstract class CollectionsSuite : StorageSuite
{
    private const int Items = 100;
    private const string Pieces = "engine_variable_piece";

    /// <summary>16 items a piece.</summary>
    private const int PieceCount = 7;

    private readonly string?[] _expected = new string?[Items];

    [Fact]
    public async Task Every_reader_sees_the_newest_results_while_the_collection_grows()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        Assert.Equal(0, await Count(host, Pieces));
        foreach (var at in (int[])[40, 0, 99, 15, 16, 41])
        {
            await Complete(host, jobs, at);
            await AssertSeen(host);
        }
        Assert.Equal(PieceCount, await Count(host, Pieces));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task The_collection_of_a_body_that_has_completed_is_there_once_whole_and_once_in_pieces()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        var instance = jobs[0].ProcessInstanceKey;
        for (var at = 0; at < Items; at++)
        {
            await Complete(host, jobs, at);
        }
        Assert.Equal("COMPLETED", await host.StateOf(instance));
        var rows = (await Search(host, new Filter.Where("name", "results"))).Select(row => row.Value);
        Assert.Equal([Expected, Expected], rows);
        Assert.Equal(Expected, (await host.VariablesOf(instance))["results"]);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_filter_on_the_value_looks_at_the_newest_value()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 3);
        var before = Expected;
        await Complete(host, jobs, 4);

        Assert.Empty(await Search(host, new Filter.Where("value", before)));
        Assert.Single(await Search(host, new Filter.Where("value", Expected)));
        Assert.Single(await Search(host, new Filter.Where("value", Operator.Like, ["*\"r3\",\"r4\",null*"])));
        var sorted = await host.Search.Variables(
            new() { Filter = new Filter.Where("name", Operator.In, ["items", "results"]), Sort = [new("value")] },
            Cancel
        );
        Assert.Equal(["items", "results"], sorted.Value.Items.Select(row => row.Name));
    }

    [Fact]
    public async Task After_a_restart_in_the_middle_the_collection_goes_on_growing()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 20);
        await host.Runtime.Abandon();

        var again = await Open();
        await AssertSeen(again);
        await Complete(again, jobs, 21);
        await Complete(again, jobs, 60);
        await AssertSeen(again);
        Assert.Empty(await again.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_collection_that_an_earlier_program_wrote_whole_goes_on_in_pieces()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 20);
        await host.Write<Done>(unit =>
        {
            using var command = unit.Connection.CreateCommand();
            command.Transaction = unit.Transaction;
            command.CommandText = $"UPDATE engine_variable SET is_split = 0, value = '{Expected}' WHERE is_split = 1; DELETE FROM {Pieces}";
            command.ExecuteNonQuery();
            return new(default(Done));
        });
        await host.Runtime.Abandon();

        var again = await Open();
        await Complete(again, jobs, 21);
        await AssertSeen(again);
        Assert.Equal(PieceCount, await Count(again, Pieces));
    }

    [Fact]
    public async Task A_collection_that_somebody_replaces_lies_whole_until_the_next_result()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 1);
        var scope = (await Row(host)).ScopeKey;
        await host.Write(unit => unit.Engine.SetVariables(scope, Results("[1,2,3]"), local: true));
        Assert.Equal("[1,2,3]", (await Row(host)).Value);
        Assert.Equal(0, await Count(host, Pieces));
        Assert.Empty(await host.Runtime.Verify(Cancel));

        await Complete(host, jobs, 50);
        var incident = Assert.Single((await host.Search.Incidents(new(), Cancel)).Value.Items);
        var repaired = $"[{string.Join(',', Enumerable.Repeat("7", Items))}]";
        await host.Write(unit => unit.Engine.SetVariables(scope, Results(repaired), local: true));
        await host.Write(unit => unit.Engine.ResolveIncident(incident.IncidentKey));
        Array.Fill(_expected, "7");
        _expected[50] = "\"r50\"";
        await AssertSeen(host);
        Assert.Equal(PieceCount, await Count(host, Pieces));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Replacing_and_collecting_in_one_unit_leaves_what_came_last()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 1);
        var scope = (await Row(host)).ScopeKey;
        var sevens = $"[{string.Join(',', Enumerable.Repeat("7", Items))}]";
        await host.Write(async unit =>
        {
            await unit.Engine.CompleteJob(jobs[2].JobKey, Result(2));
            await unit.Engine.SetVariables(scope, Results(sevens), local: true);
            await unit.Engine.CompleteJob(jobs[3].JobKey, Result(3));
            // Looking at the rows sends them; what follows starts from there.
            Assert.NotNull(unit.Connection);
            return await unit.Engine.CompleteJob(jobs[4].JobKey, Result(4));
        });
        Array.Fill(_expected, "7");
        (_expected[3], _expected[4]) = ("\"r3\"", "\"r4\"");
        await AssertSeen(host);
        await Complete(host, jobs, 5);
        await AssertSeen(host);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_unit_that_is_taken_back_leaves_no_piece_of_its_result()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Fail(host, jobs, 0);
        Assert.Equal(0, await Count(host, Pieces));
        await Complete(host, jobs, 1);
        await Fail(host, jobs, 2);
        var units = new List<Task<Outcome<Done>>>();
        await using (await HoldLane(host))
        {
            units.Add(host.Runtime.Write(unit => unit.Engine.CompleteJob(jobs[3].JobKey, Result(3)), Cancel));
            units.Add(host.Runtime.Write(unit => Refused(unit, jobs[4], sends: true), Cancel));
            units.Add(host.Runtime.Write(unit => Refused(unit, jobs[5], sends: false), Cancel));
            units.Add(host.Runtime.Write(unit => unit.Engine.CompleteJob(jobs[6].JobKey, Result(6)), Cancel));
        }
        await Task.WhenAll(units);
        (_expected[3], _expected[6]) = ("\"r3\"", "\"r6\"");
        await AssertSeen(host);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_command_that_is_refused_between_two_results_changes_nothing()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 0);
        var refused = await host.Runtime.Write(
            unit => unit.Engine.SetVariables(jobs[1].ElementInstanceKey, FeelContext.Of(("", 1))),
            Cancel
        );
        Assert.False(refused.Succeeded);
        await Complete(host, jobs, 1);
        await AssertSeen(host);
    }

    [Fact]
    public async Task Migration_in_the_middle_keeps_the_collection()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 7);
        var target = (await host.Deploy(Each + "<!-- 2 -->")).Processes[0].ProcessDefinitionKey;
        await host.Write(unit =>
            unit.Engine.MigrateInstance(new MigrateInstance(jobs[0].ProcessInstanceKey, target, [new ElementMapping("task", "task")]))
        );
        await Complete(host, jobs, 8);
        await AssertSeen(host);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Deleting_an_instance_deletes_the_pieces()
    {
        var host = await Begin();
        var jobs = await Jobs(host);
        await Complete(host, jobs, 7);
        await host.Write(unit => unit.Engine.CancelInstance(jobs[0].ProcessInstanceKey));
        Assert.Equal(Expected, (await Row(host)).Value);
        await host.Write(unit => unit.Engine.DeleteInstance(jobs[0].ProcessInstanceKey));
        Assert.Equal(0, await Count(host, Pieces));
    }

    [Fact]
    public async Task The_collection_of_an_ad_hoc_sub_process_grows_by_a_piece()
    {
        var host = await Open();
        await host.Deploy(AdHoc);
        var instance = await host.StartProcess("adhoc");
        var key = (await host.Search.ElementInstances(new() { Filter = new Filter.Where("elementId", "sub") }, Cancel))
            .Value
            .Items[0]
            .ElementInstanceKey;
        var expected = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            var activations = Enumerable.Repeat(new AdHocActivation("task", FeelContext.Empty), 10).ToList();
            await host.Write(unit => unit.Engine.ActivateAdHocElements(new(key, activations, CancelRemaining: false)));
            foreach (var job in await host.TakeJobs("each"))
            {
                await host.Write(unit => unit.Engine.CompleteJob(job.JobKey, Result(expected.Count)));
                expected.Add($"\"r{expected.Count}\"");
                Assert.Equal($"[{string.Join(',', expected)}]", (await Row(host)).Value);
            }
        }
        Assert.Equal(4, await Count(host, Pieces));
        Assert.Empty(await host.Runtime.Verify(Cancel));
        await host.Write(unit => unit.Engine.SetVariables(instance, FeelContext.Of(("done", true))));
        await host.Write(unit =>
            unit.Engine.ActivateAdHocElements(new(key, [new AdHocActivation("task", FeelContext.Empty)], CancelRemaining: false))
        );
        await host.CompleteJob("each", """{"result": "last"}""");
        expected.Add("\"last\"");
        Assert.Equal($"[{string.Join(',', expected)}]", (await host.VariablesOf(instance))["results"]);
    }

    private string Expected => $"[{string.Join(',', _expected.Select(each => each ?? "null"))}]";

    private async Task<BatonTestHost> Begin()
    {
        var host = await Open();
        await host.Deploy(Each);
        await host.StartProcess("each", $$"""{"items": [{{string.Join(',', Enumerable.Range(0, Items))}}]}""");
        return host;
    }

    private static Task<IReadOnlyList<ActivatedJob>> Jobs(BatonTestHost host) => host.TakeJobs("each");

    private async Task Complete(BatonTestHost host, IReadOnlyList<ActivatedJob> jobs, int at)
    {
        await host.Write(unit => unit.Engine.CompleteJob(jobs[at].JobKey, Result(at)));
        _expected[at] = $"\"r{at}\"";
    }

    private static async Task Fail(BatonTestHost host, IReadOnlyList<ActivatedJob> jobs, int at) =>
        Assert.False((await host.Runtime.Write(unit => Refused(unit, jobs[at], sends: true), Cancel)).Succeeded);

    private static async ValueTask<Outcome<Done>> Refused(UnitOfWork unit, ActivatedJob job, bool sends)
    {
        await unit.Engine.CompleteJob(job.JobKey, FeelContext.Of(("result", FeelValue.From("lost"))));
        if (sends)
        {
            Assert.NotNull(unit.Connection);
        }
        return Problem.Conflict("test", "Taken back.");
    }

    private async Task AssertSeen(BatonTestHost host)
    {
        var row = await Row(host);
        Assert.Equal(Expected, row.Value);
        Assert.Equal(Expected, (await host.Search.Variable(row.VariableKey, Cancel))!.Value);
        var visible = await host.Search.VisibleVariables(row.ScopeKey, innermostOnly: true, Cancel);
        Assert.Equal(Expected, visible.Single(each => each.Name == "results").Value);
    }

    /// <summary>The collection of the body.</summary>
    private static async Task<VariableRow> Row(BatonTestHost host) => (await Search(host, new Filter.Where("name", "results")))[0];

    private static async Task<IReadOnlyList<VariableRow>> Search(BatonTestHost host, Filter filter) =>
        (await host.Search.Variables(new() { Filter = filter, Sort = [new("variableKey")] }, Cancel)).Value.Items;

    private static FeelContext Result(int at) => FeelContext.Of(("result", FeelValue.From($"r{at}")));

    private static FeelContext Results(string json) => FeelContext.Of(("results", FeelJson.Parse(json)));

    private const string Each = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t">
          <process id="each" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
            <serviceTask id="task">
              <extensionElements><zeebe:taskDefinition type="each"/></extensionElements>
              <multiInstanceLoopCharacteristics><extensionElements>
                <zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result"/>
              </extensionElements></multiInstanceLoopCharacteristics>
            </serviceTask>
            <sequenceFlow id="f2" sourceRef="task" targetRef="end"/><endEvent id="end"/>
          </process>
        </definitions>
        """;

    private const string AdHoc = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t">
          <process id="adhoc" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="sub"/>
            <adHocSubProcess id="sub">
              <extensionElements><zeebe:adHoc outputCollection="results" outputElement="=result"/></extensionElements>
              <completionCondition>=done = true</completionCondition>
              <serviceTask id="task"><extensionElements><zeebe:taskDefinition type="each"/></extensionElements></serviceTask>
            </adHocSubProcess>
            <sequenceFlow id="f2" sourceRef="sub" targetRef="end"/><endEvent id="end"/>
          </process>
        </definitions>
        """;
}
