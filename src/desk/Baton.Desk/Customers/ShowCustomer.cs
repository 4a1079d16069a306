using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers;

/// <summary>A customer to show.</summary>
public sealed record ShowCustomerRequest(long Key);

/// <summary>A customer with his cases. Cases that the reader may not read are counted on the card but not listed.</summary>
public sealed record CustomerPage(CustomerCard Card, IReadOnlyList<CustomerCase> OpenCases, IReadOnlyList<CustomerCase> PastCases);

/// <summary>
/// Shows a customer and what he came with before; the newest fifty of his closed cases. A customer who was merged leads to the one whom he
/// turned out to be.
/// </summary>
public sealed class ShowCustomer(DeskReader reader, PackTexts packTexts)
{
    private const int PastCasesMax = 50;

    public async Task<Outcome<CustomerPage>> Handle(DeskUser user, ShowCustomerRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        var page = await reader.Read(db => Read(db, user, request.Key, words, ct), ct);
        return page is null ? Problems.NotFound("customer", user.Language) : page;
    }

    private static async Task<CustomerPage?> Read(DeskDb db, DeskUser user, long key, PackWords words, CancellationToken ct)
    {
        var customer = await CustomerRows.Find(db, key, ct);
        if (customer is null)
            return null;
        var card = (await CustomerViews.Cards(db, [customer], user.Language, ct))[0];
        var cases = CaseGuard.Readable(db, user).Where(row => row.CustomerKey == customer.Key);
        var open = await cases.Where(row => !row.IsClosed).OrderByDescending(row => row.OpenedAt).ToListAsync(ct);
        var past = await cases.Where(row => row.IsClosed).OrderByDescending(row => row.OpenedAt).Take(PastCasesMax).ToListAsync(ct);
        var types = await db.CaseTypes.ToDictionaryAsync(type => type.Code, type => type.Name, StringComparer.Ordinal, ct);
        return new(card, open.ConvertAll(View), past.ConvertAll(View));

        CustomerCase View(Case row) =>
            new(
                row.Key,
                row.Number,
                row.TypeCode,
                types[row.TypeCode].In(user.Language),
                row.Subject,
                row.Status,
                words.Status(row.Status, user.Language),
                row.IsClosed,
                row.OpenedAt,
                row.ClosedAt
            );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers/{key:long}",
                async (long key, DeskUser user, ShowCustomer handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct), context, page => page.Card.Version)
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("ShowCustomer", "A customer with his open and past cases", StatusCodes.Status404NotFound)
            .Produces<CustomerPage>();
}
