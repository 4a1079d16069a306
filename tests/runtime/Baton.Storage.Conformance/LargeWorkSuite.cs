using Baton.Engine;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Messages;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Much at once, and much in one variable.</summary>
public abstract class LargeWorkSuite : StorageSuite
{
    [Fact]
    public async Task Two_thousand_timers_that_are_due_at_once_all_fire()
    {
        var host = await Open();
        await host.Deploy(TestModels.Wait());
        for (var block = 0; block < 20; block++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.StartProcess("wait")));
        }
        await host.Advance(TimeSpan.FromMinutes(10));

        var open = await host.Search.ProcessInstances(new() { Filter = new Filter.Where("state", "COMPLETED") }, Cancel);
        Assert.Equal(2_000, open.Value.TotalItems);
        Assert.Equal(0, await Count(host, "engine_timer"));
    }

    [Fact]
    public async Task An_output_collection_is_seen_whole_after_every_commit()
    {
        var host = await Open();
        await host.Deploy(Each);
        var instance = await host.StartProcess("each", """{"items": [1, 2, 3, 4]}""");
        var jobs = await host.TakeJobs("each");
        Assert.Equal("[null,null,null,null]", await Results(host));
        await host.Write(unit => unit.Engine.CompleteJob(jobs[2].JobKey, Result("c")));
        Assert.Equal("""[null,null,"c",null]""", await Results(host));
        await host.Write(async unit =>
        {
            await unit.Engine.CompleteJob(jobs[0].JobKey, Result("a"));
            return await unit.Engine.CompleteJob(jobs[3].JobKey, Result("d"));
        });
        Assert.Equal("""["a",null,"c","d"]""", await Results(host));
        Assert.Empty(await host.Runtime.Verify(Cancel));
        await host.Write(unit => unit.Engine.CompleteJob(jobs[1].JobKey, Result("b")));

        Assert.Equal("""["a","b","c","d"]""", (await host.VariablesOf(instance))["results"]);
        Assert.Equal("""["a","b","c","d"]""", await Results(host));
    }

    [Fact]
    public async Task Results_of_one_commit_are_those_of_the_units_that_succeeded()
    {
        var host = await Open();
        await host.Deploy(Each);
        await host.StartProcess("each", """{"items": [1, 2, 3, 4]}""");
        var jobs = await host.TakeJobs("each");
        var units = new List<Task<Outcome<Done>>>();
        await using (await HoldLane(host))
        {
            units.Add(host.Runtime.Write(unit => unit.Engine.CompleteJob(jobs[0].JobKey, Result("a")), Cancel));
            units.Add(
                host.Runtime.Write<Done>(
                    async unit =>
                    {
                        await unit.Engine.CompleteJob(jobs[1].JobKey, Result("lost"));
                        return Problem.Conflict("test", "Taken back.");
                    },
                    Cancel
                )
            );
            units.Add(host.Runtime.Write(unit => unit.Engine.CompleteJob(jobs[2].JobKey, Result("c")), Cancel));
        }
        Assert.Equal([true, false, true], (await Task.WhenAll(units)).Select(outcome => outcome.Succeeded));

        Assert.Equal("""["a",null,"c",null]""", await Results(host));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Variables_larger_than_the_bound_are_refused_wherever_they_come_in()
    {
        var host = await Open(options: new() { MaxCommandBytes = 10_000 });
        await host.DeployAll(("work.bpmn", TestModels.ServiceTask()), ("task.bpmn", TestModels.UserTask()));
        var large = FeelContext.Of(("text", FeelValue.From(new string('x', 10_001))));
        var instance = await host.StartProcess("work", $$"""{"text": "{{new string('y', 9_900)}}"}""");
        var job = Assert.Single(await host.TakeJobs("work"));
        await host.StartProcess("approve");
        var task = Assert.Single(await host.OpenTasks()).UserTaskKey;

        await Refused(host, unit => unit.Engine.CreateInstance(new() { ProcessId = "work", Variables = large }));
        await Refused(host, unit => unit.Engine.SetVariables(instance, large));
        await Refused(host, unit => unit.Engine.CompleteJob(job.JobKey, large));
        await Refused(host, unit => unit.Engine.FailJob(new(job.JobKey) { Variables = large }));
        await Refused(host, unit => unit.Engine.ThrowJobError(new(job.JobKey, "X") { Variables = large }));
        await Refused(host, unit => unit.Engine.CompleteUserTask(task, large));
        await Refused(host, unit => unit.Engine.PublishMessage(new PublishMessageRequest("m", "k") { Variables = large }));
        await Refused(host, unit => unit.Engine.CorrelateMessage(new PublishMessageRequest("m", "k") { Variables = large }));
        await Refused(host, unit => unit.Engine.BroadcastSignal(new("s") { Variables = large }));
        var nested = FeelContext.Of(("list", FeelJson.Parse($"[{string.Join(',', Enumerable.Repeat("""{"a":"工单"}""", 1_000))}]")));
        await Refused(host, unit => unit.Engine.CompleteJob(job.JobKey, nested));
        await host.CompleteTask((await host.OpenTasks())[0].ProcessInstanceKey);
    }

    private static async Task Refused<T>(BatonTestHost host, Func<UnitOfWork, ValueTask<Outcome<T>>> work)
    {
        var outcome = await host.Runtime.Write(work, Cancel);
        Assert.Equal((RejectionKind.InvalidArgument, "variables.too-large"), (outcome.Problem!.Kind, outcome.Problem.Code));
        Assert.Contains("at most 0.01 MB", outcome.Problem.Detail, StringComparison.Ordinal);
    }

    private static FeelContext Result(string value) => FeelContext.Of(("result", FeelValue.From(value)));

    /// <summary>The collection of the body, as a search shows it.</summary>
    private static async Task<string> Results(BatonTestHost host)
    {
        var filter = new Filter.Where("name", "results");
        var rows = (await host.Search.Variables(new() { Filter = filter, Sort = [new("variableKey")] }, Cancel)).Value.Items;
        return rows[0].Value;
    }

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
}
