using Baton.Desk.Access;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts;

/// <summary>Which contacts: of one customer, or of all; and where to read on.</summary>
public sealed record ListContactsRequest(long? CustomerKey = null, string? Cursor = null, int? Limit = null);

/// <summary>Lists contacts, newest first, whether they became cases or not.</summary>
public sealed class ListContacts(DeskReader reader)
{
    public async Task<Outcome<Page<ContactView>>> Handle(DeskUser user, ListContactsRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
        var before = Cursor.Decode(request.Cursor)?.Key ?? long.MaxValue;
        return await reader.Read<Page<ContactView>>(
            async db =>
            {
                var query = db.Contacts.Where(row => row.Key < before);
                if (request.CustomerKey is { } customerKey)
                    query = query.Where(row => row.CustomerKey == customerKey);
                var rows = await query.OrderByDescending(row => row.Key).Take(limit + 1).ToListAsync(ct);
                var next = rows.Count > limit ? new Cursor(null, rows[limit - 1].Key).Encode() : null;
                var keys = rows.Select(row => row.CaseKey).OfType<long>().ToList();
                var numbers = await db.Cases.Where(one => keys.Contains(one.Key)).ToDictionaryAsync(one => one.Key, one => one.Number, ct);
                var names = await DeskUsers.Names(db, rows.Select(row => row.LoggedBy), user.Language, ct);
                var views = rows.Take(limit)
                    .Select(row => new ContactView(
                        row.Key,
                        row.CustomerKey,
                        row.CaseKey is { } caseKey ? numbers[caseKey] : null,
                        row.Channel,
                        row.Phone,
                        row.Subject,
                        row.Note,
                        row.LoggedBy,
                        names.GetValueOrDefault(row.LoggedBy, row.LoggedBy),
                        row.At
                    ));
                return new([.. views], next);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/contacts",
                async (long? customerKey, string? cursor, int? limit, DeskUser user, ListContacts handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(customerKey, cursor, limit), ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("ListContacts", "Contacts, newest first")
            .Produces<Page<ContactView>>();
}
