using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal;

/// <summary>What a customer writes to register a case.</summary>
/// <param name="Type">Code of a case type of the customers' page.</param>
/// <param name="Name">What he is called.</param>
/// <param name="Subject">What it is about, in a line.</param>
/// <param name="Description">What happened.</param>
public sealed record RegisterCaseRequest(string Type, string Name, string Subject, string Description)
{
    /// <summary>In any notation; this or <see cref="Email"/> is needed.</summary>
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>Code of a category of the type; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>The fields of the type that customers fill in; others are not taken.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>16 to 200 characters that nobody else can guess: repeating the request with the same key registers nothing new, and answers with a new code.</summary>
    [JsonIgnore]
    public string? IdempotencyKey { get; init; }

    /// <summary>Files that come along.</summary>
    [JsonIgnore]
    public IReadOnlyList<CustomerFile> Files { get; init; } = [];
}

/// <summary>A file that a customer sends.</summary>
/// <param name="Name">As he calls it.</param>
/// <param name="Content">Read once, to its end.</param>
/// <param name="Length">In bytes, where that is known before.</param>
public sealed record CustomerFile(string Name, Stream Content, long? Length);

/// <summary>
/// Registers a case for a customer who has no account: he is found by phone or mail address, or becomes a new customer, and the answer is the same in
/// both cases. Number and code in the answer are what he follows it with.
/// </summary>
public sealed class RegisterCase(
    BatonRuntime runtime,
    DeskReader reader,
    FormCatalog forms,
    OpenCase openCase,
    AttachmentIntake intake,
    PortalLimits limits,
    IOptions<PortalOptions> options,
    IOptions<DeskOptions> desk
)
{
    internal const string Channel = "web";
    private const string Operation = "portal-case";

    public async Task<Outcome<PortalCodeGiven>> Handle(PortalCaller caller, RegisterCaseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.Enabled)
            return PortalTexts.Off(caller.Language);
        if (limits.Registration(caller) is { } tooMany)
            return tooMany;
        var facts = await Load(caller, request, ct);
        var checkedRequest = Registration.Check(request, facts, options.Value, caller.Language, desk.Value.DefaultRegion);
        if (checkedRequest.Problem is { } invalid)
            return invalid;
        var code = PortalCode.New();
        var hash = Secrets.HashPassword(PortalCode.Normal(code));
        if (await Again(caller, request, hash, ct) is { } earlier)
            return earlier.Problem is { } misused ? misused : new PortalCodeGiven(earlier.Value, code);
        var files = await CustomerFiles.Take(intake, caller.AsUser(), request.Files, _ => Task.FromResult<Problem?>(null), ct);
        if (files.Problem is { } refused)
            return refused;
        var opened = await Open(caller, request, checkedRequest.Value, files.Value, hash, ct);
        return opened.Problem is { } problem ? Registration.InOwnWords(problem) : new PortalCodeGiven(opened.Value.Number, code);
    }

    private async Task<RegistrationFacts> Load(PortalCaller caller, RegisterCaseRequest request, CancellationToken ct)
    {
        var (type, categoryIsKnown) = await reader.Read(
            async db =>
            {
                var found = await db.CaseTypes.SingleOrDefaultAsync(
                    row => row.Code == request.Type && row.IsOnPortal && !row.IsRetired,
                    ct
                );
                var pack = found?.Pack;
                var offered = await db.Categories.AsNoTracking().Where(row => !row.IsRetired).ToListAsync(ct);
                var matters = ListCategories.View(PortalMatters.Of(offered, pack), caller.Language);
                return (found, matters.Exists(matter => matter.Code == request.Category));
            },
            ct
        );
        var form = type?.FormId is { } formId ? await forms.Latest(formId, ct) : null;
        return new(type is not null, form is null ? FormSchema.Empty : PortalForm.Of(form), categoryIsKnown);
    }

    /// <summary>The number of the case that the same request has made before, with another code; null for a first request.</summary>
    private async Task<Outcome<string>?> Again(PortalCaller caller, RegisterCaseRequest request, string hash, CancellationToken ct)
    {
        if (request.IdempotencyKey is null)
            return null;
        var user = caller.AsUser();
        var known = await reader.Read(db => Idempotency.Find(db, user, Operation, request.IdempotencyKey, request, ct), ct);
        if (known.Problem is { } misused)
            return misused;
        if (known.Value is not { } key)
            return null;
        return await runtime.Write<string>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await db.Cases.SingleAsync(one => one.Key == key, ct);
                await GivePortalCode.Give(db, unit, row, hash, user.UserName, ct);
                await db.SaveChangesAsync(ct);
                return row.Number;
            },
            ct
        );
    }

    private async Task<Outcome<CaseOpened>> Open(
        PortalCaller caller,
        RegisterCaseRequest request,
        Registration registration,
        IReadOnlyList<TakenFile> files,
        string hash,
        CancellationToken ct
    )
    {
        var user = caller.AsUser();
        var known = await reader.Read(db => KnownCustomer.Find(db, registration, ct), ct);
        var open = new OpenCaseRequest(request.Type, registration.Subject)
        {
            Category = request.Category,
            Description = registration.Description,
            CustomerKey = known,
            Customer = known is null ? registration.AsCustomer(caller.Language) : null,
            Phone = registration.Phone,
            Channel = Channel,
            Form = registration.Form,
        };
        return await openCase.Handle(user, open, TakeOver, ct);

        async ValueTask<Problem?> TakeOver(UnitOfWork unit, DeskDb db, Case row)
        {
            // Another request with the same key may have been first since it was looked for.
            if ((await Idempotency.Find(db, user, Operation, request.IdempotencyKey, request, ct)) is { Succeeded: true, Value: not null })
                return PortalTexts.TooMany(caller.Language);
            db.Contacts.Add(OpenCase.FirstContact(unit, user, row, registration.Description));
            await GivePortalCode.Give(db, unit, row, hash, user.UserName, ct);
            Timeline.Add(db, unit, row.Key, PortalCodes.Registered, user.UserName, null, ("as", registration.Reach()));
            CustomerFiles.Add(db, unit, row, files);
            Idempotency.Remember(db, unit, user, Operation, request.IdempotencyKey, request, row.Key);
            return null;
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/portal/cases",
                async (RegisterCaseRequest request, PortalCaller caller, RegisterCase handler, HttpContext context, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(caller, request with { IdempotencyKey = Answer.IdempotencyKey(context) }, ct),
                        _ => "/api/portal/case"
                    )
            )
            .ForCustomers()
            .Describe("RegisterCase", "Register a case as its customer; number and code are told this once", PortalRoutes.Refusals)
            .Produces<PortalCodeGiven>(StatusCodes.Status201Created);
}
