using Baton.Desk.Cases;
using Baton.Desk.Cases.Keywords;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.ThirdParties;

/// <summary>The third party that a case is about.</summary>
/// <param name="Code">Null for none.</param>
public sealed record SetThirdPartyRequest(string? Code);

/// <summary>Says which third party a case is about; by whoever may correct it, and after it was closed by whoever works with cases.</summary>
public sealed class SetThirdParty(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string caseNumber, SetThirdPartyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var code = string.IsNullOrWhiteSpace(request.Code) ? null : request.Code.Trim();
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!await SetKeywords.MaySet(db, user, row, ct))
                    return Problems.Forbidden(user.Language);
                if (row.ThirdPartyCode == code)
                    return Done.Outcome;
                if (await Unfit(db, user, code, "code", ct) is { } unknown)
                    return Problems.Invalid(user.Language, unknown);
                row.ThirdPartyCode = code;
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
                var what = code is null ? TimelineCodes.ThirdPartyRemoved : TimelineCodes.ThirdPartySet;
                var name = code is null
                    ? null
                    : (await db.Set<ThirdParty>().SingleAsync(one => one.Code == code, ct)).Name.In(user.Language);
                Timeline.Add(db, unit, row.Key, what, user.UserName, null, ("party", name));
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key)));
                return Done.Outcome;
            },
            ct
        );
    }

    /// <summary>Why no case can be about it; null for none and for one of the register.</summary>
    internal static async Task<FieldProblem?> Unfit(DeskDb db, DeskUser user, string? code, string field, CancellationToken ct) =>
        code is null || await db.Set<ThirdParty>().AnyAsync(one => one.Code == code && !one.IsRetired, ct)
            ? null
            : ThirdPartyTexts.Words.Field(field, "unknown", "unknown", user.Language, ("code", code));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/cases/{number}/third-party",
                async (string number, SetThirdPartyRequest request, DeskUser user, SetThirdParty handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, number, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "SetThirdParty",
                "Say which third party a case is about",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces(StatusCodes.Status204NoContent);
}
