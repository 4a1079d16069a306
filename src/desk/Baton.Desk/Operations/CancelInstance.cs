using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>Ends a process instance at once, with all that it called.</summary>
public sealed class CancelInstance(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        return await runtime.Do(user, unit => unit.Engine.CancelInstance(key), () => Deeds.OfInstance(key, Deeds.Cancel), ct);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/instances/{key:long}/cancel",
                async (long key, DeskUser user, CancelInstance handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "CancelInstance",
                "End a process instance at once",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
