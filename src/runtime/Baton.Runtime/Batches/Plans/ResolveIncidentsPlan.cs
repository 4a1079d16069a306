using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Batches.Plans;

/// <summary>Lets the engine try again wherever the instances are stopped by incidents. A job without retries left gets one.</summary>
public sealed record ResolveIncidentsPlan : BatchPlan
{
    internal const string Word = "RESOLVE_INCIDENT";

    private const string Job = """
        SELECT j.job_key FROM engine_incident i JOIN engine_job j ON j.root_instance_key = i.root_instance_key AND j.job_key = i.job_key
        WHERE i.incident_key = @p0 AND i.resolved_at IS NULL AND j.ended_at IS NULL AND j.retries < 1
        """;

    internal override string Type => Word;

    internal override BatchSource Source => BatchSource.Incidents;

    internal override Filter Eligible => new Filter.Where("state", "ACTIVE");

    internal override async ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey)
    {
        if (unit.Connection.Number(Job, itemKey) is { } job)
        {
            var updated = await unit.Engine.UpdateJob(new UpdateJobRequest(job) { Retries = 1 }).ConfigureAwait(false);
            if (!updated.Succeeded)
            {
                return updated;
            }
        }
        return await unit.Engine.ResolveIncident(itemKey).ConfigureAwait(false);
    }
}
