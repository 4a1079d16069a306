using Baton.Desk.Cases.Notes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>When the customer of a case is to be called back.</summary>
/// <param name="At">Ahead of now, within a year.</param>
/// <param name="Remark">What he is to be told or asked; 1,000 characters at most.</param>
public sealed record PromiseCallBackRequest(DateTimeOffset At, string? Remark = null);

/// <summary>
/// Promises to call the customer of a case back, or moves what was promised to another time. Whoever promises last is told when the time has come.
/// A closed case gets no new promise, but one that is open may still be moved.
/// </summary>
public sealed class PromiseCallBack(BatonRuntime runtime, DeskChanges changes, IOptions<DeskOptions> options)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string caseNumber, PromiseCallBackRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wrong = CallBackRules.Check(request.At, request.Remark, runtime.Clock.GetUtcNow(), user, ("at", "remark")).ToList();
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!NoteRules.MayWrite(user))
                    return Problems.Forbidden(user.Language);
                if (row.IsClosed && !await CallBacks.Open(db).AnyAsync(one => one.CaseKey == row.Key, ct))
                    return Problems.Rejected("case-closed", user.Language, ("number", row.Number));
                var zone = options.Value.Zone(runtime.Clock);
                await CallBacks.Promise(db, unit, user, row, request.At, request.Remark, zone, ct);
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
                var told = await CallBacks.Quiet(db, unit, row.Key, ct);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish([DeskChanges.Case(row.Key), DeskChanges.AnyWorklist, .. told]));
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/cases/{number}/call-back",
                async (string number, PromiseCallBackRequest request, DeskUser user, PromiseCallBack handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, number, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "PromiseCallBack",
                "Promise to call the customer of a case back, or move the time",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
