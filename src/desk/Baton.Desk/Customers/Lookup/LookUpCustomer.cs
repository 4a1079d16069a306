using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers.Lookup;

/// <summary>Whom to ask for: a customer number or a phone, one of them.</summary>
public sealed record LookUpCustomerRequest(string? Number = null, string? Phone = null);

/// <summary>How a look-up ended, as codes of the API.</summary>
public static class LookupResults
{
    /// <summary>No foreign system is set up, or it is not asked for this customer.</summary>
    public const string Off = "off";

    /// <summary>What the desk knows is fresh.</summary>
    public const string Current = "current";

    /// <summary>The foreign system answered, and the desk keeps what it said.</summary>
    public const string Found = "found";

    /// <summary>The foreign system does not know the customer.</summary>
    public const string Unknown = "unknown";

    /// <summary>The foreign system did not answer in time, or not with what was agreed.</summary>
    public const string Unavailable = "unavailable";
}

/// <summary>What came of a look-up.</summary>
/// <param name="Result">One of <see cref="LookupResults"/>.</param>
/// <param name="System">What people call the foreign system.</param>
/// <param name="Card">The customer as the desk knows him now; null when it does not.</param>
public sealed record CustomerLookup(string Result, string System, CustomerCard? Card);

/// <summary>
/// Asks the foreign system for a customer whom an agent looks for or opens, and keeps the answer. A system that is slow, down or answers nonsense is
/// a result, not a problem.
/// </summary>
public sealed class LookUpCustomer
{
    /// <summary>What is shorter is rather the beginning of a number.</summary>
    private const int ShortestNumber = 4;
    private const int LongestNumber = 100;

    private readonly BatonRuntime _runtime;
    private readonly DeskReader _reader;
    private readonly LookupClient _client;
    private readonly CustomerLookupOptions _options;
    private readonly string _region;

    internal LookUpCustomer(
        BatonRuntime runtime,
        DeskReader reader,
        LookupClient client,
        IOptions<CustomerLookupOptions> options,
        IOptions<DeskOptions> desk
    ) => (_runtime, _reader, _client, _options, _region) = (runtime, reader, client, options.Value, desk.Value.DefaultRegion);

    /// <summary>True when a foreign system is set up.</summary>
    public bool IsOn => _client.IsOn;

    /// <summary>What people call the foreign system.</summary>
    public string System => _options.Name;

    /// <summary>The fields of the customer that are changed in the foreign system only, as requests call them.</summary>
    public IReadOnlyList<string> Held(CustomerCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return HeldFields.Of(_options, card.LookedUpAt);
    }

    /// <summary>The question that typed words are, where they may be a whole phone or customer number; else null.</summary>
    public LookUpCustomerRequest? Question(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Trim();
        if (_options.AddressByPhone is { Length: > 0 } && Telephone.TryNormalise(words, _region, out _))
            return new(Phone: words);
        var isNumber = words.Length is >= ShortestNumber and <= LongestNumber && words.Any(char.IsDigit) && !words.Any(char.IsWhiteSpace);
        return _options.AddressByNumber is { Length: > 0 } && isNumber ? new(Number: words) : null;
    }

    /// <summary>Asks for a customer whom somebody opens, unless what is known is fresh.</summary>
    public async Task<Outcome<CustomerLookup>> Refresh(DeskUser user, long key, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var customer = await _reader.Read(db => CustomerRows.Find(db, key, ct), ct);
        if (customer is null)
            return Problems.NotFound("customer", user.Language);
        if (!IsOn || customer.ErasedAt is not null)
            return await Answer(user, LookupResults.Off, customer, ct);
        if (_runtime.Clock.GetUtcNow() - customer.LookedUpAt < TimeSpan.FromSeconds(_options.FreshSeconds))
            return await Answer(user, LookupResults.Current, customer, ct);
        var answer = await _client.ByNumber(customer.Number, ct);
        if (answer.State == LookupState.NotAsked && CustomerDetails.Numbers(customer, CustomerPhone.Phone) is [var phone, ..])
            answer = await _client.ByPhone(phone, ct);
        return answer.Customer is { } foreign
            ? await Keep(user, foreign, customer, null, null, ct)
            : await Answer(user, ResultOf(answer.State), customer, ct);
    }

    /// <summary>Asks for somebody whom nobody knows here, without keeping the answer: his card has no key.</summary>
    public async Task<Outcome<CustomerLookup>> Peek(DeskUser user, LookUpCustomerRequest request, CancellationToken ct)
    {
        var asked = await Ask(user, request, ct);
        return asked.Problem is { } problem ? problem
            : asked.Value.Answer.Customer is { } foreign
                ? new CustomerLookup(LookupResults.Found, System, Stranger(user, asked.Value, foreign))
            : new CustomerLookup(ResultOf(asked.Value.Answer.State), System, null);
    }

