using Baton.Feel;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;

namespace Baton.Storage.Conformance;

/// <summary>Jobs are leased to one worker at a time, and come back when it does not answer.</summary>
public abstract class JobsSuite : StorageSuite
{
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
}
