using Baton.Engine;
using Baton.Runtime;
using Baton.Runtime.Batches;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Operations on many instances: what they find, do and remember, over pauses and crashes.</summary>
public abstract class BatchesSuite : StorageSuite
{
    private static readonly Filter Approvals = new Filter.Where("processDefinitionId", "approve");

    [Fact]
    public async Task An_operation_does_each_item_and_tells_how_far_it_is()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var instances = await Start(host, "approve", 25);
        var other = await Start(host, "approve", 1);
        await host.CompleteTask(other[0]);

        var key = await Create(host, new CancelInstancesPlan(), Approvals, "ann");
        await host.Runtime.RunDue(Cancel);
        foreach (var instance in instances)
        {
            Assert.Equal("TERMINATED", await host.StateOf(instance));
        }
        var operation = await Operation(host, key);
        Assert.Equal(
            ("COMPLETED", "ann", 25, 25, 0),
            (operation.State, operation.Actor, operation.Total, operation.Completed, operation.Failed)
        );
        Assert.NotNull(operation.StartDate);
        Assert.NotNull(operation.EndDate);
        var items = await Items(host, key);
        Assert.Equal(instances, items.Select(item => item.ItemKey).Order());
        Assert.All(items, item => Assert.Equal(("COMPLETED", item.ItemKey), (item.State, item.ProcessInstanceKey!.Value)));
        var found = await host.Search.ProcessInstances(new() { Filter = new Filter.Where("batchOperationId", key) }, Cancel);
        Assert.Equal(25, found.Value.TotalItems);
    }

    [Fact]
    public async Task More_items_than_a_page_are_collected_in_pages_without_those_that_start_later()
    {
        var options = new RuntimeOptions { BatchPage = 4, DueWork = false };
        var host = await Open(options: options);
        await host.Deploy(TestModels.UserTask());
        var instances = await Start(host, "approve", 10);
        var key = await Create(host, new CancelInstancesPlan(), Approvals);
        Assert.Equal(("CREATED", 4), ((await Operation(host, key)).State, (await Operation(host, key)).Total));
        var later = await Start(host, "approve", 1);

        await host.Runtime.RunDue(Cancel);
        Assert.Equal(("COMPLETED", 10), ((await Operation(host, key)).State, (await Operation(host, key)).Completed));
        Assert.Equal(instances, (await Items(host, key)).Select(item => item.ItemKey).Order());
        Assert.Equal("ACTIVE", await host.StateOf(later[0]));
    }

    [Fact]
    public async Task Items_that_are_refused_fail_alone_and_those_with_nothing_left_to_do_are_skipped()
    {
        var host = await Open(options: new() { DueWork = false });
        await host.Deploy(TestModels.UserTask());
        await host.Deploy(TestModels.ServiceTask("work"), "work.bpmn");
        var (moved, gone, elsewhere) = (
            (await Start(host, "approve", 1))[0],
            (await Start(host, "approve", 1))[0],
            (await Start(host, "work", 1))[0]
        );
        var key = await Create(host, new ModifyInstancesPlan([new("task", "end")]), Approvals);
        await host.CompleteTask(gone);
        var unknown = await Create(
            host,
            new ModifyInstancesPlan([new("nowhere", "end")]),
            new Filter.Where("processInstanceKey", elsewhere)
        );

        await host.Runtime.RunDue(Cancel);
        Assert.Equal("COMPLETED", await host.StateOf(moved));
        var states = (await Items(host, key)).ToDictionary(item => item.ItemKey, item => item.State);
        Assert.Equal(("COMPLETED", "SKIPPED"), (states[moved], states[gone]));
        var failed = Assert.Single(await Items(host, unknown));
        Assert.Equal("FAILED", failed.State);
        Assert.Contains("nowhere", failed.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("COMPLETED", (await Operation(host, key)).State);
        Assert.Equal("FAILED", (await Operation(host, unknown)).State);
    }

    [Fact]
    public async Task An_operation_of_which_a_part_failed_is_completed_in_part()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        await host.Deploy(TestModels.ServiceTask("work"), "work.bpmn");
        await Start(host, "approve", 2);
        await host.Deploy(TestModels.Wait(), "wait.bpmn");
        await Start(host, "wait", 1);
        var key = await Create(host, new ModifyInstancesPlan([new("task", "end")]), new Filter.Where("state", "ACTIVE"));
        await host.Runtime.RunDue(Cancel);

        var operation = await Operation(host, key);
        Assert.Equal(("PARTIALLY_COMPLETED", 3, 2, 1), (operation.State, operation.Total, operation.Completed, operation.Failed));
    }

    [Fact]
    public async Task Incidents_are_tried_again_and_a_job_without_retries_gets_one()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await Start(host, "work", 3);
        foreach (var job in await host.TakeJobs("work"))
        {
            await host.Write(unit => unit.Engine.FailJob(new(job.JobKey) { ErrorMessage = "no" }));
        }
        var key = await Create(host, new ResolveIncidentsPlan(), new Filter.Where("hasIncident", true));
        await host.Runtime.RunDue(Cancel);

        Assert.Equal(("COMPLETED", 3), ((await Operation(host, key)).State, (await Operation(host, key)).Completed));
        Assert.All((await host.Search.Incidents(new(), Cancel)).Value.Items, incident => Assert.Equal("RESOLVED", incident.State));
        Assert.All(await host.TakeJobs("work"), job => Assert.Equal(1, job.Retries));
        Assert.Equal(3, (await Items(host, key)).Count);
    }

    [Fact]
    public async Task Only_what_a_plan_can_be_applied_to_becomes_an_item()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var (active, ended) = ((await Start(host, "approve", 1))[0], (await Start(host, "approve", 1))[0]);
        await host.CompleteTask(ended);

        var deletion = await Create(host, new DeleteInstancesPlan(), Approvals);
        await host.Runtime.RunDue(Cancel);
        Assert.Equal(ended, Assert.Single(await Items(host, deletion)).ItemKey);
        Assert.Null(await host.Search.ProcessInstance(ended, Cancel));
        Assert.Equal("ACTIVE", await host.StateOf(active));

        var nothing = await Create(host, new CancelInstancesPlan(), new Filter.Where("state", "COMPLETED"));
        await host.Runtime.RunDue(Cancel);
        Assert.Equal(("COMPLETED", 0), ((await Operation(host, nothing)).State, (await Operation(host, nothing)).Total));
    }

    [Fact]
    public async Task A_suspended_operation_rests_over_a_restart_and_goes_on_when_it_is_resumed()
    {
        var host = await Open(options: new() { DueWork = false });
        await host.Deploy(TestModels.UserTask());
        var instances = await Start(host, "approve", 3);
        var key = await Create(host, new CancelInstancesPlan(), Approvals);
        Assert.Null((await host.Runtime.Batches.Suspend(key, Cancel)).Problem);
        Assert.Equal(RejectionKind.InvalidState, (await host.Runtime.Batches.Suspend(key, Cancel)).Problem!.Kind);
        await host.Runtime.DisposeAsync();

        var again = await Open();
        await again.Runtime.RunDue(Cancel);
        Assert.Equal("SUSPENDED", (await Operation(again, key)).State);
        Assert.Equal("ACTIVE", await again.StateOf(instances[0]));
        Assert.Null((await again.Runtime.Batches.Resume(key, Cancel)).Problem);
        await again.Runtime.RunDue(Cancel);
        Assert.Equal("COMPLETED", (await Operation(again, key)).State);
        Assert.Equal(RejectionKind.NotFound, (await again.Runtime.Batches.Resume(key, Cancel)).Problem!.Kind);
    }

    [Fact]
    public async Task A_canceled_operation_does_no_more_and_its_items_are_canceled()
    {
        var host = await Open(options: new() { DueWork = false });
        await host.Deploy(TestModels.UserTask());
        var instances = await Start(host, "approve", 3);
        var key = await Create(host, new CancelInstancesPlan(), Approvals);
        Assert.Null((await host.Runtime.Batches.Cancel(key, Cancel)).Problem);
        await host.Runtime.RunDue(Cancel);

        Assert.Equal("ACTIVE", await host.StateOf(instances[0]));
        var operation = await Operation(host, key);
        Assert.Equal(("CANCELED", 3, 0), (operation.State, operation.Total, operation.Completed));
        var canceled = new SearchRequest { Filter = new Filter.Where("state", "CANCELED") };
        Assert.Equal(3, (await host.Search.BatchItems(canceled, Cancel)).Value.TotalItems);
        Assert.Equal(RejectionKind.NotFound, (await host.Runtime.Batches.Cancel(key, Cancel)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await host.Runtime.Batches.Cancel(4711, Cancel)).Problem!.Kind);
    }

    [Fact]
    public async Task After_a_crash_an_operation_goes_on_and_does_nothing_twice()
    {
        var host = await Open(options: new() { BatchPage = 50 });
        await host.Deploy(TestModels.ServiceTask());
        await Start(host, "work", 200);
        foreach (var job in await host.TakeJobs("work", 1_000))
        {
            await host.Write(unit => unit.Engine.FailJob(new(job.JobKey)));
        }
        var key = await Create(host, new ResolveIncidentsPlan(), new Filter.Where("hasIncident", true));
        while ((await Operation(host, key)) is { Completed: < 20, EndDate: null })
        {
            await Task.Yield();
        }
        await host.Runtime.Abandon();

        var again = await Open();
        await again.Runtime.RunDue(Cancel);
        var operation = await Operation(again, key);
        Assert.Equal(("COMPLETED", 200, 200), (operation.State, operation.Total, operation.Completed));
        Assert.All(await Items(again, key), item => Assert.Equal("COMPLETED", item.State));
        Assert.Equal(200, (await again.TakeJobs("work", 1_000)).Count);
        Assert.Empty(await again.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_briefoperation_does_not_wait_for_the_end_of_a_long_one()
    {
        var order = new Order();
        var host = await Open(RuntimeParts.None with { Participants = [order] }, new() { DueWork = false, DueBatch = 5 });
        await host.Deploy(TestModels.UserTask());
        await host.Deploy(TestModels.Wait(), "wait.bpmn");
        await Start(host, "approve", 40);
        var brief = (await Start(host, "wait", 1))[0];
        order.Roots.Clear();
        await Create(host, new CancelInstancesPlan(), Approvals);
        await Create(host, new CancelInstancesPlan(), new Filter.Where("processDefinitionId", "wait"));
        await host.Runtime.RunDue(Cancel);

        Assert.Equal(41, order.Roots.Count);
        Assert.InRange(order.Roots.IndexOf(brief), 0, 10);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_carried_out_starts_nothing()
    {
        var host = await Open();
        var outcome = await host.Runtime.Batches.Create(new(new CancelInstancesPlan(), new Filter.Where("colour", "red")), Cancel);

        Assert.Equal(RejectionKind.InvalidArgument, outcome.Problem!.Kind);
        Assert.Equal(0, await Count(host, "engine_batch_operation"));
    }

    [Fact]
    public void A_filter_is_the_same_after_it_was_kept()
    {
        var filter = new Filter.All(
            new Filter.Any([new Filter.Where("state", Operator.In, ["ACTIVE", "COMPLETED"]), new Filter.Where("hasIncident", true)]),
            new Filter.Where("startDate", Operator.Gte, [BatonTestHost.FirstInstant]),
            new Filter.Where("processDefinitionVersion", Operator.Neq, [3L]),
            new Filter.Where("businessId", Operator.Eq, [null]),
            new Filter.Variable("order", Operator.Like, ["\"a*\""], Local: true)
        );

        var kept = FilterJson.Write(filter);
        Assert.Equal(kept, FilterJson.Write(FilterJson.Read(kept)));
        var instant = Assert.IsType<Filter.Where>(Assert.IsType<Filter.All>(FilterJson.Read(kept)).Filters[1]);
        Assert.Equal(BatonTestHost.FirstInstant, Assert.Single(instant.Values));
    }

    private static async Task<long> Create(BatonTestHost host, BatchPlan plan, Filter filter, string? actor = null) =>
        (await host.Runtime.Batches.Create(new(plan, filter) { Actor = actor }, Cancel)).Value.BatchOperationKey;

    private static async Task<BatchOperationRow> Operation(BatonTestHost host, long key) =>
        (await host.Search.BatchOperation(key, Cancel))!;

    private static async Task<IReadOnlyList<BatchItemRow>> Items(BatonTestHost host, long key)
    {
        var request = new SearchRequest
        {
            Filter = new Filter.Where("batchOperationKey", key),
            Page = new() { Limit = Page.MaxLimit },
        };
        return (await host.Search.BatchItems(request, Cancel)).Value.Items;
    }

    private static async Task<List<long>> Start(BatonTestHost host, string processId, int count)
    {
        var keys = new List<long>();
        for (var i = 0; i < count; i++)
        {
            keys.Add(await host.StartProcess(processId));
        }
        return keys;
    }

    /// <summary>Remembers in which order root instances were worked on.</summary>
    private sealed class Order : IUnitParticipant
    {
        public List<long> Roots { get; } = [];

        public ValueTask OnCommit(UnitOfWork unit, EngineCommit commit)
        {
            Roots.Add(commit.RootInstanceKey);
            return ValueTask.CompletedTask;
        }
    }
}
