using Baton.Desk.Cases.Notes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>The customer was called.</summary>
/// <param name="Result">What came out of it; 1 to 1,000 characters.</param>
public sealed record EndCallBackRequest(string Result);

/// <summary>Notes that the promised call was made, also on a case that was closed meanwhile.</summary>
public sealed class EndCallBack(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string caseNumber, EndCallBackRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = NoteRules.Clean(request.Result);
        if (result.Length == 0)
            return Problems.Invalid(user.Language, CallBackTexts.Words.Field("result", "required", "result", user.Language));
        if (result.Length > CallBackRules.TextMaxLength)
        {
            var max = ("max", $"{CallBackRules.TextMaxLength}");
            return Problems.Invalid(user.Language, CallBackTexts.Words.Field("result", "maxLength", "too-long", user.Language, max));
        }
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!NoteRules.MayWrite(user))
                    return Problems.Forbidden(user.Language);
                var promise = await CallBacks.Open(db).SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
                if (promise is null)
                    return CallBackTexts.Words.Rejected("none-open", user.Language, ("number", row.Number));
                (promise.DoneAt, promise.DoneBy, promise.Result) = (unit.Now, user.UserName, result);
                row.CallBackAt = null;
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
                Timeline.Add(db, unit, row.Key, CallBackCodes.Done, user.UserName, null, ("reason", result));
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
            .MapPost(
                "/cases/{number}/call-back/done",
                async (string number, EndCallBackRequest request, DeskUser user, EndCallBack handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, number, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "EndCallBack",
                "Note that the customer was called back, and the result",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
