using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>Whom to hand a task to: one user or one role.</summary>
public sealed record TransferTaskRequest(long Key, string? ToUser, string? ToRole, string Reason);

/// <summary>Hands a task to another person or group, with a reason that everybody can read on the time line.</summary>
public sealed class TransferTask(TaskCommand tasks)
{
    private const int ReasonMaxLength = 1000;

    public async Task<Outcome<TaskView>> Handle(DeskUser user, TransferTaskRequest request, CancellationToken ct)
    {
        if (Check(user, request.ToUser, request.ToRole, request.Reason) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        return await tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.Rights(item, user).Transfer)
                    return await TaskCommand.Refuse(db, item, user, ct);
                if (await CheckTarget(db, user, request, ct) is { } wrong)
                    return Problems.Invalid(user.Language, wrong);
                UnitActor.Set(unit, new(user.UserName, request.Reason.Trim(), request.ToUser ?? request.ToRole));
                return request.ToUser is { } person
                    ? await TaskMoves.Assign(unit, db, item, person, EngineTasks.Transfer)
                    : await TaskMoves.HandToRole(unit, db, item, request.ToRole!);
            },
            ct
        );
    }

    internal static List<FieldProblem> Check(DeskUser user, string? toUser, string? toRole, string? reason)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(toUser) == string.IsNullOrWhiteSpace(toRole))
            faults.Add(Problems.Field("toUser", "required", "task.transfer-target", user.Language));
        if (string.IsNullOrWhiteSpace(reason))
            faults.Add(Problems.Field("reason", "required", "task.transfer-reason", user.Language));
        else if (reason.Length > ReasonMaxLength)
            faults.Add(Problems.Field("reason", "maxLength", "task.text-length", user.Language, ("max", $"{ReasonMaxLength}")));
        return faults;
    }

    /// <summary>Work must not go where nobody can do it.</summary>
    private static async Task<FieldProblem?> CheckTarget(DeskDb db, DeskUser user, TransferTaskRequest request, CancellationToken ct)
    {
        if (request.ToUser is { } person)
            return await CheckPerson(db, user, person, ct);
        var role = request.ToRole!;
        var works = await db.Roles.AnyAsync(
            row => row.Code == role && row.Permissions.Any(one => one.Permission == Permissions.WorkOnTasks),
            ct
        );
        return works ? null : Problems.Field("toRole", "unknown", "task.transfer-role", user.Language, ("name", role));
    }

    internal static async Task<FieldProblem?> CheckPerson(DeskDb db, DeskUser user, string person, CancellationToken ct) =>
        (await DeskUsers.Load(db, person, ct))?.May(Permissions.WorkOnTasks) == true
            ? null
            : Problems.Field("toUser", "unknown", "task.transfer-user", user.Language, ("name", person));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/transfer",
                async (long key, TransferTaskRequest request, DeskUser user, TransferTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request with { Key = key }, ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "TransferTask",
                "Hand a task to another person or group",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<TaskView>();
}
