using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers;

/// <summary>What is known of the customer; what is given must all fit.</summary>
/// <param name="Search">Words of name, number, phone or mail address: any part of Chinese text and of digits, the beginning of other words.</param>
/// <param name="Phone">A whole phone or fax number, written in any way.</param>
/// <param name="Number">The whole customer number.</param>
/// <param name="Name">A part of the name.</param>
/// <param name="Limit">At most this many; 20 when null.</param>
public sealed record FindCustomersRequest(
    string? Search = null,
    string? Phone = null,
    string? Number = null,
    string? Name = null,
    int? Limit = null
);

/// <summary>Finds customers while the agent is talking to them.</summary>
public sealed class FindCustomers(DeskReader reader, IOptions<DeskOptions> options)
{
    public async Task<Outcome<IReadOnlyList<CustomerCard>>> Handle(DeskUser user, FindCustomersRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var cards = await reader.Read(
            async db =>
            {
                var query = db.Customers.Where(row => row.MergedIntoKey == null);
                if (request.Search is { Length: > 0 } search)
                    query = await Matching(db, query, search, options.Value.DefaultRegion, ct);
                if (request.Phone is { Length: > 0 } phone)
                    query = WithPhone(db, query, phone, options.Value.DefaultRegion);
                if (request.Number is { Length: > 0 } number)
                    query = await WithNumber(db, query, number, ct);
                if (request.Name is { Length: > 0 } name)
                    query = (await db.Words.Look(db, WordTable.Customers, name, ct)).Of(query);
                var rows = await query
                    .OrderBy(row => row.Name)
                    .ThenBy(row => row.Key)
                    .Take(Math.Clamp(request.Limit ?? 20, 1, 200))
                    .Whole()
                    .ToListAsync(ct);
                return await CustomerViews.Cards(db, rows, user.Language, ct);
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<CustomerCard>>(cards);
    }

    /// <summary>The number of a customer who was merged is a number of the one whom he turned out to be.</summary>
    private static async Task<IQueryable<Customer>> WithNumber(DeskDb db, IQueryable<Customer> query, string number, CancellationToken ct)
    {
        var named = await db.Customers.Where(row => row.Number == number).Select(row => (long?)row.Key).SingleOrDefaultAsync(ct);
        var found = named is { } key ? await CustomerRows.Find(db, key, ct) : null;
        return found is null ? query.Where(_ => false) : query.Where(row => row.Key == found.Key);
    }

    /// <summary>By words, and what can be a phone number also by that number, written in any way.</summary>
    internal static async Task<IQueryable<Customer>> Matching(
        DeskDb db,
        IQueryable<Customer> query,
        string search,
        string region,
        CancellationToken ct
    )
    {
        var found = (await db.Words.Look(db, WordTable.Customers, search, ct)).Of(query);
        if (Telephone.TryNormalise(search, region, out var whole))
            return found.Union(HavingPhone(db, query, whole));
        return Telephone.Digits(search) is { } digits && digits != search.Trim()
            ? found.Union((await db.Words.Look(db, WordTable.Customers, digits, ct)).Of(query))
            : found;
    }

    private static IQueryable<Customer> HavingPhone(DeskDb db, IQueryable<Customer> query, string number) =>
        query.Where(row => db.CustomerPhones.Any(phone => phone.CustomerKey == row.Key && phone.Number == number));

    private static IQueryable<Customer> WithPhone(DeskDb db, IQueryable<Customer> query, string phone, string region)
    {
        if (Telephone.TryNormalise(phone, region, out var whole))
            return HavingPhone(db, query, whole);
        var digits = Telephone.Digits(phone);
        return digits is null
            ? query.Where(_ => false)
            : query.Where(row => db.CustomerPhones.Any(one => one.CustomerKey == row.Key && one.Number.Contains(digits)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers",
                async (
                    string? search,
                    string? phone,
                    string? number,
                    string? name,
                    int? limit,
                    DeskUser user,
                    FindCustomers handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(search, phone, number, name, limit), ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("FindCustomers", "Find customers by phone number, name or number")
            .Produces<IReadOnlyList<CustomerCard>>();
}
