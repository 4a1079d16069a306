using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Jobs are leased to one worker at a time, and come back when it does not answer.</summary>
public abstract class JobsSuite : StorageSuite
{
    [Fact]
    public async Task Jobs_that_come_together_reach_as_many_workers_as_wait()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var waiting = Enumerable.Range(0, 10).Select(_ => Ask(host, Cancel)).ToList();
        await host.Write<Done>(async unit =>
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.True((await unit.Engine.CreateInstance(new() { ProcessId = "work" })).Succeeded);
            }
            return Done.Outcome;
        });

        var given = await Task.WhenAll(waiting);
        Assert.Equal(10, given.Select(jobs => Assert.Single(jobs.Value).JobKey).Distinct().Count());
    }

    [Fact]
    public async Task A_worker_who_gives_up_leaves_the_job_to_the_next_one()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        for (var round = 0; round < 20; round++)
        {
            using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var restless = Ask(host, impatience.Token);
            await Task.Delay(5, Cancel);
            var patient = Ask(host, Cancel);
            await Task.Delay(5, Cancel);
            var start = host.StartProcess("work");
            await impatience.CancelAsync();
            await start;
            if (await Ends(restless))
            {
                // He was faster than his impatience.
                await host.StartProcess("work");
            }

            Assert.Single((await patient).Value);
        }
    }

    [Fact]
    public async Task A_leased_job_is_not_given_to_another_worker_until_its_deadline()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work", """{"a": 1, "b": "x"}""");
        var job = Assert.Single(await host.TakeJobs("work"));
        Assert.Equal(host.Now.AddMinutes(5), job.Deadline);
        Assert.Equal(2, job.Variables.Count);
        Assert.Empty(await host.TakeJobs("work"));

        await host.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("TIMED_OUT", (await host.Search.Job(job.JobKey, Cancel))!.State);
        Assert.Equal(job.JobKey, Assert.Single(await host.TakeJobs("work")).JobKey);
        await host.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty));
        Assert.Equal("COMPLETED", await host.StateOf(job.ProcessInstanceKey));
        var late = await host.Runtime.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty), Cancel);
        Assert.Equal(Baton.Engine.RejectionKind.NotFound, late.Problem!.Kind);
    }

    [Fact]
    public async Task Jobs_are_given_oldest_first_and_no_two_workers_get_the_same()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        for (var i = 0; i < 30; i++)
        {
            await host.StartProcess("work");
        }
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.TakeJobs("work", 5)));
        var keys = taken.SelectMany(jobs => jobs.Select(job => job.JobKey)).ToList();

        Assert.Equal(30, keys.Distinct().Count());
        Assert.All(taken, jobs => Assert.Equal(jobs.Select(job => job.JobKey).Order(), jobs.Select(job => job.JobKey)));
    }

    [Fact]
    public async Task The_most_urgent_jobs_are_given_first_and_of_equals_the_oldest()
    {
        var host = await Open();
        await host.Deploy(TestModels.UrgentTask());
        long[] order = [await Job(1), await Job(7), await Job(-1), await Job(7)];

        Assert.Equal(
            [(order[1], 7), (order[3], 7), (order[0], 1)],
            (await host.TakeJobs("urgent", 3)).Select(job => (job.JobKey, job.Priority))
        );
        Assert.Equal(order[2], Assert.Single(await host.TakeJobs("urgent")).JobKey);

        async Task<long> Job(int priority)
        {
            var instance = await host.StartProcess("urgent", $$"""{"priority": {{priority}}}""");
            var ofInstance = new Filter.Where("processInstanceKey", instance);
            return Assert.Single((await host.Search.Jobs(new() { Filter = ofInstance }, Cancel)).Value.Items).JobKey;
        }
    }

    [Fact]
    public async Task What_comes_back_after_a_lease_or_a_back_off_waits_for_its_turn_by_priority()
    {
        var host = await Open();
        await host.Deploy(TestModels.UrgentTask());
        foreach (var priority in new[] { 1, 5, 3 })
        {
            await host.StartProcess("urgent", $$"""{"priority": {{priority}}}""");
        }
        var taken = await host.TakeJobs("urgent", 2);
        var request = new FailJobRequest(taken[1].JobKey) { Retries = 2, RetryBackOff = TimeSpan.FromMinutes(1) };
        await host.Write(unit => unit.Engine.FailJob(request));
        await host.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([5, 3], (await host.TakeJobs("urgent", 2)).Select(job => job.Priority));
        Assert.Equal([1], (await host.TakeJobs("urgent", 2)).Select(job => job.Priority));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_priority_is_changed_found_and_sorted_by()
    {
        var host = await Open();
        await host.Deploy(TestModels.UrgentTask());
        await host.StartProcess("urgent", """{"priority": 1}""");
        await host.StartProcess("urgent", """{"priority": 2}""");
        var sorted = new SearchRequest { Sort = [new("priority", Descending: true)] };
        var before = (await host.Search.Jobs(sorted, Cancel)).Value.Items;
        Assert.Equal([2, 1], before.Select(job => job.Priority));

        await host.Write(unit => unit.Engine.UpdateJob(new(before[1].JobKey) { Priority = 3 }));
        var above = new Filter.Where("priority", Operator.Gt, [2L]);
        var changed = Assert.Single((await host.Search.Jobs(new() { Filter = above }, Cancel)).Value.Items);
        Assert.Equal((before[1].JobKey, "CREATED", 3), (changed.JobKey, changed.State, changed.Retries));
        Assert.Equal([changed.JobKey, before[0].JobKey], (await host.TakeJobs("urgent")).Select(job => job.JobKey));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_worker_that_waits_gets_the_job_of_the_next_commit()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var waiting = host.Runtime.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1), "w"), TimeSpan.FromSeconds(60), Cancel);
        await host.StartProcess("work");

        Assert.Single((await waiting).Value);
    }

    [Fact]
    public async Task A_worker_that_waits_gets_the_job_whose_lease_runs_out()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var first = Assert.Single(await host.TakeJobs("work"));
        var waiting = host.Runtime.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1), "w"), TimeSpan.FromSeconds(60), Cancel);
        await host.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(first.JobKey, Assert.Single((await waiting).Value).JobKey);
    }

    [Fact]
    public async Task A_worker_that_does_not_want_to_wait_is_answered_at_once()
    {
        var host = await Open();

        Assert.Empty((await host.Runtime.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1)), TimeSpan.FromSeconds(-1), Cancel)).Value);
    }

    [Fact]
    public async Task A_failed_job_comes_back_after_its_back_off_and_without_retries_becomes_an_incident()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work");
        var job = Assert.Single(await host.TakeJobs("work"));
        await host.Write(unit =>
            unit.Engine.FailJob(
                new(job.JobKey)
                {
                    Retries = 1,
                    RetryBackOff = TimeSpan.FromMinutes(2),
                    ErrorMessage = "busy",
                }
            )
        );
        Assert.Empty(await host.TakeJobs("work"));
        await host.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(await host.TakeJobs("work"));
        await host.Write(unit => unit.Engine.FailJob(new(job.JobKey) { Retries = 0, ErrorMessage = "broken" }));
        Assert.Empty(await host.TakeJobs("work"));

        var incident = Assert.Single((await host.Search.Incidents(new(), Cancel)).Value.Items);
        Assert.Equal(("JOB_NO_RETRIES", "broken", job.JobKey), (incident.ErrorType, incident.ErrorMessage, incident.JobKey!.Value));
        Assert.True((await host.Search.ProcessInstance(instance, Cancel))!.HasIncident);
        var again = await host.Runtime.Write(unit => unit.Engine.FailJob(new(job.JobKey) { Retries = 1 }), Cancel);
        Assert.Equal(Baton.Engine.RejectionKind.InvalidState, again.Problem!.Kind);

        await host.Write(unit => unit.Engine.UpdateJob(new(job.JobKey) { Retries = 1 }));
        await host.Write(unit => unit.Engine.ResolveIncident(incident.IncidentKey));
        await host.CompleteJob("work");
        Assert.Equal("COMPLETED", await host.StateOf(instance));
        Assert.False((await host.Search.ProcessInstance(instance, Cancel))!.HasIncident);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_lease_can_be_made_longer_or_ended_but_only_while_there_is_one()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var key = (await host.Search.Jobs(new(), Cancel)).Value.Items[0].JobKey;
        var early = await host.Runtime.Write(unit => unit.Engine.UpdateJob(new(key) { Timeout = TimeSpan.FromHours(1) }), Cancel);
        Assert.Equal(Baton.Engine.RejectionKind.InvalidState, early.Problem!.Kind);

        await host.TakeJobs("work");
        await host.Write(unit => unit.Engine.UpdateJob(new(key) { Timeout = TimeSpan.FromHours(1) }));
        await host.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(await host.TakeJobs("work"));
        await host.Write(unit => unit.Engine.UpdateJob(new(key) { Timeout = TimeSpan.Zero }));
        Assert.Single(await host.TakeJobs("work"));
    }

    [Fact]
    public async Task Only_the_variables_asked_for_are_given()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work", """{"a": 1, "b": 2}""");
        var jobs = await host.Write(unit =>
            unit.Engine.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1)) { FetchVariables = ["b", "missing"] })
        );

        Assert.Equal("""{"b":2}""", FeelJson.ToJson(Assert.Single(jobs).Variables));
    }

    [Fact]
    public async Task A_user_task_for_an_outside_task_list_is_a_job_that_says_in_headers_what_the_model_says()
    {
        var host = await Open();
        await host.Deploy(TestModels.OutsideUserTask());
        var instance = await host.StartProcess("outside", """{"boss": "li"}""");
        var found = Assert.Single((await host.Search.Jobs(new(), Cancel)).Value.Items);
        Assert.Equal(
            ("li", """["agents"]""", "v"),
            (
                found.CustomHeaders["io.camunda.zeebe:assignee"],
                found.CustomHeaders["io.camunda.zeebe:candidateGroups"],
                found.CustomHeaders["k"]
            )
        );
        Assert.Empty((await host.Search.UserTasks(new(), Cancel)).Value.Items);

        var job = Assert.Single(await host.TakeJobs("io.camunda.zeebe:userTask"));
        Assert.Equal(found.CustomHeaders, job.CustomHeaders);
        await host.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty));
        Assert.Equal("COMPLETED", await host.StateOf(instance));
    }

    [Fact]
    public async Task Who_lost_the_lease_of_a_job_cannot_end_it_any_more()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work");
        var first = Assert.Single(await Leased(host));
        await host.Advance(TimeSpan.FromMinutes(5));
        var second = Assert.Single(await Leased(host));
        Assert.NotEqual(first.LeaseToken, second.LeaseToken);

        foreach (var token in new[] { null, first.LeaseToken })
        {
            await Refused(host, unit => unit.Engine.CompleteJob(first.JobKey, FeelContext.Empty, leaseToken: token));
            await Refused(host, unit => unit.Engine.FailJob(new(first.JobKey) { LeaseToken = token }));
            await Refused(host, unit => unit.Engine.ThrowJobError(new(first.JobKey, "E") { LeaseToken = token }));
        }
        var longer = new UpdateJobRequest(first.JobKey) { Timeout = TimeSpan.FromHours(1) };
        await Refused(host, unit => unit.Engine.UpdateJob(longer with { LeaseToken = first.LeaseToken }));
        await host.Write(unit => unit.Engine.UpdateJob(longer));
        await host.Write(unit => unit.Engine.UpdateJob(longer with { LeaseToken = second.LeaseToken }));
        await host.Write(unit => unit.Engine.CompleteJob(second.JobKey, FeelContext.Empty, leaseToken: second.LeaseToken));
        Assert.Equal("COMPLETED", await host.StateOf(instance));
    }

    [Fact]
    public async Task A_job_that_was_given_out_with_a_lease_is_never_given_out_without_one()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var job = Assert.Single(await Leased(host));
        await host.Write(unit => unit.Engine.FailJob(new(job.JobKey) { Retries = 1, LeaseToken = job.LeaseToken }));

        Assert.Empty(await host.TakeJobs("work"));
        var request = new ActivateJobsRequest("work", 1, TimeSpan.FromMinutes(1));
        Assert.Empty((await host.Runtime.ActivateJobs(request, TimeSpan.FromSeconds(-1), Cancel)).Value);
        Assert.Equal(job.JobKey, Assert.Single(await Leased(host)).JobKey);
    }

    [Fact]
    public async Task A_job_without_a_lease_needs_no_token_and_ignores_one()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var job = Assert.Single(await host.TakeJobs("work"));
        Assert.Null(job.LeaseToken);
        await host.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty, leaseToken: "x"));
    }

    [Fact]
    public async Task As_many_jobs_are_given_as_fit_into_one_answer_and_the_rest_stays()
    {
        var host = await Open(options: new() { MaxCommandBytes = 10_000 });
        await host.Deploy(TestModels.ServiceTask());
        for (var i = 0; i < 3; i++)
        {
            await host.StartProcess("work", Large(4_000));
        }

        Assert.Equal(2, (await host.TakeJobs("work")).Count);
        Assert.Single(await host.TakeJobs("work"));
        Assert.Empty((await host.Search.Incidents(new(), Cancel)).Value.Items);
    }

    [Fact]
    public async Task A_job_that_fits_into_no_answer_is_an_incident_and_the_others_are_given()
    {
        var host = await Open(options: new() { MaxCommandBytes = 10_000 });
        await host.Deploy(TestModels.ServiceTask());
        var large = await host.StartProcess("work", Large(6_000));
        await host.Write(unit => unit.Engine.SetVariables(large, FeelJson.Parse(Large(6_000, "b")).AsContext()));
        var small = await host.StartProcess("work");

        Assert.Equal(small, Assert.Single(await host.TakeJobs("work", 1)).ProcessInstanceKey);
        var incident = Assert.Single((await host.Search.Incidents(new(), Cancel)).Value.Items);
        Assert.Equal(("MESSAGE_SIZE_EXCEEDED", large), (incident.ErrorType, incident.ProcessInstanceKey));
        Assert.Empty(await host.TakeJobs("work"));
        Assert.Empty(await host.Runtime.Verify(Cancel));

        await host.Write(unit => unit.Engine.SetVariables(large, FeelJson.Parse("""{"b": null}""").AsContext()));
        await host.Write(unit => unit.Engine.ResolveIncident(incident.IncidentKey));
        Assert.Equal(incident.JobKey, Assert.Single(await host.TakeJobs("work")).JobKey);
    }

    [Fact]
    public async Task A_job_fits_when_the_worker_wants_only_some_of_its_variables()
    {
        var host = await Open(options: new() { MaxCommandBytes = 10_000 });
        await host.Deploy(TestModels.ServiceTask());
        var large = await host.StartProcess("work", Large(6_000));
        await host.Write(unit => unit.Engine.SetVariables(large, FeelJson.Parse(Large(6_000, "b")).AsContext()));
        var request = new ActivateJobsRequest("work", 1, TimeSpan.FromMinutes(1)) { FetchVariables = ["a"] };

        Assert.Single(await host.Write(unit => unit.Engine.ActivateJobs(request)));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("work", 0, 1)]
    [InlineData("work", 1, 0)]
    public async Task A_request_that_can_never_succeed_is_invalid(string type, int max, int seconds)
    {
        var host = await Open();
        var outcome = await host.Runtime.ActivateJobs(new(type, max, TimeSpan.FromSeconds(seconds)), TimeSpan.FromSeconds(-1), Cancel);

        Assert.Equal(Baton.Engine.RejectionKind.InvalidArgument, outcome.Problem!.Kind);
    }

    [Fact]
    public async Task Jobs_are_found_by_their_fields()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        await host.TakeJobs("work");
        var filter = new Filter.All(new Filter.Where("worker", "test"), new Filter.Where("retries", Operator.Gte, [3L]));

        Assert.Single((await host.Search.Jobs(new() { Filter = filter }, Cancel)).Value.Items);
    }

    private static string Large(int length, string name = "a") => $$"""{"{{name}}": "{{new string('x', length)}}"}""";

    private static Task<IReadOnlyList<ActivatedJob>> Leased(Baton.Testing.BatonTestHost host) =>
        host.Write(unit => unit.Engine.ActivateJobs(new("work", 10, TimeSpan.FromMinutes(5)) { WithLease = true }));

    private static Task<Outcome<IReadOnlyList<ActivatedJob>>> Ask(BatonTestHost host, CancellationToken cancel) =>
        host.Runtime.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1)), TimeSpan.FromMinutes(1), cancel);

    private static async Task<bool> Ends(Task task)
    {
        try
        {
            await task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task Refused(
        Baton.Testing.BatonTestHost host,
        Func<Baton.Runtime.UnitOfWork, ValueTask<Baton.Runtime.Outcome<Baton.Runtime.Done>>> work
    ) => Assert.Equal(Baton.Engine.RejectionKind.InvalidState, (await host.Runtime.Write(work, Cancel)).Problem!.Kind);
}