    /// <summary>Asks for somebody whom nobody knows here, and makes him a customer; one who is known is refreshed.</summary>
    public async Task<Outcome<CustomerLookup>> Find(DeskUser user, LookUpCustomerRequest request, CancellationToken ct)
    {
        if (await Known(request, ct) is { } known)
            return await Refresh(user, known, ct);
        var asked = await Ask(user, request, ct);
        return asked.Problem is { } problem ? problem
            : asked.Value.Answer.Customer is { } foreign ? await Keep(user, foreign, null, asked.Value.Number, asked.Value.Phone, ct)
            : new CustomerLookup(ResultOf(asked.Value.Answer.State), System, null);
    }

    private sealed record Asked(LookupAnswer Answer, string? Number, string? Phone);

    private async Task<Outcome<Asked>> Ask(DeskUser user, LookUpCustomerRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayTakeIn(user))
            return Problems.Forbidden(user.Language);
        var number = request.Number?.Trim();
        if (number is { Length: > 0 and <= LongestNumber } && request.Phone is null)
            return new Asked(await _client.ByNumber(number, ct), number, null);
        if (string.IsNullOrEmpty(number) && Telephone.TryNormalise(request.Phone, _region, out var phone))
            return new Asked(await _client.ByPhone(phone, ct), null, phone);
        return Problems.Invalid(user.Language, CustomerTexts.Words.Field("number", "required", "lookup-question", user.Language));
    }

    private async Task<long?> Known(LookUpCustomerRequest request, CancellationToken ct)
    {
        var number = request.Number?.Trim();
        Telephone.TryNormalise(request.Phone, _region, out var phone);
        return await _reader.Read(
            db =>
                number is { Length: > 0 }
                    ? db.Customers.Where(row => row.Number == number).Select(row => (long?)row.Key).FirstOrDefaultAsync(ct)
                    : db
                        .CustomerPhones.Where(row => row.Number == phone)
                        .OrderBy(row => row.CustomerKey)
                        .Select(row => (long?)row.CustomerKey)
                        .FirstOrDefaultAsync(ct),
            ct
        );
    }

    private async Task<Outcome<CustomerLookup>> Keep(
        DeskUser user,
        ForeignCustomer foreign,
        Customer? known,
        string? number,
        string? phone,
        CancellationToken ct
    )
    {
        var kept = await _runtime.Write<Customer>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                return await new ForeignRecord(user, _options, _region).Keep(db, unit, foreign, known?.Key, number, phone, ct);
            },
            ct
        );
        if (kept.Problem is not { } problem)
            return await Answer(user, LookupResults.Found, kept.Value, ct);
        // What was said of somebody known can be nonsense; an agent who opens him sees what was known.
        return known is null && problem.Kind == RejectionKind.InvalidState
            ? problem
            : await Answer(user, LookupResults.Unavailable, known, ct);
    }

    private async Task<CustomerLookup> Answer(DeskUser user, string result, Customer? customer, CancellationToken ct)
    {
        if (customer is null)
            return new(result, System, null);
        var cards = await _reader.Read(db => CustomerViews.Cards(db, [customer], user.Language, ct), ct);
        return new(result, System, cards[0]);
    }

    private CustomerCard Stranger(DeskUser user, Asked asked, ForeignCustomer foreign)
    {
        string[] phones = asked.Phone is { } phone ? [phone] : [];
        var number = foreign.Number ?? asked.Number ?? "";
        return new(0, number, foreign.Name, "", user.Language, phones, [], [], null, 0, 0)
        {
            LookupSource = System,
            LookedUpAt = _runtime.Clock.GetUtcNow(),
        };
    }

    private static string ResultOf(LookupState state) =>
        state switch
        {
            LookupState.NotAsked => LookupResults.Off,
            LookupState.Found => LookupResults.Found,
            LookupState.Unknown => LookupResults.Unknown,
            _ => LookupResults.Unavailable,
        };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/customers/lookup",
                async (LookUpCustomerRequest request, DeskUser user, LookUpCustomer handler, CancellationToken ct) =>
                    Http.Answer.Ok(await handler.Find(user, request, ct))
            )
            .RequirePermission(CustomerGuard.Takers)
            .Describe(
                "LookUpCustomer",
                "Ask the foreign system for a customer by number or phone, and keep the answer",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<CustomerLookup>();
        routes
            .MapPost(
                "/customers/{key:long}/lookup",
                async (long key, DeskUser user, LookUpCustomer handler, CancellationToken ct) =>
                    Http.Answer.Ok(await handler.Refresh(user, key, ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("RefreshCustomer", "Ask the foreign system for a customer who is known here", StatusCodes.Status404NotFound)
            .Produces<CustomerLookup>();
    }
}
