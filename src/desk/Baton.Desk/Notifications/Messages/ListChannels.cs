using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>How well a channel works.</summary>
/// <param name="Channel">desk, mail, sms, fax, voice or push.</param>
/// <param name="IsSetUp">The configuration has a driver for it.</param>
/// <param name="LastSuccessAt">When a message left by it last.</param>
/// <param name="Waiting">Messages that are to leave.</param>
/// <param name="Retrying">Those of them that were tried in vain.</param>
/// <param name="Held">Messages that rest.</param>
/// <param name="Failed">Messages of the last seven days that failed.</param>
/// <param name="LastError">What went wrong last with a message that is still to leave, or failed in these days.</param>
public sealed record MessageChannelView(
    string Channel,
    bool IsSetUp,
    DateTimeOffset? LastSuccessAt,
    int Waiting,
    int Retrying,
    int Held,
    int Failed,
    string? LastError
);

/// <summary>Lists the channels with how well they work.</summary>
public sealed class ListChannels
{
    private const int FailedDays = 7;

    private readonly DeskReader _reader;
    private readonly MessageDrivers _drivers;

    internal ListChannels(DeskReader reader, MessageDrivers drivers) => (_reader, _drivers) = (reader, drivers);

    public async Task<Outcome<IReadOnlyList<MessageChannelView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!MessageGuard.MayManage(user))
            return Problems.Forbidden(user.Language);
        return await _reader.Read(
            async db =>
            {
                var views = new List<MessageChannelView>();
                foreach (var channel in MessageChannels.All)
                    views.Add(await View(db, channel, ct));
                return Outcome.Of<IReadOnlyList<MessageChannelView>>(views);
            },
            ct
        );
    }

    private async Task<MessageChannelView> View(DeskDb db, string channel, CancellationToken ct)
    {
        var since = db.Now.AddDays(-FailedDays);
        var rows = db.Set<Message>().Where(row => row.Channel == channel);
        var waiting = rows.Where(row => row.State == MessageState.Queued);
        var failed = rows.Where(row => row.State == MessageState.Failed && row.CreatedAt >= since);
        var error = await waiting
            .Where(row => row.LastError != null)
            .OrderByDescending(row => row.LastAttemptAt)
            .Select(row => row.LastError)
            .FirstOrDefaultAsync(ct);
        error ??= await failed.OrderByDescending(row => row.Key).Select(row => row.LastError).FirstOrDefaultAsync(ct);
        return new(
            channel,
            _drivers.IsSetUp(channel),
            await rows.MaxAsync(row => row.SentAt, ct),
            await waiting.CountAsync(ct),
            await waiting.CountAsync(row => row.Attempts > 0, ct),
            await rows.CountAsync(row => row.State == MessageState.Held, ct),
            await failed.CountAsync(ct),
            error
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/messages/channels",
                async (DeskUser user, ListChannels handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(MessageGuard.Managers)
            .Describe("ListMessageChannels", "The channels of messages and how well they work")
            .Produces<IReadOnlyList<MessageChannelView>>();
}
