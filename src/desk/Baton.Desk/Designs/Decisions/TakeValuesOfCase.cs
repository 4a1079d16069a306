using System.Text.Json.Nodes;
using Baton.Desk.Cases.Facts;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Decisions;

/// <summary>The values of a case as decisions look at them.</summary>
/// <param name="Number">The number of the case.</param>
/// <param name="Values">By name; only those that the reader may read.</param>
public sealed record ValuesOfCase(string Number, JsonObject Values);

/// <summary>Gives those who draw a decision the values of a real case to try it with.</summary>
public sealed class TakeValuesOfCase(DeskReader reader)
{
    public async Task<Outcome<ValuesOfCase>> Handle(DeskUser user, string? numberOrKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.May(Permissions.DrawDesigns) && numberOrKey?.Trim() is not { Length: > 0 and <= CaseToTryWith.NumberMax })
            return Problems.Invalid(user.Language, DraftDecisionTexts.Words.Field("case", "required", "case", user.Language));
        return await CaseToTryWith.Find(
            reader,
            user,
            numberOrKey,
            async (db, row, narrow) => new ValuesOfCase(row.Number, narrow(await CaseFacts.Of(db, row, ct))),
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/decisions/values",
                async (
                    [Microsoft.AspNetCore.Mvc.FromQuery(Name = "case")] string? number,
                    DeskUser user,
                    TakeValuesOfCase handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, number, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "TakeValuesOfCase",
                "The values of a case, to try a decision with",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<ValuesOfCase>();
}
