using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>What an operator asks: what is waited for, what reached whom, what stops instances, what was done.</summary>
public abstract class OperatingSuite : StorageSuite
{
    [Fact]
    public async Task A_message_is_found_with_the_instance_that_it_reached_or_started()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        var started = await host.Deploy(TestModels.StartedByMessage(), "call.bpmn");
        var waiting = await host.StartProcess("order", """{"order": "7"}""");
        var paid = await host.Publish("paid", "7");
        var called = await host.Publish("called", "8");

        var subscription = Assert.Single((await host.Search.MessageSubscriptions(new(), Cancel)).Value.Items);
        var reached = Assert.Single(await Correlated(host, "messageKey", paid.MessageKey));
        Assert.Equal(
            (subscription.MessageSubscriptionKey, waiting, "paid", "7", (long?)subscription.ElementInstanceKey, host.Now),
            (
                reached.SubscriptionKey,
                reached.ProcessInstanceKey,
                reached.ElementId,
                reached.CorrelationKey,
                reached.ElementInstanceKey,
                reached.CorrelationTime
            )
        );
        var start = Assert.Single(await Correlated(host, "messageKey", called.MessageKey));
        Assert.Equal(
            (started.Processes[0].ProcessDefinitionKey, "start", null, "call"),
            (start.SubscriptionKey, start.ElementId, start.ElementInstanceKey, start.ProcessDefinitionId)
        );
        Assert.Equal(called.MessageKey, Assert.Single(await Correlated(host, "processInstanceKey", start.ProcessInstanceKey)).MessageKey);
        Assert.Equal(2, (await host.Search.CorrelatedMessages(new(), Cancel)).Value.TotalItems);
    }

    [Fact]
    public async Task A_message_that_reaches_nobody_leaves_no_trace_of_correlation()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        await host.StartProcess("order", """{"order": "7"}""");
        await host.Publish("paid", "other");

        Assert.Equal(0, await Count(host, "engine_correlated_message"));
    }

    [Fact]
    public async Task Every_open_wait_is_shown_with_what_is_known_of_it()
    {
        var host = await Open();
        await host.DeployAll(
            ("mixed.bpmn", TestModels.Mixed()),
            ("wait.bpmn", TestModels.Wait()),
            ("signal.bpmn", TestModels.WaitForSignal())
        );
        var mixed = await host.StartProcess("mixed", """{"n": 3}""");
        var job = Assert.Single(await Waits(host, mixed));
        Assert.Equal(
            ("JOB", "mixed", (int?)2, "job", "SERVICE_TASK"),
            (job.WaitStateType, job.Name, job.Retries, job.ElementId, job.ElementType)
        );

        await host.CompleteJob("mixed");
        await host.StartProcess("wait");
        await host.StartProcess("listener");

        var waits = await Waits(host, mixed);
        Assert.Equal(["MESSAGE", "TIMER", "USER_TASK"], waits.Select(wait => wait.WaitStateType).Order(StringComparer.Ordinal));
        var timer = waits.Single(wait => wait.WaitStateType == "TIMER");
        Assert.Equal(("task", host.Now.AddHours(1)), (timer.ElementId, timer.DueDate));
        var message = waits.Single(wait => wait.WaitStateType == "MESSAGE");
        Assert.Equal(("news", "3", "mixed"), (message.Name, message.CorrelationKey, message.ProcessDefinitionId));
        var signal = new Filter.Where("waitStateType", "SIGNAL");
        Assert.Equal("closed", Assert.Single((await host.Search.WaitStates(new() { Filter = signal }, Cancel)).Value.Items).Name);
        Assert.Equal(5, (await host.Search.WaitStates(new(), Cancel)).Value.TotalItems);

        await host.Publish("news", "3");
        await host.CompleteTask(mixed);
        Assert.Empty(await Waits(host, mixed));
    }

    [Fact]
    public async Task Incidents_are_counted_by_error_and_found_by_its_hash()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        long[] instances = [await host.StartProcess("work"), await host.StartProcess("work"), await host.StartProcess("work")];
        await Fail(host, instances[0], "no paper");
        await Fail(host, instances[1], "no paper");
        await Fail(host, instances[2], "no ink");

        var worst = new SearchRequest { Sort = [new("activeInstancesWithErrorCount", Descending: true)] };
        var errors = (await host.Search.IncidentsByError(worst, Cancel)).Value.Items;
        Assert.Equal([("no paper", 2L), ("no ink", 1L)], errors.Select(row => (row.ErrorMessage, row.Instances)));

        var paper = new Filter.Where("incidentErrorHashCode", (long)errors[0].ErrorHashCode);
        var definition = Assert.Single((await host.Search.IncidentsByDefinition(new() { Filter = paper }, Cancel)).Value.Items);
        Assert.Equal(("work", 2L), (definition.ProcessDefinitionId, definition.Instances));
        Assert.Equal(instances[..2], await Instances(host, paper));
        Assert.Equal(instances[2..], await Instances(host, paper with { Operator = Operator.Neq }));
        Assert.Empty(await Instances(host, new Filter.Where("incidentErrorHashCode", 1L)));

        await host.Write(unit => unit.Engine.CancelInstance(instances[0]));
        Assert.Equal(instances[1..2], await Instances(host, paper));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 97)]
    [InlineData("polygenelubricants", int.MinValue)]
    public void The_hash_of_an_error_is_the_one_that_clients_know(string message, int hash) => Assert.Equal(hash, ErrorHashes.Of(message));

    [Fact]
    public async Task Conditions_on_elements_hold_for_one_and_the_same_element()
    {
        var host = await Open();
        await host.Deploy(TestModels.Mixed());
        var waiting = await host.StartProcess("mixed", """{"n": 3}""");
        await Fail(host, waiting, "no paper");
        var instance = await host.StartProcess("mixed", """{"n": 4}""");
        await host.CompleteJob("mixed");

        Assert.Equal([waiting], await Instances(host, Element("job", "ACTIVE")));
        Assert.Equal([instance], await Instances(host, Element("job", "COMPLETED")));
        var stopped = new Filter.Where("hasElementInstanceIncident", true);
        Assert.Equal([waiting], await Instances(host, new Filter.All(stopped, new Filter.Where("elementId", "job"))));
        Assert.Empty(await Instances(host, new Filter.All(stopped, new Filter.Where("elementId", "start"))));

        static Filter Element(string id, string state) =>
            new Filter.All(new Filter.Where("elementId", id), new Filter.Where("elementInstanceState", state));
    }

    [Fact]
    public async Task An_instance_whose_job_failed_with_retries_left_can_be_found()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var calm = await host.StartProcess("work");
        var failed = await host.StartProcess("work");
        await Fail(host, failed, "once more", retries: 1);

        Assert.Equal([failed], await Instances(host, new Filter.Where("hasRetriesLeft", true)));
        Assert.Equal([calm], await Instances(host, new Filter.Where("hasRetriesLeft", false)));
    }

    [Fact]
    public async Task Elements_of_a_definition_are_counted_for_the_instances_that_a_filter_finds()
    {
        var host = await Open();
        var deployed = await host.Deploy(TestModels.ServiceTask());
        var definition = deployed.Processes[0].ProcessDefinitionKey;
        var ended = await host.StartProcess("work");
        await host.CompleteJob("work");
        await Fail(host, await host.StartProcess("work"), "no paper");

        var all = (await host.Search.ElementStatisticsOfDefinition(definition, null, Cancel)).Value;
        var task = Assert.Single(all, row => row.ElementId == "task");
        Assert.Equal((1, 0, 1, 1), (task.Active, task.Canceled, task.Incidents, task.Completed));
        var one = new Filter.Where("processInstanceKey", ended);
        var narrow = (await host.Search.ElementStatisticsOfDefinition(definition, one, Cancel)).Value;
        Assert.All(narrow, row => Assert.Equal((0, 0, 0, 1), (row.Active, row.Canceled, row.Incidents, row.Completed)));
        var wrong = await host.Search.ElementStatisticsOfDefinition(definition, new Filter.Where("colour", "red"), Cancel);
        Assert.Equal("colour", wrong.Problem!.Fields[0].Field);
    }

    [Fact]
    public async Task The_log_of_a_task_tells_what_was_done_and_when()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var instance = await host.StartProcess("approve");
        var other = await host.StartProcess("approve");
        var key = (await host.OpenTasks(instance))[0].UserTaskKey;
        await host.Advance(TimeSpan.FromMinutes(1));
        await host.Write(unit => unit.Engine.AssignUserTask(key, "ann"));
        await host.Write(unit => unit.Engine.UnassignUserTask(key));
        await host.Write(unit => unit.Engine.UpdateUserTask(key, new() { Priority = 80 }));
        await host.CompleteTask(instance);
        await host.CompleteTask(other);

        var log = (await host.Search.UserTaskLog(key, new(), Cancel)).Value;
        Assert.Equal(["CREATE", "ASSIGN", "UNASSIGN", "UPDATE", "COMPLETE"], log.Items.Select(row => row.Operation));
        Assert.Equal(TimeSpan.FromMinutes(1), log.Items[1].Timestamp - log.Items[0].Timestamp);
        Assert.Equal(5, log.Items.Select(row => row.Key).Distinct().Count());
        var late = new SearchRequest
        {
            Filter = new Filter.Where("timestamp", Operator.Gt, [log.Items[0].Timestamp]),
            Sort = [new("operationType")],
            Page = new() { Limit = 2 },
        };
        var found = (await host.Search.UserTaskLog(key, late, Cancel)).Value;
        Assert.Equal(["ASSIGN", "COMPLETE"], found.Items.Select(row => row.Operation));
        Assert.Equal(4, found.TotalItems);
        Assert.Empty((await host.Search.UserTaskLog(1, new(), Cancel)).Value.Items);
    }

    [Fact]
    public async Task A_process_has_the_form_that_its_start_names_in_the_version_that_its_binding_means()
    {
        var host = await Open();
        var deployed = await host.DeployAll(
            ("form.bpmn", TestModels.StartedByForm()),
            ("ask.form", """{"id": "ask", "components": []}"""),
            ("work.bpmn", TestModels.ServiceTask())
        );
        await host.DeployAll(("ask.form", """{"id": "ask", "components": [{"type": "text", "text": "Second"}]}"""));
        var definition = deployed.Processes.Single(process => process.ProcessId == "asked").ProcessDefinitionKey;

        Assert.Equal(("ask", 2), await FormOf(host, definition));
        var withForm = new SearchRequest { Filter = new Filter.Where("hasStartForm", true) };
        Assert.Equal("asked", Assert.Single((await host.Search.ProcessDefinitions(withForm, Cancel)).Value.Items).ProcessDefinitionId);
        var without = deployed.Processes.Single(process => process.ProcessId == "work").ProcessDefinitionKey;
        Assert.Null(await host.Search.StartForm(without, Cancel));
    }

    private static async Task<(string, int)?> FormOf(BatonTestHost host, long definition) =>
        await host.Search.StartForm(definition, Cancel) is { } form ? (form.FormId, form.Version) : null;

    private static async Task<IReadOnlyList<CorrelatedMessageRow>> Correlated(BatonTestHost host, string field, long key) =>
        (await host.Search.CorrelatedMessages(new() { Filter = new Filter.Where(field, key) }, Cancel)).Value.Items;

    private static async Task<IReadOnlyList<WaitStateRow>> Waits(BatonTestHost host, long instance) =>
        (await host.Search.WaitStates(new() { Filter = new Filter.Where("processInstanceKey", instance) }, Cancel)).Value.Items;

    private static async Task<IEnumerable<long>> Instances(BatonTestHost host, Filter filter) =>
        (await host.Search.ProcessInstances(new() { Filter = filter }, Cancel)).Value.Items.Select(row => row.ProcessInstanceKey);

    private static async Task Fail(BatonTestHost host, long instance, string message, int retries = 0)
    {
        var filter = new Filter.Where("processInstanceKey", instance);
        var job = Assert.Single((await host.Search.Jobs(new() { Filter = filter }, Cancel)).Value.Items);
        await host.TakeJobs(job.Type);
        await host.Write(unit => unit.Engine.FailJob(new FailJobRequest(job.JobKey) { Retries = retries, ErrorMessage = message }));
    }
}
