using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Views;

/// <summary>The view to begin with; none when null.</summary>
public sealed record ChooseDefaultViewRequest(long? Key);

/// <summary>Chooses the view with which one's search page begins: one's own or a shared one.</summary>
public sealed class ChooseDefaultView(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, ChooseDefaultViewRequest request, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (request.Key is { } asked && !await ViewRules.Visible(db, user).AnyAsync(one => one.Key == asked, ct))
                    return Problems.NotFound("view", user.Language);
                var chosen = await db.Set<DefaultView>().SingleOrDefaultAsync(one => one.UserName == user.UserName, ct);
                if (request.Key is not { } key)
                    db.RemoveRange(chosen is null ? [] : [chosen]);
                else if (chosen is null)
                    db.Add(new DefaultView { UserName = user.UserName, ViewKey = key });
                else
                    chosen.ViewKey = key;
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/views/default",
                async (ChooseDefaultViewRequest request, DeskUser user, ChooseDefaultView handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ChooseDefaultView", "Choose the view with which my search begins, or none", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
