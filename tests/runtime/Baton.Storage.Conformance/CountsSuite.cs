using Baton.Feel;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>What is active is counted by process and by version, what happened to jobs by span of time.</summary>
public abstract class CountsSuite : StorageSuite
{
    [Fact]
    public async Task Active_instances_are_counted_by_process_apart_from_those_that_an_incident_stops()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        await Break(host);
        await host.Deploy(TestModels.UserTask(), "a.bpmn");
        await host.Deploy(TestModels.UserTask(name: "Decide"), "a.bpmn");
        await host.StartProcess("approve");
        await host.StartProcess("approve");
        await host.Deploy(TestModels.UserTask("idle"), "idle.bpmn");

        var sorted = new SearchRequest { Sort = [new("activeInstancesWithIncidentCount", Descending: true)] };
        var found = (await host.Search.ActiveByProcess(sorted, Cancel)).Value;

        Assert.Equal(2, found.TotalItems);
        Assert.Equal(["work", "approve"], found.Items.Select(row => row.ProcessDefinitionId));
        Assert.Equal([(0L, 1L), (2L, 0L)], found.Items.Select(row => (row.WithoutIncident, row.WithIncident)));
        Assert.Equal([false, true], found.Items.Select(row => row.HasMultipleVersions));
    }

    [Fact]
    public async Task Elements_that_an_incident_stops_are_counted_beside_those_that_run()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var broken = await host.StartProcess("work");
        await Break(host);
        await host.StartProcess("work");
        await host.StartProcess("work");
        await host.CompleteJob("work");
        var definition = (await host.Search.ProcessInstance(broken, Cancel))!.ProcessDefinitionKey;

        var all = (await host.Search.ElementStatisticsOfDefinition(definition, null, Cancel)).Value;
        var one = await host.Search.ElementStatisticsOfInstance(broken, Cancel);

        Assert.Equal([new("end", 0, 0, 0, 1), new("start", 0, 0, 0, 3), new("task", 2, 0, 1, 1)], all);
        Assert.Equal([new("start", 0, 0, 0, 1), new("task", 1, 0, 1, 0)], one);
    }

    [Fact]
    public async Task Active_instances_are_counted_by_version_and_ended_ones_are_not()
    {
        var host = await Open();
        var first = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes).ProcessDefinitionKey;
        await host.StartProcess("approve");
        var ended = await host.StartProcess("approve");
        await host.CompleteTask(ended);
        var second = Assert.Single((await host.Deploy(TestModels.UserTask(name: "Decide"))).Processes).ProcessDefinitionKey;
        await host.StartProcess("approve");
        await host.StartProcess("approve");

        var request = new SearchRequest
        {
            Filter = new Filter.Where("processDefinitionId", "approve"),
            Sort = [new("processDefinitionVersion", Descending: true)],
        };
        var found = (await host.Search.ActiveByVersion(request, Cancel)).Value.Items;

        Assert.Equal(
            [(second, 2, 2L), (first, 1, 1L)],
            found.Select(row => (row.ProcessDefinitionKey, row.ProcessDefinitionVersion, row.WithoutIncident))
        );
        var other = request with { Filter = new Filter.Where("processDefinitionId", "nobody") };
        Assert.Empty((await host.Search.ActiveByVersion(other, Cancel)).Value.Items);
    }

    [Fact]
    public async Task Open_message_subscriptions_are_counted_by_definition_and_the_filter_says_which()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        await host.StartProcess("order", """{"order": "1"}""");
        var second = await host.StartProcess("order", """{"order": "2"}""");
        var third = await host.StartProcess("order", """{"order": "3"}""");
        await host.Write(unit => unit.Engine.CancelInstance(third));

        var all = Assert.Single((await host.Search.SubscriptionsByDefinition(new(), Cancel)).Value.Items);
        Assert.Equal(("order", 2L, 2L), (all.ProcessDefinitionId, all.Instances, all.Subscriptions));
        var one = new SearchRequest { Filter = new Filter.Where("processInstanceKey", second) };
        Assert.Equal(1, Assert.Single((await host.Search.SubscriptionsByDefinition(one, Cancel)).Value.Items).Subscriptions);
    }

    [Fact]
    public async Task Jobs_are_counted_in_the_span_in_which_something_happened_to_them()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var began = host.Now;
        await host.StartProcess("work");
        await host.StartProcess("work");
        await host.StartProcess("work");
        await host.Advance(TimeSpan.FromHours(1));
        var later = host.Now;
        var done = Assert.Single(await Take(host, "ann"));
        await host.Write(unit => unit.Engine.CompleteJob(done, FeelContext.Empty));
        var broken = Assert.Single(await Take(host, "bob"));
        await host.Write(unit => unit.Engine.FailJob(new(broken) { Retries = 0, ErrorMessage = "too heavy" }));
        await host.Advance(TimeSpan.FromHours(1));

        var whole = new JobSpan(began, host.Now);
        var counts = await host.Search.JobCounts(whole, "work", Cancel);
        Assert.Equal(new JobCounts(new(3, began), new(1, later), new(1, later)), counts);
        Assert.Equal(new JobMetric(0, null), (await host.Search.JobCounts(new(later, host.Now), null, Cancel)).Created);
        Assert.Equal(0, (await host.Search.JobCounts(whole, "other", Cancel)).Created.Count);

        var byType = Assert.Single((await host.Search.JobsByType(whole, new(), Cancel)).Value.Items);
        Assert.Equal(("work", counts, 2L), (byType.Type, byType.Counts, byType.Workers));
        var ofType = new SearchRequest { Filter = new Filter.Where("jobType", "work") };
        var byWorker = (await host.Search.JobsByWorker(whole, ofType, Cancel)).Value.Items;
        Assert.Equal(
            [("ann", 1L, 1L, 0L), ("bob", 1L, 0L, 1L)],
            byWorker.Select(row => (row.Worker, row.Counts.Created.Count, row.Counts.Completed.Count, row.Counts.Failed.Count))
        );
        var overTime = (await host.Search.JobsOverTime(whole, TimeSpan.FromHours(1), ofType, Cancel)).Value.Items;
        Assert.Equal(
            [(began, 3L, 0L, 0L), (later, 0L, 1L, 1L)],
            overTime.Select(row => (row.Time, row.Counts.Created.Count, row.Counts.Completed.Count, row.Counts.Failed.Count))
        );
        var error = Assert.Single((await host.Search.JobErrors(whole, ofType, Cancel)).Value.Items);
        Assert.Equal(new JobErrorRow("", "too heavy", 1), error);
    }

    [Fact]
    public async Task Counts_come_page_by_page()
    {
        var host = await Open();
        foreach (var type in new[] { "a", "b", "c" })
        {
            await host.Deploy(TestModels.ServiceTask(type, type), type + ".bpmn");
            await host.StartProcess(type);
        }
        var span = new JobSpan(host.Now, host.Now.AddDays(1));

        var first = (await host.Search.JobsByType(span, new() { Page = new() { Limit = 2 } }, Cancel)).Value;
        var second = (
            await host.Search.JobsByType(
                span,
                new()
                {
                    Page = new() { Limit = 2, After = first.EndCursor },
                },
                Cancel
            )
        ).Value;

        Assert.Equal(["a", "b"], first.Items.Select(row => row.Type));
        Assert.Equal(["c"], second.Items.Select(row => row.Type));
        Assert.Equal((3, 3), (first.TotalItems, second.TotalItems));
    }

    private static async Task Break(BatonTestHost host)
    {
        var job = Assert.Single(await host.TakeJobs("work"));
        await host.Write(unit => unit.Engine.FailJob(new(job.JobKey) { Retries = 0 }));
    }

    private static async Task<IEnumerable<long>> Take(BatonTestHost host, string worker) =>
        (await host.Write(unit => unit.Engine.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1), worker)))).Select(job => job.JobKey);
}
