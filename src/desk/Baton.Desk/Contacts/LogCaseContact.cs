using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Contacts;

/// <summary>A contact about a case that exists already.</summary>
/// <param name="Subject">What it was about, in a line.</param>
/// <param name="CustomerKey">Who called; null for somebody whom nobody knows. He need not be the customer of the case.</param>
/// <param name="Channel">phone when null.</param>
/// <param name="Phone">The number that he called from.</param>
/// <param name="Note">What was said; 4,000 characters at most.</param>
public sealed record LogCaseContactRequest(
    string Subject,
    long? CustomerKey = null,
    string? Channel = null,
    string? Phone = null,
    string? Note = null
)
{
    /// <summary>The draft that it was typed in: its attachments go to the case, the draft goes away.</summary>
    public string? DraftKey { get; init; }

    /// <summary>Files that were taken in for it already; they become attachments of the case.</summary>
    internal IReadOnlyList<TakenFile> Files { get; init; } = [];

    /// <summary>Repeating the request with the same key logs nothing new.</summary>
    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>The contact that was added.</summary>
public sealed record CaseContactLogged(long Key, string CaseNumber);

/// <summary>
/// Adds a contact to a case, open or closed, instead of opening another one: who called and how, and what was said as a note for colleagues, so that
/// whoever works on the case sees it.
/// </summary>
public sealed class LogCaseContact(BatonRuntime runtime, DeskChanges changes, IOptions<DeskOptions> options)
{
    private const string Operation = "case-contact";

    public async Task<Outcome<CaseContactLogged>> Handle(
        DeskUser user,
        string caseNumber,
        LogCaseContactRequest request,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.OpenCases) && !user.May(CaseEntries.Permission(request.Channel)))
            return Problems.Forbidden(user.Language);
        var faults = LogContact.Check(user, request.Subject, request.Note);
        if (LogContact.Number(user, request.Phone, options.Value.DefaultRegion, out var phone) is { } wrong)
            faults.Add(wrong);
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);
        return await runtime.Write<CaseContactLogged>(unit => Log(unit, user, caseNumber, request, phone, ct), ct);
    }

    private async ValueTask<Outcome<CaseContactLogged>> Log(
        UnitOfWork unit,
        DeskUser user,
        string caseNumber,
        LogCaseContactRequest request,
        string? phone,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var row = await CaseGuard.Find(db, user, caseNumber, ct);
        if (row is null)
            return Problems.NotFound("case", user.Language);
        var earlier = await Idempotency.Find(
            db,
            user,
            Operation,
            request.IdempotencyKey,
            AttachedFiles.Compared(request, request.Files),
            ct
        );
        if (earlier.Problem is { } misused)
            return misused;
        if (earlier.Value is { } known)
            return new CaseContactLogged(known, row.Number);
        if (request.CustomerKey is { } customerKey && await LogContact.Unfit(db, user, customerKey, ct) is { } unfit)
            return Problems.Invalid(user.Language, unfit);
        var contact = new Contact
        {
            Key = unit.NextKey(),
            CustomerKey = request.CustomerKey,
            CaseKey = row.Key,
            Channel = request.Channel ?? OpenCase.PhoneChannel,
            Phone = phone,
            Subject = request.Subject.Trim(),
            Note = request.Note?.Trim(),
            LoggedBy = user.UserName,
            At = unit.Now,
        };
        db.Contacts.Add(contact);
        Timeline.Add(
            db,
            unit,
            row.Key,
            TimelineCodes.ContactAdded,
            user.UserName,
            null,
            (TimelineWords.Channel, contact.Channel),
            ("subject", contact.Subject)
        );
        Idempotency.Remember(
            db,
            unit,
            user,
            Operation,
            request.IdempotencyKey,
            AttachedFiles.Compared(request, request.Files),
            contact.Key
        );
        AttachedFiles.Add(db, unit, row, user.UserName, request.Files);
        if (request.DraftKey is { } draftKey)
            await OpenCase.TakeOverDraft(db, unit, user, draftKey, row.Key, ct);
        var text = NoteRules.Clean($"{contact.Subject}\n{contact.Note}");
        var noted = await WriteNote.Write(db, unit, row, user, new(row.Number, text), text, ct);
        if (noted.Problem is { } refused)
            return refused with { Fields = [.. refused.Fields.Select(field => field with { Field = "note" })] };
        unit.AfterCommit(() => changes.Publish(noted.Value.Topics));
        return new CaseContactLogged(contact.Key, row.Number);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/contacts",
                async (
                    string number,
                    LogCaseContactRequest request,
                    DeskUser user,
                    LogCaseContact handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Created(
                        await handler.Handle(user, number, request with { IdempotencyKey = Answer.IdempotencyKey(context) }, ct),
                        _ => $"/api/cases/{number}"
                    )
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe(
                "LogCaseContact",
                "Add a contact to a case that exists already",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<CaseContactLogged>(StatusCodes.Status201Created);
}
