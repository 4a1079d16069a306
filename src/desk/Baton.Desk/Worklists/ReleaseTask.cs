using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists;

/// <summary>Gives a claimed task back to its groups.</summary>
public sealed class ReleaseTask(TaskCommand tasks)
{
    public Task<Outcome<TaskView>> Handle(DeskUser user, TaskRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.IsAssignee(item, user))
                    return await TaskCommand.Refuse(db, item, user, ct);
                if (!TaskGuard.Rights(item, user).Release)
                    return Problems.Rejected("task-has-no-group", user.Language);
                UnitActor.Set(unit, new(user.UserName));
                return await TaskMoves.Unassign(unit, db, item, EngineTasks.Release);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/release",
                async (long key, DeskUser user, ReleaseTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe("ReleaseTask", "Give a task back to its groups", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<TaskView>();
}
