using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Phrases;

/// <summary>Deletes a phrase that one keeps, for everybody who has it. What was inserted stays where it is.</summary>
public sealed class DeletePhrase(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await PhraseRules.Visible(db, user, toManage: true).SingleOrDefaultAsync(one => one.Key == key, ct);
                if (row is null)
                    return PhraseTexts.Words.NotFound(user.Language);
                var managed = await PhraseRules.Managed(db, user, ct);
                if (!PhraseRules.MayKeep(user, row.Owner, row.DepartmentCode, row.Pack, managed))
                    return Problems.Forbidden(user.Language);
                db.Remove(row);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/phrases/{key:long}",
                async (long key, DeskUser user, DeletePhrase handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(PhraseRules.Users)
            .Describe("DeletePhrase", "Delete a phrase that I keep", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
