using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>The language a user wants to read.</summary>
public sealed record SetLanguageRequest(string Language);

/// <summary>Remembers one's own language.</summary>
public sealed class SetLanguage(BatonRuntime runtime)
{
    public async Task<Outcome<DeskUser>> Handle(DeskUser user, SetLanguageRequest request, CancellationToken ct)
    {
        if (UserRules.CheckLanguage(request.Language, user.Language) is { } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<DeskUser>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                await db
                    .Users.Where(row => row.UserName == user.UserName)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, request.Language), ct);
                // What goes to the database directly is not seen by those who watch what is saved.
                unit.Tell(DeskChanges.Access);
                return user with { Language = request.Language };
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/me/language",
                async (SetLanguageRequest request, DeskUser user, SetLanguage handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, request, ct))
            )
            .RequireSignIn()
            .Describe("SetLanguage", "Set my language", StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status204NoContent);
}
