using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Contacts;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers;

/// <summary>Whose history, and where to read on.</summary>
public sealed record ListHistoryRequest(long CustomerKey, string? Cursor = null, int? Limit = null);

/// <summary>A case or a contact in a customer's history.</summary>
/// <param name="Kind"><see cref="Case"/> or <see cref="Contact"/>.</param>
/// <param name="Key">Of the case or the contact.</param>
/// <param name="At">When the case was opened or the contact took place.</param>
/// <param name="Channel">phone, fax, mail, web, ...</param>
/// <param name="Subject">What it was about.</param>
/// <param name="By">User name of who opened or logged it.</param>
/// <param name="ByName">Name of who opened or logged it.</param>
public sealed record CustomerHistoryEntry(
    string Kind,
    long Key,
    DateTimeOffset At,
    string Channel,
    string Subject,
    string By,
    string ByName
)
{
    public const string Case = "case";
    public const string Contact = "contact";

    /// <summary>The case, or the one that the contact belongs to.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Name of the case's type; null for a contact.</summary>
    public string? TypeName { get; init; }

    /// <summary>Status of the case; null for a contact.</summary>
    public string? Status { get; init; }
    public string? StatusText { get; init; }

    /// <summary>What was said in the contact.</summary>
    public string? Note { get; init; }
}

/// <summary>A page of a customer's history.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> to read on; null on the last page.</param>
/// <param name="OtherCases">How many cases there are besides which the reader may not read.</param>
public sealed record CustomerHistory(IReadOnlyList<CustomerHistoryEntry> Items, string? NextCursor, int OtherCases);

/// <summary>
/// What a customer came with over all channels: his cases and contacts in one list, the newest first. The contact by which a case came is the case
/// itself. Cases that the reader may not read are counted, and their contacts left out.
/// </summary>
public sealed class ListHistory(DeskReader reader, PackTexts packTexts)
{
    public async Task<Outcome<CustomerHistory>> Handle(DeskUser user, ListHistoryRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        var history = await reader.Read(db => Read(db, user, request, words, ct), ct);
        return history is null ? Problems.NotFound("customer", user.Language) : history;
    }

    private static async Task<CustomerHistory?> Read(
        DeskDb db,
        DeskUser user,
        ListHistoryRequest request,
        PackWords words,
        CancellationToken ct
    )
    {
        var customer = await CustomerRows.Find(db, request.CustomerKey, ct);
        if (customer is null)
            return null;
        var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
        var cursor = Cursor.Decode(request.Cursor);
        var before = Position(cursor);
        var key = cursor?.Key ?? long.MaxValue;
        var own = CaseGuard.Readable(db, user).Where(row => row.CustomerKey == customer.Key);
        var cases = await own.Where(row => row.OpenedAt < before || (row.OpenedAt == before && row.Key < key))
            .OrderByDescending(row => row.OpenedAt)
            .ThenByDescending(row => row.Key)
            .Take(limit + 1)
            .ToListAsync(ct);
        var contacts = await db
            .Contacts.Where(row => row.CustomerKey == customer.Key && (row.At < before || (row.At == before && row.Key < key)))
            .Where(row => row.CaseKey == null || own.Any(one => one.Key == row.CaseKey && one.OpenedAt < row.At))
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Key)
            .Take(limit + 1)
            .ToListAsync(ct);
        var entries = await Entries(db, user.Language, cases, contacts, words, ct);
        var next = entries.Count > limit ? After(entries[limit - 1]) : null;
        var others = await db.Cases.CountAsync(row => row.CustomerKey == customer.Key, ct) - await own.CountAsync(ct);
        return new([.. entries.Take(limit)], next, others);
    }

    private static async Task<List<CustomerHistoryEntry>> Entries(
        DeskDb db,
        string language,
        List<Case> cases,
        List<Contact> contacts,
        PackWords words,
        CancellationToken ct
    )
    {
        var types = await db.CaseTypes.ToDictionaryAsync(type => type.Code, type => type.Name, StringComparer.Ordinal, ct);
        var names = await DeskUsers.Names(db, cases.Select(row => row.OpenedBy).Concat(contacts.Select(row => row.LoggedBy)), language, ct);
        var caseKeys = contacts.Select(row => row.CaseKey).OfType<long>().Distinct().ToList();
        var numbers = await db.Cases.Where(row => caseKeys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Number, ct);
        return
        [
            .. cases
                .Select(OfCase)
                .Concat(contacts.Select(OfContact))
                .OrderByDescending(entry => entry.At)
                .ThenByDescending(entry => entry.Key),
        ];

        CustomerHistoryEntry OfCase(Case row) =>
            new(CustomerHistoryEntry.Case, row.Key, row.OpenedAt, row.Channel, row.Subject, row.OpenedBy, Name(row.OpenedBy))
            {
                CaseNumber = row.Number,
                TypeName = types[row.TypeCode].In(language),
                Status = row.Status,
                StatusText = words.Status(row.Status, language),
            };

        CustomerHistoryEntry OfContact(Contact row) =>
            new(CustomerHistoryEntry.Contact, row.Key, row.At, row.Channel, row.Subject, row.LoggedBy, Name(row.LoggedBy))
            {
                CaseNumber = row.CaseKey is { } caseKey ? numbers[caseKey] : null,
                Note = row.Note,
            };

        string Name(string userName) => names.GetValueOrDefault(userName, userName);
    }

    private static string After(CustomerHistoryEntry last) =>
        new Cursor(last.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), last.Key).Encode();

    private static DateTimeOffset Position(Cursor? cursor) =>
        long.TryParse(cursor?.Value, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds > 0
        && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.MaxValue;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers/{key:long}/history",
                async (long key, string? cursor, int? limit, DeskUser user, ListHistory handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key, cursor, limit), ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe(
                "ListCustomerHistory",
                "A customer's cases and contacts over all channels, the newest first",
                StatusCodes.Status404NotFound
            )
            .Produces<CustomerHistory>();
}
