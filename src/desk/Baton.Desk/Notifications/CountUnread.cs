using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications;

/// <summary>Counts one's own unread notifications, for the bell.</summary>
public sealed class CountUnread(DeskReader reader)
{
    public async Task<Outcome<UnreadCount>> Handle(DeskUser user, CancellationToken ct) =>
        await reader.Read(
            async db => new UnreadCount(await db.Notifications.CountAsync(row => row.UserName == user.UserName && row.ReadAt == null, ct)),
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/notifications/unread",
                async (DeskUser user, CountUnread handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequireSignIn()
            .Describe("CountUnreadNotifications", "How many notifications I have not read")
            .Produces<UnreadCount>();
}
