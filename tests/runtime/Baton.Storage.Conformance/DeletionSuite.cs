using System.Text.RegularExpressions;
using Baton.Engine;
using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Deleted versions start nothing and are never numbered again; deleted instances leave nothing behind.</summary>
public abstract partial class DeletionSuite : StorageSuite
{
    [Fact]
    public async Task A_deleted_definition_starts_nothing_and_what_runs_goes_on()
    {
        var host = await Open();
        var key = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes).ProcessDefinitionKey;
        var instance = await host.StartProcess("approve");
        await Delete(host, key);

        Assert.Equal(RejectionKind.NotFound, (await Start(host, new() { ProcessId = "approve" })).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await Start(host, new() { ProcessDefinitionKey = key })).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await Start(host, new() { ProcessId = "approve", Version = 1 })).Problem!.Kind);
        Assert.Empty((await host.Search.ProcessDefinitions(new(), Cancel)).Value.Items);
        Assert.Null(await host.Search.ProcessDefinition(key, Cancel));
        Assert.NotNull(await host.Search.ProcessDefinitionXml(key, Cancel));

        await host.Runtime.DisposeAsync();
        var again = await Open();
        Assert.Equal(RejectionKind.NotFound, (await Start(again, new() { ProcessId = "approve" })).Problem!.Kind);
        await again.CompleteTask(instance);
        Assert.Equal("COMPLETED", await again.StateOf(instance));
        Assert.Empty(await again.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task The_version_below_a_deleted_one_is_the_latest_and_the_next_number_is_a_new_one()
    {
        var host = await Open();
        var first = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes);
        var second = Assert.Single((await host.Deploy(TestModels.UserTask(name: "Decide"))).Processes);
        await Delete(host, second.ProcessDefinitionKey);

        Assert.Equal(first.ProcessDefinitionKey, await LatestKey(host));
        Assert.Equal(1, (await host.Write(unit => unit.Engine.CreateInstance(new() { ProcessId = "approve" }))).Version);
        var same = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes);
        Assert.Equal(first.ProcessDefinitionKey, same.ProcessDefinitionKey);
        var third = Assert.Single((await host.Deploy(TestModels.UserTask(name: "Decide"))).Processes);
        Assert.Equal(3, third.Version);
        Assert.Equal(third.ProcessDefinitionKey, await LatestKey(host));
    }

    [Fact]
    public async Task The_start_events_of_the_version_below_are_armed_again()
    {
        var host = await Open();
        await host.DeployAll(
            ("round.bpmn", TestModels.StartedByTimer("R/PT1H")),
            ("call.bpmn", TestModels.StartedByMessage()),
            ("signal.bpmn", TestModels.ThrowsSignal(start: "first"))
        );
        var later = await host.DeployAll(
            ("round.bpmn", TestModels.StartedByTimer("R/P1D")),
            ("call.bpmn", TestModels.UserTask("call")),
            ("signal.bpmn", TestModels.UserTask("thrower"))
        );
        foreach (var version in later.Processes)
        {
            await Delete(host, version.ProcessDefinitionKey);
        }

        await host.Advance(TimeSpan.FromHours(1));
        await host.Publish("called");
        await host.Broadcast("first");
        Assert.Equal(1, await Instances(host, "round"));
        Assert.Equal(1, await Instances(host, "call"));
        Assert.Equal(1, await Instances(host, "thrower"));
    }

    [Fact]
    public async Task Without_a_version_left_no_timer_message_or_signal_starts_it()
    {
        var host = await Open();
        var deployed = await host.DeployAll(
            ("round.bpmn", TestModels.StartedByTimer("R/PT1H")),
            ("call.bpmn", TestModels.StartedByMessage()),
            ("signal.bpmn", TestModels.ThrowsSignal(start: "first"))
        );
        foreach (var version in deployed.Processes)
        {
            await Delete(host, version.ProcessDefinitionKey);
        }

        await host.Advance(TimeSpan.FromHours(5));
        await host.Publish("called");
        await host.Broadcast("first");
        Assert.Equal(0, await Count(host, "engine_process_instance"));
    }

    [Fact]
    public async Task A_call_activity_finds_no_deleted_process()
    {
        var host = await Open();
        await host.Deploy(
            TestModels.Process(
                "caller",
                """
                <bpmn:startEvent id="start" />
                <bpmn:callActivity id="call">
                  <bpmn:extensionElements><zeebe:calledElement processId="approve" /></bpmn:extensionElements>
                </bpmn:callActivity>
                <bpmn:endEvent id="end" />
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
                <bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />
                """
            ),
            "caller.bpmn"
        );
        var called = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes);
        await Delete(host, called.ProcessDefinitionKey);
        await host.StartProcess("caller");

        var incident = Assert.Single((await host.Search.Incidents(new(), Cancel)).Value.Items);
        Assert.Equal("CALLED_ELEMENT_ERROR", incident.ErrorType);
    }

    [Fact]
    public async Task Decisions_forms_and_other_files_fall_back_and_count_on()
    {
        var host = await Open();
        const string form = """{"id": "note", "components": []}""";
        const string otherForm = """{"id": "note", "components": [], "x": 1}""";
        var first = await host.DeployAll(("a.dmn", DecisionModels.Approval()), ("a.form", form), ("a.txt", "one"));
        var second = await host.DeployAll(("a.dmn", DecisionModels.Approval("boss")), ("a.form", otherForm), ("a.txt", "two"));
        long[] keys = [second.DecisionRequirements[0].DecisionRequirementsKey, second.Forms[0].FormKey, second.Resources[0].ResourceKey];
        foreach (var key in keys)
        {
            await Delete(host, key);
        }

        var decisions = (await host.Search.DecisionDefinitions(new() { Filter = new Filter.Where("isLatestVersion", true) }, Cancel)).Value;
        Assert.All(decisions.Items, decision => Assert.Equal(1, decision.Version));
        Assert.Single((await host.Search.DecisionRequirements(new(), Cancel)).Value.Items);
        Assert.Equal(1, (await host.Search.LatestForm("note", Cancel))!.Version);
        Assert.NotNull(await host.Search.Form(second.Forms[0].FormKey, Cancel));
        var gone = second.Decisions[0].DecisionKey;
        var asked = await host.Runtime.Decisions.Evaluate(new() { DecisionKey = gone }, Cancel);
        Assert.Equal(RejectionKind.NotFound, asked.Problem!.Kind);

        var same = await host.DeployAll(("a.dmn", DecisionModels.Approval()), ("a.form", form), ("a.txt", "one"));
        Assert.Equal(
            (first.DecisionRequirements[0], first.Forms[0], first.Resources[0]),
            (same.DecisionRequirements[0], same.Forms[0], same.Resources[0])
        );
        var third = await host.DeployAll(("a.dmn", DecisionModels.Approval("boss")), ("a.form", otherForm), ("a.txt", "two"));
        Assert.Equal((3, 3, 3), (third.DecisionRequirements[0].Version, third.Forms[0].Version, third.Resources[0].Version));
        Assert.All(third.Decisions, decision => Assert.Equal(3, decision.Version));
    }

    [Fact]
    public async Task What_is_not_deployed_or_deleted_already_cannot_be_deleted()
    {
        var host = await Open();
        var key = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes).ProcessDefinitionKey;
        await Delete(host, key);

        Assert.Equal(RejectionKind.NotFound, (await host.Runtime.Batches.DeleteResource(new(key), Cancel)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await host.Runtime.Batches.DeleteResource(new(4711), Cancel)).Problem!.Kind);
    }

    [Fact]
    public async Task With_its_history_only_the_ended_instances_of_the_version_go()
    {
        var host = await Open();
        var key = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes).ProcessDefinitionKey;
        var running = await host.StartProcess("approve");
        var ended = await host.StartProcess("approve");
        await host.CompleteTask(ended);
        await host.Deploy(TestModels.UserTask(name: "Decide"));
        var other = await host.StartProcess("approve");
        await host.CompleteTask(other);

        var deleted = await host.Runtime.Batches.DeleteResource(new(key) { DeleteHistory = true, Actor = "ann" }, Cancel);
        await host.Runtime.RunDue(Cancel);
        Assert.Equal("DELETE_PROCESS_INSTANCE", deleted.Value.Batch!.Type);
        Assert.Null(await host.Search.ProcessInstance(ended, Cancel));
        Assert.Equal("ACTIVE", await host.StateOf(running));
        Assert.Equal("COMPLETED", await host.StateOf(other));

        await host.CompleteTask(running);
        Assert.True((await host.Runtime.Batches.DeleteResource(new(key) { DeleteHistory = true }, Cancel)).Succeeded);
        await host.Runtime.RunDue(Cancel);
        Assert.Null(await host.Search.ProcessInstance(running, Cancel));
    }

    [Fact]
    public async Task The_history_of_decisions_goes_with_their_file()
    {
        var host = await Open();
        var graph = (await host.DeployAll(("a.dmn", DecisionModels.Approval()), ("p.bpmn", DecisionModels.AskingProcess())))
            .DecisionRequirements[0]
            .DecisionRequirementsKey;
        await host.StartProcess("asking", """{"amount": 10}""");
        await host.Runtime.Decisions.Evaluate(
            new() { DecisionId = "approver", Variables = Baton.Feel.FeelJson.Parse("""{"amount": 10}""").AsContext() },
            Cancel
        );
        Assert.Equal(4, await Count(host, "engine_decision_instance"));

        var deleted = await host.Runtime.Batches.DeleteResource(new(graph) { DeleteHistory = true }, Cancel);
        await host.Runtime.RunDue(Cancel);
        Assert.Equal("DELETE_DECISION_INSTANCE", deleted.Value.Batch!.Type);
        Assert.Equal(0, await Count(host, "engine_decision_instance"));
    }

    [Fact]
    public async Task A_deleted_instance_leaves_nothing_behind()
    {
        var host = await Open();
        await host.DeployAll(
            ("mixed.bpmn", TestModels.Mixed()),
            ("a.dmn", DecisionModels.Approval()),
            ("p.bpmn", DecisionModels.AskingProcess())
        );
        var mixed = await host.StartProcess("mixed", """{"order": "17", "amount": 5}""");
        var job = Assert.Single(await host.TakeJobs("mixed"));
        await host.Write(unit => unit.Engine.FailJob(new(job.JobKey)));
        await host.Write(unit => unit.Engine.CancelInstance(mixed));
        var asking = await host.StartProcess("asking", """{"amount": 10}""");

        await host.Write(unit => unit.Engine.DeleteInstance(mixed));
        await host.Write(unit => unit.Engine.DeleteInstance(asking));
        foreach (var table in InstanceTables())
        {
            Assert.True(await Count(host, table) == 0, $"{table} still holds rows.");
        }
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Only_ended_roots_that_exist_can_be_deleted()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        await host.Deploy(
            TestModels.Process(
                "caller",
                """
                <bpmn:startEvent id="start" />
                <bpmn:callActivity id="call">
                  <bpmn:extensionElements><zeebe:calledElement processId="approve" /></bpmn:extensionElements>
                </bpmn:callActivity>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
                """
            ),
            "caller.bpmn"
        );
        var root = await host.StartProcess("caller");
        var child = Assert.Single((await host.OpenTasks())).ProcessInstanceKey;

        Assert.Equal(RejectionKind.NotFound, (await DeleteInstance(host, 4711))!.Kind);
        Assert.Equal(RejectionKind.InvalidState, (await DeleteInstance(host, root))!.Kind);
        await host.Write(unit => unit.Engine.CancelInstance(root));
        Assert.Equal(RejectionKind.InvalidState, (await DeleteInstance(host, child))!.Kind);
        Assert.Null(await DeleteInstance(host, root));
        Assert.Null(await host.Search.ProcessInstance(child, Cancel));
        Assert.Equal(RejectionKind.NotFound, (await DeleteInstance(host, root))!.Kind);
    }

    [Fact]
    public async Task What_somebody_refers_to_stays()
    {
        long kept = 0;
        var keeper = new HistoryKeeper((_, root) => new(root == kept ? "folder 9" : null));
        var host = await Open(RuntimeParts.None with { Keepers = [keeper] });
        await host.DeployAll(("a.dmn", DecisionModels.Approval()), ("p.bpmn", DecisionModels.AskingProcess()));
        kept = await host.StartProcess("asking", """{"amount": 10}""");

        var problem = await DeleteInstance(host, kept);
        Assert.Equal(RejectionKind.InvalidState, problem!.Kind);
        Assert.Contains("folder 9", problem.Detail, StringComparison.Ordinal);
        Assert.Equal("COMPLETED", await host.StateOf(kept));
        Assert.Equal(2, await Count(host, "engine_decision_instance"));
    }

    private static async Task Delete(BatonTestHost host, long key) =>
        Assert.True((await host.Runtime.Batches.DeleteResource(new(key), Cancel)).Succeeded);

    private static async Task<Problem?> DeleteInstance(BatonTestHost host, long key) =>
        (await host.Runtime.Write(unit => unit.Engine.DeleteInstance(key), Cancel)).Problem;

    private static Task<Outcome<Baton.Runtime.Instances.CreatedInstance>> Start(
        BatonTestHost host,
        Baton.Runtime.Instances.CreateInstanceRequest request
    ) => host.Runtime.Write(unit => unit.Engine.CreateInstance(request), Cancel);

    private static async Task<long> LatestKey(BatonTestHost host)
    {
        var found = await host.Search.ProcessDefinitions(new() { Filter = new Filter.Where("isLatestVersion", true) }, Cancel);
        return Assert.Single(found.Value.Items).ProcessDefinitionKey;
    }

    private static async Task<long> Instances(BatonTestHost host, string processId) =>
        (await host.Search.ProcessInstances(new() { Filter = new Filter.Where("processDefinitionId", processId) }, Cancel))
            .Value
            .TotalItems;

    /// <summary>Every table of the schema whose rows belong to instances.</summary>
    private static IEnumerable<string> InstanceTables() =>
        Schema
            .Statements.Select(statement => CreateTable().Match(statement))
            .Where(match => match.Success && match.Groups[2].Value.Contains("root_instance_key", StringComparison.Ordinal))
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*)\)", RegexOptions.Singleline)]
    private static partial Regex CreateTable();
}
