using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists;

/// <summary>Takes a free task of one's groups, or one that somebody absent has and whose deputy one is. Of two who try at once, one gets it and the other learns who.</summary>
public sealed class ClaimTask(TaskCommand tasks)
{
    public Task<Outcome<TaskView>> Handle(DeskUser user, TaskRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (TaskGuard.IsAssignee(item, user))
                    return Done.Outcome;
                if (!TaskGuard.Rights(item, user).Claim)
                    return await TaskCommand.Refuse(db, item, user, ct);
                UnitActor.Set(unit, new(user.UserName) { For = item.DeputisedFor });
                return await TaskMoves.Claim(unit, db, item, user.UserName);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/claim",
                async (long key, DeskUser user, ClaimTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe("ClaimTask", "Take a task of one of my groups", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<TaskView>();
}
