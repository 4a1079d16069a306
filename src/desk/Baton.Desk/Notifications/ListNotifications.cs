using System.Globalization;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications;

/// <summary>Which notifications: all or the unread ones, and where to read on.</summary>
public sealed record ListNotificationsRequest(bool UnreadOnly = false, string? Cursor = null, int? Limit = null);

/// <summary>A notification in the reader's words.</summary>
public sealed record NotificationView(long Key, DateTimeOffset At, string Code, string Text, string? CaseNumber, long? TaskKey, bool IsRead)
{
    /// <summary>The design that it is about; null for none.</summary>
    public long? DesignKey { get; init; }

    /// <summary>The contact in the inbox that it is about; null for none.</summary>
    public long? ContactKey { get; init; }

    /// <summary>The web hook that it is about; null for none.</summary>
    public long? WebhookKey { get; init; }
}

/// <summary>A page of notifications, newest first, with the number of unread ones.</summary>
public sealed record NotificationPage(IReadOnlyList<NotificationView> Items, int Unread, string? NextCursor);

/// <summary>Lists one's own notifications.</summary>
public sealed class ListNotifications(DeskReader reader, PackTexts packTexts)
{
    public async Task<Outcome<NotificationPage>> Handle(DeskUser user, ListNotificationsRequest request, CancellationToken ct)
    {
        var words = await packTexts.Words(ct);
        var limit = Math.Clamp(request.Limit ?? 30, 1, 200);
        var before = Cursor.Decode(request.Cursor)?.Key ?? long.MaxValue;
        return await reader.Read(
            async db =>
            {
                var mine = db.Notifications.Where(row => row.UserName == user.UserName);
                var unread = await mine.CountAsync(row => row.ReadAt == null, ct);
                var query = mine.Where(row => row.Key < before);
                if (request.UnreadOnly)
                    query = query.Where(row => row.ReadAt == null);
                var rows = await query.OrderByDescending(row => row.Key).Take(limit + 1).ToListAsync(ct);
                var next = rows.Count > limit ? new Cursor(null, rows[limit - 1].Key).Encode() : null;
                var views = rows.Take(limit).Select(row => View(row, user.Language, words));
                return new NotificationPage([.. views], unread, next);
            },
            ct
        );
    }

    private static NotificationView View(Notification row, string language, PackWords words)
    {
        var values = Timeline.Values(row.Parameters);
        var spoken = values.Select(value => (value.Key, Word(value.Key, value.Value, values, language, words)));
        var text = DeskTexts.Get("notification." + row.Code, language, [.. spoken]);
        if (values.TryGetValue(Notifier.For, out var absent))
            text = DeskTexts.Get("notification.deputised", language, ("text", text), ("name", absent));
        return new(row.Key, row.At, row.Code, text, values.GetValueOrDefault("number"), row.TaskKey, row.ReadAt is not null)
        {
            DesignKey = Key(values, Notifier.DesignKey),
            ContactKey = Key(values, Notifier.ContactKey),
            WebhookKey = Key(values, Notifier.WebhookKey),
        };
    }

    private static long? Key(Dictionary<string, string> values, string name) =>
        long.TryParse(values.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var key) ? key : null;

    private static string Word(string name, string value, Dictionary<string, string> values, string language, PackWords words) =>
        name switch
        {
            "element" => words.Element(
                values.GetValueOrDefault("process", ""),
                value,
                values.GetValueOrDefault("elementName", value),
                language
            ),
            _ => value,
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/notifications",
                async (bool? unreadOnly, string? cursor, int? limit, DeskUser user, ListNotifications handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(unreadOnly ?? false, cursor, limit), ct))
            )
            .RequireSignIn()
            .Describe("ListNotifications", "My notifications, newest first")
            .Produces<NotificationPage>();
}
