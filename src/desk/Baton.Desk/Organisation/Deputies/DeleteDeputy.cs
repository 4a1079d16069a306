using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>Ends the time of a deputy at once: by the absent person himself, or by an administrator.</summary>
public sealed class DeleteDeputy(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string userName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(userName);
        var name = DeskUsers.Normal(userName);
        if (!DeputyRules.MayChange(user, name))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await db.Deputies.SingleOrDefaultAsync(row => row.UserName == name, ct) is not { } row)
                    return Problems.NotFound("deputy", user.Language);
                db.Deputies.Remove(row);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Worklist(row.DeputyName), DeskChanges.AnyWorklist));
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/deputies/{userName}",
                async (string userName, DeskUser user, DeleteDeputy handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, userName, ct))
            )
            .RequireSignIn()
            .Describe("DeleteDeputy", "End the time of my deputy; administrators for anybody", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
