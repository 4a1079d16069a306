using Baton.Engine;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Feel;
using Baton.Runtime.Diagnostics;
using Baton.Runtime.Instances;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Jobs;

/// <summary>
/// Leases of jobs: a worker's name and a deadline on the job's row. A lease ends by itself when its deadline passes, because from then on the
/// row is found again; nothing has to run for that.
/// </summary>
internal sealed class JobLeases(UnitOfWork unit, InstanceTable instances)
{
    /// <summary>
    /// Two ranges of the same index, so that jobs that were never leased are found without sorting the leased ones: fresh ones, and those
    /// whose lease or back-off has ended.
    /// </summary>
    private static string Candidates(string skipLocked) =>
        $"""
            SELECT root_instance_key, job_key, available_at FROM (
              SELECT * FROM (SELECT root_instance_key, job_key, available_at FROM engine_job
                WHERE is_open = 1 AND type = @p0 AND available_at = 0 ORDER BY job_key LIMIT @p1{skipLocked}) fresh
              UNION ALL
              SELECT * FROM (SELECT root_instance_key, job_key, available_at FROM engine_job
                WHERE is_open = 1 AND type = @p0 AND available_at > 0 AND available_at <= @p2 ORDER BY available_at LIMIT @p1{skipLocked}) again
            ) found ORDER BY job_key LIMIT @p1
            """;

    private static readonly RowShape Lease = new(
        RowVerb.Update,
        "engine_job",
        ["worker", "deadline", "available_at", "updated_at"],
        ["root_instance_key", "job_key"]
    );

    public Outcome<IReadOnlyList<ActivatedJob>> Activate(ActivateJobsRequest request)
    {
        if (Refuse(request) is { } problem)
        {
            return problem;
        }
        var deadline = unit.Now + request.Timeout;
        var found = Find(request);
        var jobs = new List<ActivatedJob>(found.Count);
        if (found.Count > 0)
        {
            unit.Rows.Send();
        }
        var owned = instances.Own([.. found.Select(one => one.Root).Distinct()]);
        foreach (var (root, key, availableAt) in found)
        {
            if (!owned.TryGetValue(root, out var instance))
            {
                // Another lane works on the instance; the job is there again in a moment.
                continue;
            }
            if (instance?.State is not { } state || state.Job(key) is not { } job)
            {
                throw new InvalidOperationException($"The row of job {key} is open, but instance {root} has no such job.");
            }
            Write(root, key, request.Worker, deadline);
            RuntimeTelemetry.Late("job", availableAt == 0 ? TimeSpan.Zero : unit.Now - Instant.FromMilliseconds(availableAt));
            jobs.Add(Activated(state, job, request, deadline));
        }
        return Outcome.Of<IReadOnlyList<ActivatedJob>>(jobs);
    }

    /// <summary>Moves the deadline of a leased job.</summary>
    public Outcome<Done> Extend(long jobKey, TimeSpan timeout)
    {
        if (instances.RootOfJob(jobKey) is not { } root)
        {
            return Problem.NotFound("job.unknown", $"Expected to update job {jobKey}, but there is no open one with this key.");
        }
        if (timeout < TimeSpan.Zero)
        {
            return Problem.Invalid("job.timeout", $"Expected a timeout of job {jobKey} that is not negative, but it is {timeout}.");
        }
        unit.Rows.Send();
        var room = unit.Group.Store;
        var deadline = Instant.ToMilliseconds(unit.Now + timeout);
        var changed = room.Query(
                """
                UPDATE engine_job SET deadline = @p0, available_at = @p0, updated_at = @p1
                WHERE root_instance_key = @p2 AND job_key = @p3 AND deadline IS NOT NULL AND is_open = 1
                """
            )
            .With(deadline)
            .With(Instant.ToMilliseconds(unit.Now))
            .With(root)
            .With(jobKey)
            .Execute();
        instances.WakeDue();
        return changed > 0
            ? Done.Outcome
            : Problem.Conflict("job.not-activated", $"Expected to change the timeout of job {jobKey}, but no worker has it.");
    }

    private List<(long Root, long Key, long AvailableAt)> Find(ActivateJobsRequest request)
    {
        if (unit.Rows.Jobs.Count > 0)
        {
            unit.Rows.Send();
        }
        unit.Group.SendEarlier();
        var found = new List<(long, long, long)>();
        using var reader = unit
            .Group.Store.Query(Candidates(unit.Group.Store.SkipLocked))
            .With(request.Type)
            .With((long)request.MaxJobs)
            .With(Instant.ToMilliseconds(unit.Now))
            .Read();
        while (reader.Read())
        {
            found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
        }
        return found;
    }

    private void Write(long root, long key, string worker, DateTimeOffset deadline)
    {
        var until = Instant.ToMilliseconds(deadline);
        unit.Group.Store.Writers[Lease]
            .Bind(worker)
            .Bind(until)
            .Bind(until)
            .Bind(Instant.ToMilliseconds(unit.Now))
            .Bind(root)
            .Bind(key)
            .Add();
        instances.WakeDue();
    }

    private static ActivatedJob Activated(InstanceState state, Job job, ActivateJobsRequest request, DateTimeOffset deadline) =>
        new()
        {
            JobKey = job.Key,
            Type = job.Type,
            Kind = JobKinds.RestName(job.Kind),
            ListenerEventType = job.ListenerEvent.RestName(),
            UserTask = job.Kind == JobKind.TaskListener ? ListenedTask.Of(job.Element.UserTask!) : null,
            ProcessInstanceKey = job.Element.ProcessInstance.Key,
            RootProcessInstanceKey = state.RootInstanceKey,
            ProcessDefinitionId = job.Element.Definition.ProcessId,
            ProcessDefinitionVersion = job.Element.Definition.Version,
            ProcessDefinitionKey = job.Element.Definition.Key,
            ElementId = job.Element.Element.Id,
            ElementInstanceKey = job.Element.Key,
            CustomHeaders = Headers(job),
            Worker = request.Worker,
            Retries = job.Retries,
            Deadline = deadline,
            Variables = Visible(job.Element, request.FetchVariables),
            Tags = state.Tags,
        };

    private static IReadOnlyDictionary<string, string> Headers(Job job) =>
        job.Kind == JobKind.TaskListener ? ListenedTask.Of(job.Element.UserTask!).AddTo(job.Headers) : job.Headers;

    /// <summary>The variables that the element sees, the innermost of each name.</summary>
    private static FeelContext Visible(ElementInstance element, IReadOnlyList<string>? wanted)
    {
        var found = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        for (var scope = element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            foreach (var variable in scope.Variables)
            {
                if (wanted is null || wanted.Contains(variable.Name, StringComparer.Ordinal))
                {
                    found.TryAdd(variable.Name, variable.Value);
                }
            }
        }
        return FeelContext.From(found);
    }

    private static Problem? Refuse(ActivateJobsRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Type))
        {
            return Problem.Invalid("job.type", "Expected to activate jobs of a type, but the type is empty.");
        }
        if (request.MaxJobs < 1)
        {
            return Problem.Invalid(
                "job.max",
                $"Expected to activate at least one job of type '{request.Type}', but the maximum is {request.MaxJobs}."
            );
        }
        return request.Timeout <= TimeSpan.Zero
            ? Problem.Invalid(
                "job.timeout",
                $"Expected a timeout longer than zero for jobs of type '{request.Type}', but it is {request.Timeout}."
            )
            : null;
    }
}
