using System.Globalization;
using Baton.Desk.Http;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>Tries a letter again that nobody could deliver.</summary>
public sealed class ResendLetter(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var revived = await runtime.Do(
            user,
            unit => new(OutboxDesk.Revive(unit, key)),
            () => new AuditChange(AuditKinds.Letter, key.ToString(CultureInfo.InvariantCulture)) { After = { ["deed"] = Deeds.Resend } },
            ct
        );
        return revived.Problem is null ? revived : OperationTexts.Words.NotFound("letter", user.Language);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/letters/{key:long}/resend",
                async (long key, DeskUser user, ResendLetter handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ResendLetter", "Try a letter again that nobody could deliver", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
