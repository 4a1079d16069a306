using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>Runs the step again that an incident stopped; a job that has no retries left gets one.</summary>
public sealed class RetryIncident(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (await runtime.Search.Incident(key, ct) is not { State: "ACTIVE" } incident)
            return OperationTexts.Words.NotFound("incident", user.Language);
        return await runtime.Do(
            user,
            async unit =>
            {
                if (incident.JobKey is { } job && await runtime.Search.Job(job, ct) is { EndTime: null, Retries: < 1 })
                {
                    var updated = await unit.Engine.UpdateJob(new UpdateJobRequest(job) { Retries = 1 });
                    if (!updated.Succeeded)
                        return updated;
                }
                return await unit.Engine.ResolveIncident(key);
            },
            () =>
            {
                var note = Deeds.OfInstance(incident.ProcessInstanceKey, Deeds.Retry);
                note.After["element"] = incident.ElementId;
                note.Before["incident"] = incident.ErrorMessage;
                return note;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/incidents/{key:long}/retry",
                async (long key, DeskUser user, RetryIncident handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "RetryIncident",
                "Run the step again that an incident stopped",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
