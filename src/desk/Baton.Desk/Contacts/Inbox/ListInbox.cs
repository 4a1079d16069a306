using System.Globalization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Which contacts, and where to read on.</summary>
/// <param name="Scope">mine, units, all, done or spam; all when null.</param>
/// <param name="Channel">Of this way only.</param>
/// <param name="Text">In sender or subject, or the number of the contact.</param>
/// <param name="Cursor">Where to read on.</param>
/// <param name="Limit">200 at most.</param>
public sealed record ListInboxRequest(
    string? Scope = null,
    string? Channel = null,
    string? Text = null,
    string? Cursor = null,
    int? Limit = null
);

/// <summary>How many wait.</summary>
/// <param name="Mine">Taken up by the reader.</param>
/// <param name="Units">Of his departments.</param>
/// <param name="All">All that he sees.</param>
/// <param name="Late">Of these, what is late.</param>
public sealed record InboxCounts(int Mine, int Units, int All, int Late);

/// <summary>A page of contacts.</summary>
public sealed record InboxPage(IReadOnlyList<IncomingRow> Items, InboxCounts Counts, string? NextCursor);

/// <summary>Lists the contacts that wait, what is due first on top, or those about which somebody has decided, newest first.</summary>
public sealed class ListInbox(DeskReader reader)
{
    public const string Mine = "mine";
    public const string Units = "units";
    public const string All = "all";
    public const string Decided = "done";
    public const string Spam = "spam";

    /// <summary>All scopes, in the order in which people see them.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [Mine, Units, All, Decided, Spam];

    private const int TextMaxLength = 200;

    public async Task<Outcome<InboxPage>> Handle(DeskUser user, ListInboxRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!InboxGuard.MayWork(user))
            return Problems.Forbidden(user.Language);
        var scope = request.Scope ?? All;
        if (!Scopes.Contains(scope, StringComparer.Ordinal))
            return Problems.Invalid(
                user.Language,
                InboxTexts.Words.Field("scope", "unknown", "scope", user.Language, ("scopes", string.Join(", ", Scopes)))
            );
        var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
        return await reader.Read<Outcome<InboxPage>>(
            async db =>
            {
                var readable = InboxGuard.Readable(db, user);
                var query = Narrow(Of(readable, user, scope), request);
                var isWaiting = scope is not (Decided or Spam);
                var rows = await (isWaiting ? ByDue(query, request.Cursor) : Newest(query, request.Cursor)).Take(limit + 1).ToListAsync(ct);
                var last = rows.Count > limit ? rows[limit - 1] : null;
                var next = last is null ? null : new Cursor(isWaiting ? Milliseconds(last.DueAt) : null, last.Key).Encode();
                return new InboxPage(
                    await IncomingViews.Rows(db, [.. rows.Take(limit)], user.Language, ct),
                    await Count(db, readable, user, ct),
                    next
                );
            },
            ct
        );
    }

    /// <summary>How many wait for the user; for the navigation.</summary>
    public async Task<InboxCounts> Count(DeskUser user, CancellationToken ct) =>
        InboxGuard.MayWork(user)
            ? await reader.Read(db => Count(db, InboxGuard.Readable(db, user), user, ct), ct)
            : new InboxCounts(0, 0, 0, 0);

    private static async Task<InboxCounts> Count(DeskDb db, IQueryable<IncomingContact> readable, DeskUser user, CancellationToken ct)
    {
        var now = db.Now;
        var waiting = readable.Where(row => row.State == InboxStates.Waiting);
        return new(
            await Of(readable, user, Mine).CountAsync(ct),
            await Of(readable, user, Units).CountAsync(ct),
            await waiting.CountAsync(ct),
            await waiting.CountAsync(row => row.DueAt <= now, ct)
        );
    }

    private static IQueryable<IncomingContact> Of(IQueryable<IncomingContact> rows, DeskUser user, string scope)
    {
        var me = user.UserName;
        var units = user.Departments.ToList();
        return scope switch
        {
            Mine => rows.Where(row => row.State == InboxStates.Waiting && row.ClaimedBy == me),
            Units => rows.Where(row => row.State == InboxStates.Waiting && row.Unit != null && units.Contains(row.Unit)),
            Decided => rows.Where(row => row.State != InboxStates.Waiting && row.State != InboxStates.Spam),
            Spam => rows.Where(row => row.State == InboxStates.Spam),
            _ => rows.Where(row => row.State == InboxStates.Waiting),
        };
    }

    private static IQueryable<IncomingContact> Narrow(IQueryable<IncomingContact> rows, ListInboxRequest request)
    {
        if (request.Channel is { Length: > 0 } channel)
            rows = rows.Where(row => row.Channel == channel);
        if (request.Text?.Trim() is not { Length: > 0 and <= TextMaxLength } text)
            return rows;
#pragma warning disable CA1304, CA1307, CA1311, CA1862 // The databases fold; they know no cultures.
        var folded = text.ToLowerInvariant();
        // The number that the sender of a web form was told.
        var key = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return rows.Where(row =>
            row.Key == key
            || row.Subject.ToLower().Contains(folded)
            || (row.From != null && row.From.ToLower().Contains(folded))
            || (row.OtherAddress != null && row.OtherAddress.ToLower().Contains(folded))
            || (row.FromName != null && row.FromName.ToLower().Contains(folded))
        );
#pragma warning restore CA1304, CA1307, CA1311, CA1862
    }

    private static IQueryable<IncomingContact> ByDue(IQueryable<IncomingContact> rows, string? cursor)
    {
        if (
            Cursor.Decode(cursor) is { Value: { } value, Key: var key }
            && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < 253_402_300_800_000
        )
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            rows = rows.Where(row => row.DueAt > at || (row.DueAt == at && row.Key > key));
        }
        return rows.OrderBy(row => row.DueAt).ThenBy(row => row.Key);
    }

    private static IQueryable<IncomingContact> Newest(IQueryable<IncomingContact> rows, string? cursor)
    {
        var before = Cursor.Decode(cursor)?.Key ?? long.MaxValue;
        return rows.Where(row => row.Key < before).OrderByDescending(row => row.Key);
    }

    private static string Milliseconds(DateTimeOffset? at) => (at?.ToUnixTimeMilliseconds() ?? 0).ToString(CultureInfo.InvariantCulture);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/inbox",
                async (
                    string? scope,
                    string? channel,
                    string? text,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListInbox handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(scope, channel, text, cursor, limit), ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("ListInbox", "Contacts that wait for a decision, what is due first on top", StatusCodes.Status400BadRequest)
            .Produces<InboxPage>();
        routes
            .MapGet(
                "/inbox/count",
                async (DeskUser user, ListInbox handler, CancellationToken ct) => TypedResults.Ok(await handler.Count(user, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("CountInbox", "How many contacts wait for a decision")
            .Produces<InboxCounts>();
    }
}
