using Baton.Desk.Channels.Mail.Taking;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Mails;

/// <summary>A mail that was fetched, for those who look after mailboxes.</summary>
public sealed record MailView(long Key, string Mailbox, string State, DateTimeOffset FetchedAt, int Size)
{
    public string? From { get; init; }
    public string? Subject { get; init; }

    /// <summary>Why it was set aside or parked, as a code.</summary>
    public string? Reason { get; init; }
    public string? Detail { get; init; }

    /// <summary>What a reader should know, in words.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
    public int Attempts { get; init; }
    public string? CaseNumber { get; init; }

    /// <summary>It can be downloaded as it came.</summary>
    public bool HasOriginal { get; init; }
}

/// <summary>Mails, the newest first.</summary>
public sealed record MailsView(IReadOnlyList<MailView> Items, string? NextCursor);

/// <summary>Lists what was fetched: all, of a mailbox, or in a state (stored, taken, parked, aside).</summary>
public sealed class ListMails(DeskReader reader)
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    public async Task<Outcome<MailsView>> Handle(
        DeskUser user,
        string? mailbox,
        string? state,
        string? cursor,
        int? limit,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var count = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        return await reader.Read(
            async db =>
            {
                var rows = db.Set<ReceivedMail>().AsQueryable();
                if (mailbox is { Length: > 0 })
                    rows = rows.Where(row => row.Mailbox == mailbox);
                if (state is { Length: > 0 })
                    rows = rows.Where(row => row.State == state);
                if (Cursor.Decode(cursor) is { } after)
                    rows = rows.Where(row => row.Key < after.Key);
                var found = await rows.OrderByDescending(row => row.Key).Take(count + 1).ToListAsync(ct);
                var shown = found.Take(count).ToList();
                var keys = shown.Select(row => row.CaseKey).OfType<long>().Distinct().ToList();
                var numbers = await db.Cases.Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Number, ct);
                return new MailsView(
                    shown.ConvertAll(row => View(row, numbers, user.Language)),
                    found.Count > count ? new Cursor(null, shown[^1].Key).Encode() : null
                );
            },
            ct
        );
    }

    private static MailView View(ReceivedMail row, Dictionary<long, string> numbers, string language) =>
        new(row.Key, row.Mailbox, row.State, row.FetchedAt, row.Size)
        {
            From = row.From,
            Subject = row.Subject,
            Reason = row.Reason,
            Detail = row.Detail,
            Marks =
            [
                .. (row.Marks ?? "")
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(mark => MailWords.Of(mark, language))
                    .OfType<string>(),
            ],
            Attempts = row.Attempts,
            CaseNumber = row.CaseKey is { } key ? numbers.GetValueOrDefault(key) : null,
            HasOriginal = row.Reason is not (MailReasons.TooLarge or MailReasons.Erased) && row.Size > 0,
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/mails",
                async (
                    string? mailbox,
                    string? state,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListMails handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, mailbox, state, cursor, limit, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("ListMails", "Mails that were fetched, newest first, with what became of them")
            .Produces<MailsView>();
}
