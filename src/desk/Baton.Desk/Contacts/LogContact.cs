using System.Text.Json.Serialization;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Contacts;

/// <summary>A contact that was settled at once.</summary>
/// <param name="Subject">What it was about, in a line.</param>
/// <param name="CustomerKey">Null for a caller whom nobody knows.</param>
/// <param name="Channel">phone when null.</param>
/// <param name="Phone">The number that the customer called from.</param>
/// <param name="Note">What was said.</param>
public sealed record LogContactRequest(
    string Subject,
    long? CustomerKey = null,
    string? Channel = null,
    string? Phone = null,
    string? Note = null
)
{
    /// <summary>Repeating the request with the same key logs nothing new.</summary>
    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>A contact as it is listed.</summary>
public sealed record ContactView(
    long Key,
    long? CustomerKey,
    string? CaseNumber,
    string Channel,
    string? Phone,
    string Subject,
    string? Note,
    string LoggedBy,
    string LoggedByName,
    DateTimeOffset At
);

/// <summary>Keeps a record of a contact that needs no case: an enquiry answered on the spot.</summary>
public sealed class LogContact(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    private const string Operation = "contact";

    public async Task<Outcome<ContactView>> Handle(DeskUser user, LogContactRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.OpenCases))
            return Problems.Forbidden(user.Language);
        var faults = Check(user, request.Subject, request.Note);
        if (Number(user, request.Phone, options.Value.DefaultRegion, out var phone) is { } wrong)
            faults.Add(wrong);
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);

        return await runtime.Write<ContactView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var earlier = await Idempotency.Find(db, user, Operation, request.IdempotencyKey, request, ct);
                if (earlier.Problem is { } misused)
                    return misused;
                if (earlier.Value is { } known)
                    return View(await db.Contacts.SingleAsync(row => row.Key == known, ct), user);
                if (request.CustomerKey is { } customerKey && await Unfit(db, user, customerKey, ct) is { } unfit)
                    return Problems.Invalid(user.Language, unfit);
                var contact = new Contact
                {
                    Key = unit.NextKey(),
                    CustomerKey = request.CustomerKey,
                    Channel = request.Channel ?? "phone",
                    Phone = phone,
                    Subject = request.Subject.Trim(),
                    Note = request.Note?.Trim(),
                    LoggedBy = user.UserName,
                    At = unit.Now,
                };
                db.Contacts.Add(contact);
                Idempotency.Remember(db, unit, user, Operation, request.IdempotencyKey, request, contact.Key);
                await db.SaveChangesAsync(ct);
                return View(contact, user);
            },
            ct
        );
    }

    /// <summary>What is wrong with the words of a contact.</summary>
    internal static List<FieldProblem> Check(DeskUser user, string subject, string? note)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(subject))
            faults.Add(Problems.Field("subject", "required", "case.subject", user.Language));
        else if (subject.Length > 200)
            faults.Add(Problems.Field("subject", "maxLength", "case.subject-length", user.Language, ("max", "200")));
        if (note?.Length > 4000)
            faults.Add(Problems.Field("note", "maxLength", "task.text-length", user.Language, ("max", "4000")));
        return faults;
    }

    /// <summary>The number that was typed, E.164, or null for none; answers what is wrong with it.</summary>
    internal static FieldProblem? Number(DeskUser user, string? typed, string region, out string? phone)
    {
        phone = null;
        return string.IsNullOrWhiteSpace(typed) || Telephone.TryNormalise(typed, region, out phone)
            ? null
            : Problems.Field("phone", "phone", "customer.phone", user.Language, ("value", typed));
    }

    /// <summary>Why nothing can be logged of the customer, or null.</summary>
    internal static async Task<FieldProblem?> Unfit(DeskDb db, DeskUser user, long customerKey, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == customerKey, ct);
        return customer switch
        {
            null => Problems.Field("customerKey", "unknown", "problem.not-found.customer", user.Language),
            { ErasedAt: not null } => CustomerTexts.Words.Field("customerKey", "erased", "customer-erased", user.Language),
            _ => null,
        };
    }

    private static ContactView View(Contact row, DeskUser user) =>
        new(row.Key, row.CustomerKey, null, row.Channel, row.Phone, row.Subject, row.Note, row.LoggedBy, user.DisplayName, row.At);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/contacts",
                async (LogContactRequest request, DeskUser user, LogContact handler, HttpContext context, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, request with { IdempotencyKey = Answer.IdempotencyKey(context) }, ct),
                        contact => $"/api/contacts/{contact.Key}"
                    )
            )
            .RequirePermission(Permissions.OpenCases)
            .Describe("LogContact", "Log a contact that needs no case", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<ContactView>(StatusCodes.Status201Created);
}
