using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>Shows the deputy of the user himself, or of anybody to an administrator.</summary>
public sealed class ShowDeputy(DeskReader reader)
{
    public async Task<Outcome<DeputyView>> Handle(DeskUser user, string userName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(userName);
        var name = DeskUsers.Normal(userName);
        if (!DeputyRules.MayChange(user, name))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<DeputyView>>(
            async db =>
                await db.Users.AnyAsync(row => row.UserName == name, ct)
                    ? await DeputyView.Read(db, name, ct)
                    : Problems.NotFound("user", user.Language),
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/deputies/{userName}",
                async (string userName, DeskUser user, ShowDeputy handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, userName, ct))
            )
            .RequireSignIn()
            .Describe(
                "ShowDeputy",
                "Who does my tasks while I am absent, and whose I do; administrators for anybody",
                StatusCodes.Status404NotFound
            )
            .Produces<DeputyView>();
}
