using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers;

/// <summary>A new customer, or what is known of one from now on.</summary>
/// <param name="Name">Required.</param>
/// <param name="Number">Unique; null gives a new customer one of the desk's own.</param>
/// <param name="Tier">Null for the ordinary one.</param>
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
    /// <summary>The version that was read, for a change.</summary>
    public int? Version { get; init; }

    /// <summary>Repeating a create with the same key answers with the same customer.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>Creates a customer or changes one.</summary>
public sealed class SaveCustomer(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    internal const string OrdinaryTier = "normal";

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
                    return CustomerViews.Card(await Load(db, key, ct) ?? throw new InvalidOperationException("The customer is gone."), 0);
                var made = await Add(db, unit, user, request, ct);
                if (made.Problem is { } problem)
                    return problem;
                Idempotency.Remember(db, unit, user, "customer", request.IdempotencyKey, request, made.Value.Key);
                await db.SaveChangesAsync(ct);
                return CustomerViews.Card(made.Value, 0);
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
                var customer = await Load(db, key, ct);
                if (customer is null)
                    return Problems.NotFound("customer", user.Language);
                if (Problems.UnlessVersion(request.Version, customer.Version, user.Language) is { } changed)
                    return changed;
                var details = Check(user, request, options.Value.DefaultRegion);
                if (details.Problem is { } problem)
                    return problem;
                var number = request.Number ?? customer.Number;
                if (number != customer.Number && await db.Customers.AnyAsync(row => row.Number == number, ct))
                    return Problems.Exists("customer-exists", user.Language, ("number", number));
                customer.Number = number;
                Write(customer, request, details.Value, unit.Now);
                await db.SaveChangesAsync(ct);
                return (await CustomerViews.Cards(db, [customer], ct))[0];
            },
            ct
        );
    }

    /// <summary>Adds a customer to the unit without saving; for opening a case of a customer whom nobody knows yet.</summary>
    internal async Task<Outcome<Customer>> Add(DeskDb db, UnitOfWork unit, DeskUser user, SaveCustomerRequest request, CancellationToken ct)
    {
        var details = Check(user, request, options.Value.DefaultRegion);
        if (details.Problem is { } problem)
            return problem;
        var key = unit.NextKey();
        var number = string.IsNullOrWhiteSpace(request.Number) ? $"C{key}" : request.Number.Trim();
        if (await db.Customers.AnyAsync(row => row.Number == number, ct))
            return Problems.Exists("customer-exists", user.Language, ("number", number));
        var customer = new Customer
        {
            Key = key,
            Number = number,
            Name = "",
            Tier = OrdinaryTier,
            Language = user.Language,
            SearchText = "",
            CreatedAt = unit.Now,
        };
        Write(customer, request, details.Value, unit.Now);
        db.Customers.Add(customer);
        return customer;
    }

    private static Task<Customer?> Load(DeskDb db, long key, CancellationToken ct) =>
        db.Customers.Include(row => row.Phones).Include(row => row.Emails).SingleOrDefaultAsync(row => row.Key == key, ct);

    private static void Write(Customer customer, SaveCustomerRequest request, Details details, DateTimeOffset now)
    {
        customer.Name = request.Name.Trim();
        customer.Tier = request.Tier ?? customer.Tier;
        customer.Language = request.Language ?? customer.Language;
        customer.Remark = request.Remark;
        Replace(customer, CustomerPhone.Phone, details.Phones);
        Replace(customer, CustomerPhone.Fax, details.Faxes);
        customer.Emails.RemoveAll(email => !details.Emails.Contains(email.Address, StringComparer.Ordinal));
        foreach (var (index, address) in details.Emails.Index())
        {
            if (customer.Emails.All(email => email.Address != address))
                customer.Emails.Add(
                    new CustomerEmail
                    {
                        CustomerKey = customer.Key,
                        Address = address,
                        SortOrder = index,
                    }
                );
        }
        string?[] own = [customer.Name, customer.Number];
        customer.SearchText = SearchText.Fold([.. own, .. details.Phones, .. details.Faxes, .. details.Emails]);
        customer.UpdatedAt = now;
        customer.Version++;
    }

    private static void Replace(Customer customer, string kind, IReadOnlyList<string> numbers)
    {
        customer.Phones.RemoveAll(phone => phone.Kind == kind && !numbers.Contains(phone.Number, StringComparer.Ordinal));
        foreach (var (index, number) in numbers.Index())
        {
            if (!customer.Phones.Any(phone => phone.Kind == kind && phone.Number == number))
            {
                var phone = new CustomerPhone
                {
                    CustomerKey = customer.Key,
                    Kind = kind,
                    Number = number,
                    SortOrder = index,
                };
                customer.Phones.Add(phone);
            }
        }
    }

    internal sealed record Details(IReadOnlyList<string> Phones, IReadOnlyList<string> Faxes, IReadOnlyList<string> Emails);

    /// <summary>The normalised numbers and addresses, or what is wrong with them.</summary>
    internal static Outcome<Details> Check(DeskUser user, SaveCustomerRequest request, string region)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            faults.Add(Problems.Field("name", "required", "customer.name", user.Language));
        if (request.Language is { } language && !Languages.All.Contains(language))
            faults.Add(Problems.Field("language", "option", "user.language", user.Language));
        var phones = Normalise("phones", request.Phones);
        var faxes = Normalise("faxes", request.Faxes);
        var emails = new List<string>();
        foreach (var (index, address) in Given(request.Emails).Index())
        {
            if (FormValidation.IsMailAddress(address))
                emails.Add(address.ToLowerInvariant());
            else
                faults.Add(Problems.Field($"emails[{index}]", "email", "customer.email", user.Language, ("value", address)));
        }
        return faults.Count > 0
            ? Problems.Invalid(user.Language, faults)
            : new Details(phones, faxes, [.. emails.Distinct(StringComparer.Ordinal)]);

        List<string> Normalise(string field, IReadOnlyList<string>? texts)
        {
            var numbers = new List<string>();
            foreach (var (index, text) in Given(texts).Index())
            {
                if (!Telephone.TryNormalise(text, region, out var number))
                    faults.Add(Problems.Field($"{field}[{index}]", "phone", "customer.phone", user.Language, ("value", text)));
                else if (!numbers.Contains(number, StringComparer.Ordinal))
                    numbers.Add(number);
            }
            return numbers;
        }
    }

    private static IEnumerable<string> Given(IReadOnlyList<string>? texts) =>
        (texts ?? []).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim());

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
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CustomerCard>();
    }
}
