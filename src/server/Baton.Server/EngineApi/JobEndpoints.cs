using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Gives jobs to workers and takes their results.</summary>
internal static class JobEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("jobKey"),
        SearchField.Text("type"),
        SearchField.Word("state", Words.JobStates),
        SearchField.Word("kind", Words.JobKinds),
        SearchField.Word("listenerEventType", Words.ListenerEvents),
        SearchField.Text("worker"),
        SearchField.Number("retries"),
        SearchField.Number("priority"),
        SearchField.Instant("deadline"),
        SearchField.Text("elementId"),
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId"),
        SearchField.Text("errorCode"),
        SearchField.Text("errorMessage"),
        SearchField.Instant("creationTime"),
        SearchField.Instant("lastUpdateTime"),
        SearchField.Instant("endTime"),
        SearchField.Flag("hasFailedWithRetriesLeft"),
        SearchField.Flag("isDenied"),
        SearchField.Text("deniedReason")
    );

    /// <summary>Milliseconds; no connection is kept waiting longer.</summary>
    private const long LongestWait = 10 * 60 * 1000;

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost("/jobs/activation", Activate);
        engine.MapPost("/jobs/{key}/completion", Complete);
        engine.MapPost("/jobs/{key}/failure", Fail);
        engine.MapPost("/jobs/{key}/error", ThrowError);
        engine.MapPatch("/jobs/{key}", Update);
        engine.MapPost(
            "/jobs/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.Jobs(request, ct), JobView.Of)
        );
    }

    /// <summary>Waits until there is a job, as long as the caller says: 0 or nothing for the usual time, a negative number not at all.</summary>
    private static async Task<IResult> Activate(
        Body<ActivateJobsBody> body,
        BatonRuntime runtime,
        IHostApplicationLifetime server,
        CancellationToken ct
    )
    {
        ActivateJobsBody wanted = body.Value;
        foreach (string tenant in wanted.TenantIds ?? [])
        {
            Tenants.Check(tenant);
        }
        ActivateJobsRequest request = wanted.ToRequest();
        TimeSpan wait = TimeSpan.FromMilliseconds(Math.Clamp(wanted.RequestTimeout ?? 0, -1, LongestWait));
        Outcome<IReadOnlyList<ActivatedJob>> outcome = await server.UntilStop(
            either => runtime.ActivateJobs(request, wait, either),
            Outcome.Of<IReadOnlyList<ActivatedJob>>([]),
            ct
        );
        return outcome.Problem is { } problem
            ? Problems.EngineProblem.Rejected("JobBatch:ACTIVATE", problem)
            : EngineJson.Ok(new ActivatedJobsAnswer([.. outcome.Value.Select(ActivatedJobView.Of)]));
    }

    private static Task<IResult> Complete(Key key, Body<CompleteJobBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        Engine.Jobs.JobResult? result = body.Value.Result?.ToResult();
        return runtime.Command(
            "Job:COMPLETE",
            session => session.CompleteJob(key.Value, body.Value.Variables ?? Feel.FeelContext.Empty, result, body.Value.JobLeaseToken),
            ct,
            UnitNeeds.Job(key.Value)
        );
    }

    private static Task<IResult> Fail(Key key, Body<FailJobBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        FailJobBody failure = body.Value;
        var request = new FailJobRequest(key.Value)
        {
            Retries = failure.Retries ?? 0,
            ErrorMessage = failure.ErrorMessage,
            RetryBackOff = TimeSpan.FromMilliseconds(Math.Max(0, failure.RetryBackOff ?? 0)),
            Variables = failure.Variables ?? Feel.FeelContext.Empty,
            LeaseToken = failure.JobLeaseToken,
        };
        return runtime.Command("Job:FAIL", session => session.FailJob(request), ct, UnitNeeds.Job(key.Value));
    }

    private static Task<IResult> ThrowError(Key key, Body<JobErrorBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        var request = new ThrowJobErrorRequest(key.Value, body.Value.ErrorCode)
        {
            ErrorMessage = body.Value.ErrorMessage,
            Variables = body.Value.Variables ?? Feel.FeelContext.Empty,
            LeaseToken = body.Value.JobLeaseToken,
        };
        return runtime.Command("Job:THROW_ERROR", session => session.ThrowJobError(request), ct, UnitNeeds.Job(key.Value));
    }

    private static Task<IResult> Update(Key key, Body<UpdateJobBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        JobChangeset changes = body.Value.Changeset;
        if (changes == new JobChangeset())
        {
            throw SearchReader.Wrong("changeset", "must have retries, timeout or priority");
        }
        var request = new UpdateJobRequest(key.Value)
        {
            Retries = changes.Retries,
            Priority = changes.Priority,
            LeaseToken = body.Value.JobLeaseToken,
            Timeout = changes.Timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        };
        return runtime.Command("Job:UPDATE", session => session.UpdateJob(request), ct, UnitNeeds.Job(key.Value));
    }
}
