using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Templates;

/// <summary>Takes a template out of use; where the desk brings one of the same code, that one counts again. Its versions stay.</summary>
public sealed class RetireTemplate(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<MessageTemplate>().SingleOrDefaultAsync(one => one.Code == code && !one.IsRetired, ct);
                if (row is null)
                    return ShowTemplate.NotFound(user.Language);
                row.IsRetired = true;
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/message-templates/{code}",
                async (string code, DeskUser user, RetireTemplate handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe("RetireMessageTemplate", "Take a template of messages out of use", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
