using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Views;

/// <summary>A view to delete.</summary>
public sealed record DeleteViewRequest(long Key);

/// <summary>Deletes a view of one's own, for everybody with whom it was shared.</summary>
public sealed class DeleteView(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, DeleteViewRequest request, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await ViewRules.Visible(db, user).SingleOrDefaultAsync(one => one.Key == request.Key, ct);
                if (row is null)
                    return Problems.NotFound("view", user.Language);
                if (row.Owner != user.UserName)
                    return Problems.Forbidden(user.Language);
                await db.Set<DefaultView>().Where(one => one.ViewKey == request.Key).ExecuteDeleteAsync(ct);
                db.Remove(row);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/views/{key:long}",
                async (long key, DeskUser user, DeleteView handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("DeleteView", "Delete a view of my own", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
