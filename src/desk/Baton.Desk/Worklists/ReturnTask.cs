using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Engine.Modification;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists;

/// <summary>A task to send back.</summary>
/// <param name="Key">The task.</param>
/// <param name="ToElement">Id of the earlier step; the step before when null.</param>
/// <param name="Reason">What is wrong; it stays on the case as an opinion.</param>
public sealed record ReturnTaskRequest(long Key, string? ToElement, string Reason);

/// <summary>
/// Sends a task back to an earlier step of its process, whether the model draws such a way or not: this task is withdrawn, that step begins again
/// for whom the model names.
/// </summary>
public sealed class ReturnTask(TaskCommand tasks, DeskReader reader, PackTexts packTexts)
{
    private const string Action = "return";

    public async Task<Outcome<TaskView>> Handle(DeskUser user, ReturnTaskRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Opinion.Check(request.Reason, "reason", user.Language) is { } fault)
            return Problems.Invalid(user.Language, fault);
        return await tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.Rights(item, user).Return)
                    return await TaskCommand.Refuse(db, item, user, ct);
                var earlier = await EarlierSteps.Of(db, item, ct);
                if (earlier.Count == 0)
                    return Problems.Rejected("nothing-before", user.Language);
                var target = request.ToElement is null ? earlier[0] : earlier.FirstOrDefault(step => step.ElementId == request.ToElement);
                if (target is null)
                {
                    var known = string.Join(", ", earlier.Select(step => step.ElementId));
                    return Problems.Invalid(
                        user.Language,
                        Problems.Field("toElement", "unknown", "task.return-target", user.Language, ("known", known))
                    );
                }
                var reason = request.Reason.Trim();
                db.Opinions.Add(StepOpinion.Of(unit, user, item, Action, reason));
                Timeline.Add(
                    db,
                    unit,
                    item.CaseKey,
                    TimelineCodes.Returned,
                    user.UserName,
                    item.Key,
                    (TimelineWords.Element, target.ElementId),
                    (TimelineWords.ElementName, target.ElementName),
                    ("reason", reason)
                );
                await db.SaveChangesAsync(ct);
                UnitActor.Set(unit, new(user.UserName, reason));
                var move = new ElementMove(new(item.ElementInstanceKey, null), target.ElementId, MoveAncestor.Inferred);
                return await unit.Engine.ModifyInstance(new(item.ProcessInstanceKey) { Moves = [move] });
            },
            ct
        );
    }

    /// <summary>The steps to which the task can be sent back, the latest first.</summary>
    public async Task<Outcome<IReadOnlyList<EarlierStep>>> Targets(DeskUser user, long key, CancellationToken ct)
    {
        var words = await packTexts.Words(ct);
        return await reader.Read<Outcome<IReadOnlyList<EarlierStep>>>(
            async db =>
            {
                var item = await TaskCommand.Find(db, user, key, ct);
                return item.Problem is { } problem
                    ? problem
                    : Outcome.Of<IReadOnlyList<EarlierStep>>(await EarlierSteps.View(db, item.Value, user.Language, words, ct));
            },
            ct
        );
    }

    /// <summary>What a caller sends; the task is in the address.</summary>
    public sealed record Body(string Reason, string? ToElement = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/tasks/{key:long}/earlier-steps",
                async (long key, DeskUser user, ReturnTask handler, CancellationToken ct) => Answer.Ok(await handler.Targets(user, key, ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "ListEarlierSteps",
                "The steps to which a task can be sent back, the latest first",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<IReadOnlyList<EarlierStep>>();
        routes
            .MapPost(
                "/tasks/{key:long}/return",
                async (long key, Body body, DeskUser user, ReturnTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key, body.ToElement, body.Reason), ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "ReturnTask",
                "Send a task back to an earlier step",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<TaskView>();
    }
}
