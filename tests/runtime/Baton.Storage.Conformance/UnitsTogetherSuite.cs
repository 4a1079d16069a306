using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;
using Baton.Runtime.Messages;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>
/// Units of one transaction whose needs are read together before the first of them: what one of them changes, those after it must not
/// believe any more.
/// </summary>
public abstract class UnitsTogetherSuite : StorageSuite
{
    /// <summary>All units that wait are one group, in the order in which they came.</summary>
    private static readonly RuntimeOptions OneLane = new() { Lanes = 1 };

    [Fact]
    public async Task A_user_task_is_completed_once_by_two_units_together()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.UserTask());
        var task = Assert.Single(await host.OpenTasks(await host.StartProcess("approve"))).UserTaskKey;
        var units = new List<Task<Outcome<Done>>>();
        await using (await HoldLane(host))
        {
            for (var i = 0; i < 2; i++)
            {
                units.Add(
                    host.Runtime.Write(UnitNeeds.UserTask(task), unit => unit.Engine.CompleteUserTask(task, FeelContext.Empty), Cancel)
                );
            }
        }
        var ends = await Task.WhenAll(units);

        Assert.Equal([true, false], ends.Select(end => end.Succeeded));
        Assert.Equal(Baton.Engine.RejectionKind.NotFound, ends[1].Problem!.Kind);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_job_is_completed_once_by_two_units_together()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var job = Assert.Single(await host.TakeJobs("work")).JobKey;
        var units = new List<Task<Outcome<Done>>>();
        await using (await HoldLane(host))
        {
            for (var i = 0; i < 2; i++)
            {
                units.Add(host.Runtime.Write(UnitNeeds.Job(job), unit => unit.Engine.CompleteJob(job, FeelContext.Empty), Cancel));
            }
        }
        var ends = await Task.WhenAll(units);

        Assert.Equal([true, false], ends.Select(end => end.Succeeded));
        Assert.Equal(Baton.Engine.RejectionKind.NotFound, ends[1].Problem!.Kind);
    }

    [Fact]
    public async Task Workers_that_ask_together_share_the_jobs_oldest_first()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.ServiceTask());
        for (var i = 0; i < 5; i++)
        {
            await host.StartProcess("work");
        }
        var all = (await host.Search.Jobs(new())).Value.Items.Select(job => job.JobKey).Order().ToList();
        var asked = new List<Task<Outcome<IReadOnlyList<ActivatedJob>>>>();
        await using (await HoldLane(host))
        {
            foreach (var max in new[] { 2, 1, 4 })
            {
                asked.Add(Ask(host, max));
            }
        }
        var answers = await Task.WhenAll(asked);

        var given = answers.Select(one => one.Value.Select(job => job.JobKey).ToList()).ToList();
        Assert.Equal([all[..2], all[2..3], all[3..]], given);
    }

    [Fact]
    public async Task A_job_that_was_ended_by_an_earlier_unit_is_not_handed_out_by_a_later_one()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.ServiceTask());
        var canceled = await host.StartProcess("work");
        var completed = await host.StartProcess("work");
        var left = await host.StartProcess("work");
        var job = (await host.Search.Jobs(new())).Value.Items.Single(one => one.ProcessInstanceKey == completed).JobKey;
        Task<Outcome<IReadOnlyList<ActivatedJob>>> asked;
        await using (await HoldLane(host))
        {
            _ = host.Runtime.Write(UnitNeeds.Instance(canceled), unit => unit.Engine.CancelInstance(canceled), Cancel);
            _ = host.Runtime.Write(UnitNeeds.Job(job), unit => unit.Engine.CompleteJob(job, FeelContext.Empty), Cancel);
            asked = Ask(host, 10);
        }

        Assert.Equal(left, Assert.Single((await asked).Value).ProcessInstanceKey);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_token_that_an_earlier_unit_gave_out_is_asked_for_by_a_later_one()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var job = Assert.Single((await host.Search.Jobs(new())).Value.Items).JobKey;
        var request = new ActivateJobsRequest("work", 1, TimeSpan.FromMinutes(5)) { WithLease = true };
        Task<Outcome<Done>> without;
        await using (await HoldLane(host))
        {
            _ = host.Runtime.Write(UnitNeeds.Jobs(request), unit => unit.Engine.ActivateJobs(request), Cancel);
            without = host.Runtime.Write(UnitNeeds.Job(job), unit => unit.Engine.CompleteJob(job, FeelContext.Empty), Cancel);
        }

        Assert.False((await without).Succeeded);
        Assert.Equal("CREATED", (await host.Search.Job(job))!.State);
    }

    [Fact]
    public async Task Two_messages_together_reach_the_two_that_wait_each_one()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.WaitForMessage());
        var first = await host.StartProcess("order", """{"order": "7"}""");
        var second = await host.StartProcess("order", """{"order": "7"}""");
        var sent = new List<Task<Outcome<CorrelatedMessage>>>();
        await using (await HoldLane(host))
        {
            for (var i = 0; i < 3; i++)
            {
                sent.Add(Correlate(host, "paid", "7"));
            }
        }
        var ends = await Task.WhenAll(sent);

        Assert.Equal([true, true, false], ends.Select(end => end.Succeeded));
        Assert.Equal([first, second], ends[..2].Select(end => end.Value.ProcessInstanceKey));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Who_begins_to_wait_in_an_earlier_unit_is_reached_by_a_later_one()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.WaitForMessage());
        Task<Outcome<CreatedInstance>> started;
        Task<Outcome<CorrelatedMessage>> sent;
        await using (await HoldLane(host))
        {
            started = Start(host, "8");
            sent = Correlate(host, "paid", "8");
        }

        Assert.Equal((await started).Value.ProcessInstanceKey, (await sent).Value.ProcessInstanceKey);
    }

    [Fact]
    public async Task A_living_message_of_an_earlier_unit_is_there_for_who_begins_to_wait_in_a_later_one()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.WaitForMessage());
        var started = new List<Task<Outcome<CreatedInstance>>>();
        await using (await HoldLane(host))
        {
            var message = new PublishMessageRequest("paid", "9") { TimeToLive = TimeSpan.FromHours(1), MessageId = "m" };
            _ = host.Runtime.Write(UnitNeeds.Message("paid", "9"), unit => unit.Engine.PublishMessage(message), Cancel);
            for (var i = 0; i < 2; i++)
            {
                started.Add(Start(host, "9"));
            }
        }
        var ends = await Task.WhenAll(started);

        Assert.Equal("COMPLETED", await host.StateOf(ends[0].Value.ProcessInstanceKey));
        Assert.Equal("ACTIVE", await host.StateOf(ends[1].Value.ProcessInstanceKey));
    }

    [Fact]
    public async Task Who_begins_to_wait_together_gets_the_message_that_was_sent_before_each_his_own()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.WaitForMessage());
        await host.Publish("paid", "4", timeToLive: TimeSpan.FromHours(1));
        var started = new List<Task<Outcome<CreatedInstance>>>();
        await using (await HoldLane(host))
        {
            foreach (var order in new[] { "3", "4", "5", "4" })
            {
                started.Add(Start(host, order));
            }
        }
        var ends = await Task.WhenAll(started);

        var states = new List<string>();
        foreach (var end in ends)
        {
            states.Add(await host.StateOf(end.Value.ProcessInstanceKey));
        }
        Assert.Equal(["ACTIVE", "COMPLETED", "ACTIVE", "ACTIVE"], states);
        Assert.Equal(3, (await host.Search.MessageSubscriptions(new())).Value.Items.Count(one => one.State == "CREATED"));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_message_that_is_sent_while_others_begin_to_wait_reaches_who_was_before_it()
    {
        var host = await Open(options: OneLane);
        await host.Deploy(TestModels.WaitForMessage());
        var started = new List<Task<Outcome<CreatedInstance>>>();
        Task<Outcome<PublishedMessage>> sent;
        await using (await HoldLane(host))
        {
            started.Add(Start(host, "1"));
            started.Add(Start(host, "2"));
            var message = new PublishMessageRequest("paid", "2") { TimeToLive = TimeSpan.FromHours(1) };
            sent = host.Runtime.Write(unit => unit.Engine.PublishMessage(message), Cancel);
            started.Add(Start(host, "2"));
        }
        var ends = await Task.WhenAll(started);

        Assert.True((await sent).Succeeded);
        Assert.Equal("ACTIVE", await host.StateOf(ends[0].Value.ProcessInstanceKey));
        Assert.Equal("COMPLETED", await host.StateOf(ends[1].Value.ProcessInstanceKey));
        Assert.Equal("ACTIVE", await host.StateOf(ends[2].Value.ProcessInstanceKey));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task The_same_message_id_is_refused_in_a_later_unit()
    {
        var host = await Open(options: OneLane);
        var sent = new List<Task<Outcome<PublishedMessage>>>();
        await using (await HoldLane(host))
        {
            for (var i = 0; i < 2; i++)
            {
                var message = new PublishMessageRequest("paid", "9") { TimeToLive = TimeSpan.FromHours(1), MessageId = "m" };
                sent.Add(host.Runtime.Write(UnitNeeds.Message("paid", "9"), unit => unit.Engine.PublishMessage(message), Cancel));
            }
        }
        var ends = await Task.WhenAll(sent);

        Assert.Equal([true, false], ends.Select(end => end.Succeeded));
        Assert.Equal(Baton.Engine.RejectionKind.AlreadyExists, ends[1].Problem!.Kind);
    }

    private static Task<Outcome<IReadOnlyList<ActivatedJob>>> Ask(BatonTestHost host, int max)
    {
        var request = new ActivateJobsRequest("work", max, TimeSpan.FromMinutes(5));
        return host.Runtime.Write(UnitNeeds.Jobs(request), unit => unit.Engine.ActivateJobs(request), Cancel);
    }

    private static Task<Outcome<CreatedInstance>> Start(BatonTestHost host, string order)
    {
        var request = new CreateInstanceRequest { ProcessId = "order", Variables = FeelContext.Of(("order", FeelValue.From(order))) };
        return host.Runtime.Write(unit => unit.Engine.CreateInstance(request), Cancel);
    }

    private static Task<Outcome<CorrelatedMessage>> Correlate(BatonTestHost host, string name, string key) =>
        host.Runtime.Write(UnitNeeds.Message(name, key), unit => unit.Engine.CorrelateMessage(new(name, key)), Cancel);
}
