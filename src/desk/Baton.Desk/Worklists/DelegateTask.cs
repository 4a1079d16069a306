using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists;

/// <summary>Whom to ask, and what for.</summary>
public sealed record DelegateTaskRequest(long Key, string ToUser, string Reason);

/// <summary>Lets another person work on one's task, who gives it back when he has: to finish it stays with the one who asked.</summary>
public sealed class DelegateTask(TaskCommand tasks)
{
    public async Task<Outcome<TaskView>> Handle(DeskUser user, DelegateTaskRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (TransferTask.Check(user, request.ToUser, null, request.Reason) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        return await tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.Rights(item, user).Delegate)
                    return await TaskCommand.Refuse(db, item, user, ct);
                if (request.ToUser == user.UserName)
                    return Problems.Invalid(user.Language, Problems.Field("toUser", "self", "task.delegate-self", user.Language));
                if (await TransferTask.CheckPerson(db, user, request.ToUser, ct) is { } wrong)
                    return Problems.Invalid(user.Language, wrong);
                UnitActor.Set(unit, new(user.UserName, request.Reason.Trim(), request.ToUser));
                return await TaskMoves.Assign(unit, db, item, request.ToUser, EngineTasks.Delegate);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/delegate",
                async (long key, DelegateTaskRequest request, DeskUser user, DelegateTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request with { Key = key }, ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "DelegateTask",
                "Let another person work on my task and give it back",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<TaskView>();
}
