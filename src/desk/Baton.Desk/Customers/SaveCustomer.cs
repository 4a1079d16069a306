using Baton.Desk.Access;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Customers.Lookup;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers;

/// <summary>A postal address.</summary>
/// <param name="Label">What it is for, such as office or billing; may be empty.</param>
/// <param name="Text">As it is written on an envelope, several lines.</param>
public sealed record PostalAddress(string Label, string Text);

/// <summary>A new customer, or what is known of one from now on.</summary>
/// <param name="Name">Required.</param>
/// <param name="Number">Unique; null gives a new customer one of the desk's own.</param>
/// <param name="Tier">Code of a tier; null for the lowest one, or for the one that the customer has.</param>
/// <param name="Language">zh-Hans, zh-Hant or en; null for the agent's own.</param>
/// <param name="Phones">In any notation; the first is the main one.</param>
/// <param name="Faxes">In any notation.</param>
/// <param name="Emails">Mail addresses.</param>
/// <param name="Remark">What everybody should know who speaks to this customer.</param>
public sealed record SaveCustomerRequest(
    string Name,
    string? Number = null,
    string? Tier = null,
    string? Language = null,
    IReadOnlyList<string>? Phones = null,
    IReadOnlyList<string>? Faxes = null,
    IReadOnlyList<string>? Emails = null,
    string? Remark = null
)
{
    /// <summary>One of <see cref="CustomerKinds"/>; null for a person, or for the kind that the customer has.</summary>
    public string? Kind { get; init; }

    /// <summary>The organisation or authority that a person belongs to.</summary>
    public long? OrganisationKey { get; init; }

    /// <summary>User name of the colleague who looks after the customer.</summary>
    public string? KeyAccountManager { get; init; }

    /// <summary>Postal addresses, the main one first.</summary>
    public IReadOnlyList<PostalAddress>? Addresses { get; init; }

    /// <summary>The version that was read, for a change.</summary>
    public int? Version { get; init; }

    /// <summary>Repeating a create with the same key answers with the same customer.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>Creates a customer or changes one.</summary>
public sealed class SaveCustomer(BatonRuntime runtime, IOptions<DeskOptions> options, IOptions<CustomerLookupOptions> lookup)
{
    public async Task<Outcome<CustomerCard>> Create(DeskUser user, SaveCustomerRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayWrite(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<CustomerCard>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var earlier = await Idempotency.Find(db, user, "customer", request.IdempotencyKey, request, ct);
                if (earlier.Problem is { } misused)
                    return misused;
                if (earlier.Value is { } key)
                {
                    var known = await CustomerRows.Find(db, key, ct) ?? throw new InvalidOperationException("The customer is gone.");
                    return (await CustomerViews.Cards(db, [known], user.Language, ct))[0];
                }
                var made = await Add(db, unit, user, request, ct);
                if (made.Problem is { } problem)
                    return problem;
                Idempotency.Remember(db, unit, user, "customer", request.IdempotencyKey, request, made.Value.Key);
                await db.SaveChangesAsync(ct);
                return (await CustomerViews.Cards(db, [made.Value], user.Language, ct))[0];
            },
            ct
        );
    }

    public async Task<Outcome<CustomerCard>> Update(DeskUser user, long key, SaveCustomerRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayWrite(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<CustomerCard>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var customer = await db.Customers.Whole().SingleOrDefaultAsync(row => row.Key == key, ct);
                if (customer is null)
                    return Problems.NotFound("customer", user.Language);
                if (customer.MergedIntoKey is not null)
                    return CustomerTexts.Words.Rejected("customer-merged", user.Language);
                if (customer.ErasedAt is not null)
                    return CustomerTexts.Words.Rejected("customer-erased", user.Language);
                if (Problems.UnlessVersion(request.Version, customer.Version, user.Language) is { } changed)
                    return changed;
                if (await Change(db, unit, user, customer, request, ct) is { } problem)
                    return problem;
                await KeyAccounts.Save(db, unit, ct);
                return (await CustomerViews.Cards(db, [customer], user.Language, ct))[0];
            },
            ct
        );
    }

    /// <summary>Adds a customer to the unit without saving; for opening a case of a customer whom nobody knows yet.</summary>
    internal async Task<Outcome<Customer>> Add(DeskDb db, UnitOfWork unit, DeskUser user, SaveCustomerRequest request, CancellationToken ct)
    {
        var tiers = await TierCatalogue.Read(db, ct);
        var details = await Check(db, user, null, request, tiers, ct);
        if (details.Problem is { } problem)
            return problem;
        var key = unit.NextKey();
        var number = string.IsNullOrWhiteSpace(request.Number) ? CustomerRows.OwnNumber(key) : request.Number.Trim();
        if (await db.Customers.AnyAsync(row => row.Number == number, ct))
            return Problems.Exists("customer-exists", user.Language, ("number", number));
        var customer = CustomerRows.New(key, number, tiers.Ordinary, user.Language, unit.Now);
        CustomerRows.Write(customer, request, details.Value, unit.Now);
        db.Customers.Add(customer);
        return customer;
    }

    /// <summary>Changes a customer in the unit without saving; null when nothing is wrong.</summary>
    internal async Task<Problem?> Change(
        DeskDb db,
        UnitOfWork unit,
        DeskUser user,
        Customer customer,
        SaveCustomerRequest request,
        CancellationToken ct
    )
    {
        var details = await Check(db, user, customer, request, await TierCatalogue.Read(db, ct), ct);
        if (details.Problem is { } problem)
            return problem;
        if (HeldFields.Changed(lookup.Value, customer, request, details.Value).ToList() is { Count: > 0 } held)
            return Problems.Invalid(
                user.Language,
                held.ConvertAll(field => CustomerTexts.Words.Field(field, "held", "held", user.Language, ("system", lookup.Value.Name)))
            );
        var number = string.IsNullOrWhiteSpace(request.Number) ? customer.Number : request.Number.Trim();
        if (number != customer.Number && await db.Customers.AnyAsync(row => row.Number == number, ct))
            return Problems.Exists("customer-exists", user.Language, ("number", number));
        customer.Number = number;
        CustomerRows.Write(customer, request, details.Value, unit.Now);
        return null;
    }

    private async Task<Outcome<CustomerDetails>> Check(
        DeskDb db,
        DeskUser user,
        Customer? customer,
        SaveCustomerRequest request,
        TierCatalogue tiers,
        CancellationToken ct
    )
    {
        var kind = request.Kind ?? customer?.Kind ?? CustomerKinds.Person;
        var manager = DeskUsers.Normal(request.KeyAccountManager ?? "");
        var losesMembers = customer is not null && CustomerKinds.IsBody(customer.Kind) && !CustomerKinds.IsBody(kind);
        var facts = new CustomerFacts(
            request.Tier is null || request.Tier == customer?.Tier || tiers.IsOffered(request.Tier),
            request.OrganisationKey is { } organisation
                ? await db
                    .Customers.Where(row => row.Key == organisation && row.MergedIntoKey == null)
                    .Select(row => row.Kind)
                    .SingleOrDefaultAsync(ct)
                : null,
            manager == customer?.KeyAccountManager || await db.Users.AnyAsync(row => row.UserName == manager && !row.IsDisabled, ct),
            losesMembers && await db.Customers.AnyAsync(row => row.OrganisationKey == customer!.Key, ct)
        );
        return CustomerDetails.Check(user.Language, customer?.Key, kind, request, facts, options.Value.DefaultRegion);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/customers",
                async (SaveCustomerRequest request, DeskUser user, SaveCustomer handler, HttpContext context, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Create(user, request with { IdempotencyKey = Answer.IdempotencyKey(context) }, ct),
                        card => $"/api/customers/{card.Key}"
                    )
            )
            .RequirePermission(CustomerGuard.Writers)
            .Describe("CreateCustomer", "Create a customer", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<CustomerCard>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/customers/{key:long}",
                async (
                    long key,
                    SaveCustomerRequest request,
                    DeskUser user,
                    SaveCustomer handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Update(user, key, request with { Version = Answer.IfMatch(context) ?? request.Version }, ct),
                        context,
                        card => card.Version
                    )
            )
            .RequirePermission(CustomerGuard.Writers)
            .Describe(
                "UpdateCustomer",
                "Change a customer",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CustomerCard>();
    }
}
