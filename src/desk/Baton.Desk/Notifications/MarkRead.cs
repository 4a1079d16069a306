using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications;

/// <summary>Which of one's own notifications were read; all when null.</summary>
public sealed record MarkReadRequest(IReadOnlyList<long>? Keys = null);

/// <summary>How many are still unread.</summary>
public sealed record UnreadCount(int Unread);

/// <summary>Marks one's own notifications as read.</summary>
public sealed class MarkRead(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<UnreadCount>> Handle(DeskUser user, MarkReadRequest request, CancellationToken ct) =>
        await runtime.Write<UnreadCount>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var unread = db.Notifications.Where(row => row.UserName == user.UserName && row.ReadAt == null);
                var marked = request.Keys is { } keys ? unread.Where(row => keys.Contains(row.Key)) : unread;
                await marked.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, unit.Now), ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Notifications(user.UserName)));
                return new UnreadCount(await unread.CountAsync(ct));
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/notifications/read",
                async (MarkReadRequest request, DeskUser user, MarkRead handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequireSignIn()
            .Describe("MarkNotificationsRead", "Mark my notifications as read")
            .Produces<UnreadCount>();
}
