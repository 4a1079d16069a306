using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists;

/// <summary>A delegated task to give back, with what was found out.</summary>
public sealed record GiveBackTaskRequest(long Key, string Opinion);

/// <summary>Gives a delegated task back to the one who asked, with an opinion that stays on the case.</summary>
public sealed class GiveBackTask(TaskCommand tasks)
{
    public async Task<Outcome<TaskView>> Handle(DeskUser user, GiveBackTaskRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Opinion.Check(request.Opinion, "opinion", user.Language) is { } fault)
            return Problems.Invalid(user.Language, fault);
        return await tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.Rights(item, user).GiveBack)
                    return await TaskCommand.Refuse(db, item, user, ct);
                var text = request.Opinion.Trim();
                db.Opinions.Add(StepOpinion.Of(unit, user, item, EngineTasks.GiveBack, text));
                await db.SaveChangesAsync(ct);
                UnitActor.Set(unit, new(user.UserName, text, item.DelegatedBy) { For = item.DeputisedFor });
                return await TaskMoves.Assign(unit, db, item, item.DelegatedBy!, EngineTasks.GiveBack);
            },
            ct
        );
    }

    /// <summary>What a caller sends; the task is in the address.</summary>
    public sealed record Body(string Opinion);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/give-back",
                async (long key, Body body, DeskUser user, GiveBackTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key, body.Opinion), ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "GiveBackTask",
                "Give a delegated task back with an opinion",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<TaskView>();
}
