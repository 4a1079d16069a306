using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>How often workers may try a job again.</summary>
/// <param name="Retries">1 to 1,000.</param>
public sealed record SetRetriesRequest(int Retries);

/// <summary>Gives a job tries; an incident about it is to be retried by itself.</summary>
public sealed class SetRetries(BatonRuntime runtime)
{
    private const int Most = 1000;

    public async Task<Outcome<Done>> Handle(DeskUser user, long key, SetRetriesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (request.Retries is < 1 or > Most)
            return Problems.Invalid(user.Language, OperationTexts.Words.Field("retries", "range", "retries", user.Language));
        if (await runtime.Search.Job(key, ct) is not { EndTime: null } job)
            return OperationTexts.Words.NotFound("job", user.Language);
        return await runtime.Do(
            user,
            unit => unit.Engine.UpdateJob(new UpdateJobRequest(key) { Retries = request.Retries }),
            () =>
            {
                var note = Deeds.OfInstance(job.ProcessInstanceKey, Deeds.SetRetries);
                note.After["element"] = job.ElementId;
                note.Before["retries"] = job.Retries;
                note.After["retries"] = request.Retries;
                return note;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/jobs/{key:long}/retries",
                async (long key, SetRetriesRequest request, DeskUser user, SetRetries handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "SetRetries",
                "Let workers try a job again",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
