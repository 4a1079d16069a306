using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers;

/// <summary>Which customers; what is given must all fit. Names bind from the query string.</summary>
public sealed record SearchCustomersRequest
{
    /// <summary>Any part of name, number, phone, mail address or postal address.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="CustomerKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>Code of a tier.</summary>
    public string? Tier { get; init; }

    /// <summary>User name of the colleague who looks after them.</summary>
    public string? KeyAccountManager { get; init; }

    /// <summary>The organisation or authority that they belong to.</summary>
    public long? OrganisationKey { get; init; }
    public string? Cursor { get; init; }

    /// <summary>50 when null; 200 at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>Lists customers by name, page by page; the first page says how many there are. Customers who were merged are not among them.</summary>
public sealed class SearchCustomers(DeskReader reader, IOptions<DeskOptions> options)
{
    private const int TextMax = 200;

    public async Task<Outcome<Page<CustomerCard>>> Handle(DeskUser user, SearchCustomersRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        if (request.Text?.Length > TextMax)
            return Problems.Invalid(
                user.Language,
                CustomerTexts.Words.Field("text", "maxLength", "search-length", user.Language, ("max", $"{TextMax}"))
            );
        var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
        return await reader.Read<Page<CustomerCard>>(
            async db =>
            {
                var matching = await Matching(db, request, options.Value.DefaultRegion, ct);
                var total = request.Cursor is null ? await matching.CountAsync(ct) : (int?)null;
                var rows = await After(matching, Cursor.Decode(request.Cursor))
                    .OrderBy(row => row.Name)
                    .ThenBy(row => row.Key)
                    .Take(limit + 1)
                    .Whole()
                    .ToListAsync(ct);
                var next = rows.Count > limit ? new Cursor(rows[limit - 1].Name, rows[limit - 1].Key).Encode() : null;
                var cards = await CustomerViews.Cards(db, [.. rows.Take(limit)], user.Language, ct);
                return new Page<CustomerCard>(cards, next) { Total = total };
            },
            ct
        );
    }

    private static async Task<IQueryable<Customer>> Matching(DeskDb db, SearchCustomersRequest request, string region, CancellationToken ct)
    {
        var query = db.Customers.Where(row => row.MergedIntoKey == null);
        if (!string.IsNullOrWhiteSpace(request.Text))
            query = await FindCustomers.Matching(db, query, request.Text, region, ct);
        if (request.Kind is { Length: > 0 } kind)
            query = query.Where(row => row.Kind == kind);
        if (request.Tier is { Length: > 0 } tier)
            query = query.Where(row => row.Tier == tier);
        if (request.KeyAccountManager is { Length: > 0 } manager)
            query = query.Where(row => row.KeyAccountManager == manager);
        if (request.OrganisationKey is { } organisation)
            query = query.Where(row => row.OrganisationKey == organisation);
        return query;
    }

    private static IQueryable<Customer> After(IQueryable<Customer> query, Cursor? cursor) =>
        cursor is { Value: { } name, Key: var key }
            ? query.Where(row => row.Name.CompareTo(name) > 0 || (row.Name == name && row.Key > key))
            : query;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers/search",
                async ([AsParameters] SearchCustomersRequest request, DeskUser user, SearchCustomers handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("SearchCustomers", "Customers by name, page by page", StatusCodes.Status400BadRequest)
            .Produces<Page<CustomerCard>>();
}
