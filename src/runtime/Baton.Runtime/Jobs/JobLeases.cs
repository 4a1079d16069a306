using System.Globalization;
using Baton.Engine;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Feel;
using Baton.Runtime.Diagnostics;
using Baton.Runtime.Instances;
using Baton.Runtime.Time;

namespace Baton.Runtime.Jobs;

/// <summary>
/// Leases of jobs: a worker's name and a deadline on the job's row. A lease ends by itself when its deadline passes, because from then on the
/// row is found again; nothing has to run for that.
/// </summary>
internal sealed class JobLeases(UnitOfWork unit, InstanceTable instances, EngineRoom room)
{
    public Outcome<IReadOnlyList<ActivatedJob>> Activate(ActivateJobsRequest request)
    {
        if (Refuse(request) is { } problem)
        {
            return problem;
        }
        var batch = new JobBatch(room.LargestMessage);
        bool goesOn;
        do
        {
            goesOn = Take(request, batch);
        } while (goesOn);
        return Outcome.Of(batch.Jobs);
    }

    /// <summary>Leases those that come first, as many as the answer holds.</summary>
    /// <returns>Whether nothing was leased only because what came first is too large for any answer.</returns>
    private bool Take(ActivateJobsRequest request, JobBatch batch)
    {
        var ready = Ready(request);
        var found = ready?.Take(request.MaxJobs, job => !unit.Group.Facts.IsChanged(job.Key)) ?? Find(request);
        var owned = instances.Own([.. found.Select(one => one.Root).Distinct()]);
        var deadline = unit.Now + request.Timeout;
        var withheld = false;
        for (var i = 0; i < found.Count; i++)
        {
            var (root, key, availableAt) = found[i];
            if (!owned.TryGetValue(root, out var instance))
            {
                // Another lane works on the instance; the job is there again in a moment.
                continue;
            }
            if (instance?.State.Job(key) is not { } job)
            {
                if (ready is not null)
                {
                    // A unit before this one ended the instance.
                    continue;
                }
                throw new InvalidOperationException($"The row of job {key} is open, but instance {root} has no such job.");
            }
            var activated = Activated(instance.State, job, request, deadline);
            switch (batch.Add(activated))
            {
                case JobFit.NotNow:
                    ready?.GiveBack(found.Count - i);
                    return false;
                case JobFit.Never:
                    Withhold(instance, job);
                    withheld = true;
                    break;
                default:
                    Lease(root, activated);
                    RuntimeTelemetry.Late("job", availableAt == 0 ? TimeSpan.Zero : unit.Now - Instant.FromMilliseconds(availableAt));
                    break;
            }
        }
        return withheld && batch.Jobs.Count == 0;
    }

    private void Withhold(CachedInstance instance, Job job)
    {
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Expected to hand job {job.Key} of type '{job.Type}' to a worker with at most {room.LargestMessage / 1024.0 / 1024.0:0.###} MB of variables and headers, but it has more. Let the worker fetch only the variables that it needs, or make them smaller, then resolve the incident."
        );
        if (instances.Execute(instance, new WithholdJob(job.Key, reason)) is { } problem)
        {
            throw new InvalidOperationException($"The row of job {job.Key} is open, but it cannot be withheld: {problem.Detail}");
        }
    }

    /// <summary>Moves the deadline of a leased job.</summary>
    public Outcome<Done> Extend(long jobKey, TimeSpan timeout)
    {
        if (instances.OpenJob(jobKey) is not { Root: var root })
        {
            return Problem.NotFound("job.unknown", $"Expected to update job {jobKey}, but there is no open one with this key.");
        }
        if (timeout < TimeSpan.Zero)
        {
            return Problem.Invalid("job.timeout", $"Expected a timeout of job {jobKey} that is not negative, but it is {timeout}.");
        }
        unit.Rows.Send();
        var deadline = Instant.ToMilliseconds(unit.Now + timeout);
        var changed = unit
            .Group.Store.Query(
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
        instances.WakeDue(deadline);
        return changed > 0
            ? Done.Outcome
            : Problem.Conflict("job.not-activated", $"Expected to change the timeout of job {jobKey}, but no worker has it.");
    }

    /// <summary>What was found for the whole group; null when that is not known, or used up.</summary>
    private ReadyJobs? Ready(ActivateJobsRequest request) =>
        unit.Rows.IsEmpty
        && ReferenceEquals(unit.Needs.Activation, request)
        && unit.Group.Facts.Ready(request.Type) is { IsUsedUp: false } ready
            ? ready
            : null;

    private List<JobCandidate> Find(ActivateJobsRequest request)
    {
        if (!unit.Rows.IsEmpty)
        {
            unit.Rows.Send();
        }
        unit.Group.SendEarlier();
        return JobFinding.Find(unit.Group.Store, request.Type, request.MaxJobs, request.WithLease, unit.Now);
    }

    private void Lease(long root, ActivatedJob job)
    {
        var deadline = Instant.ToMilliseconds(job.Deadline);
        unit.Rows.Leases[job.JobKey] = new(root, job.JobKey, job.Worker, deadline, job.LeaseToken);
        instances.WakeDue(deadline);
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
            Priority = job.Priority,
            Deadline = deadline,
            LeaseToken = request.WithLease ? LeaseTokens.New() : null,
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
