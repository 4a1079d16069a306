using System.Globalization;
using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>A mail to the customer of a case.</summary>
/// <param name="Text">What is written; 20,000 characters at most.</param>
public sealed record AnswerByMailRequest(string Text)
{
    /// <summary>One of the addresses that the case offers; null for the first.</summary>
    public string? To { get; init; }

    /// <summary>Null for the subject of his last mail, or of the case.</summary>
    public string? Subject { get; init; }

    /// <summary>His last mail follows below.</summary>
    public bool Quotes { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>What a mail about the case would be like.</summary>
/// <param name="Addresses">Whom it can go to, the customer first.</param>
/// <param name="Subject">The usual subject.</param>
/// <param name="Quote">What he wrote last; null for nothing.</param>
/// <param name="Signature">Stands below; null for none.</param>
public sealed record AnswerDraft(IReadOnlyList<string> Addresses, string Subject, string? Quote, string? Signature);

/// <summary>Writes to the customer about a case; his answer comes back to the case.</summary>
public sealed class AnswerByMail
{
    private const int TextMax = 20_000;
    private const int QuoteMax = 20_000;
    private const int SubjectMax = 200;
    private const string Operation = "case-mail";

    private readonly BatonRuntime _runtime;
    private readonly DeskReader _reader;
    private readonly MessageDesk _messages;

    internal AnswerByMail(BatonRuntime runtime, DeskReader reader, MessageDesk messages) =>
        (_runtime, _reader, _messages) = (runtime, reader, messages);

    /// <summary>What is offered to somebody who begins to write.</summary>
    public async Task<Outcome<AnswerDraft>> Draft(DeskUser user, string number, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!Permissions.WriteOnCases.Any(user.May))
            return Problems.Forbidden(user.Language);
        return await _reader.Read<Outcome<AnswerDraft>>(
            async db =>
                await CaseGuard.Find(db, user, number, ct) is { } row ? await Draft(db, row, ct) : Problems.NotFound("case", user.Language),
            ct
        );
    }

    public async Task<Outcome<Done>> Handle(DeskUser user, string number, AnswerByMailRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!Permissions.WriteOnCases.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (Check(user.Language, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await CaseGuard.Find(db, user, number, ct) is not { } row)
                    return Problems.NotFound("case", user.Language);
                var earlier = await Idempotency.Find(db, user, Operation, request.IdempotencyKey, request, ct);
                if (earlier.Problem is { } misused)
                    return misused;
                if (earlier.Value is not null)
                    return Done.Outcome;
                var draft = await Draft(db, row, ct);
                if ((request.To ?? (draft.Addresses is [var first, ..] ? first : null)) is not { } to)
                    return Problems.Invalid(user.Language, MailTexts.Words.Field("to", "required", "no-address", user.Language));
                if (!draft.Addresses.Contains(to, StringComparer.OrdinalIgnoreCase))
                    return Problems.Invalid(user.Language, MailTexts.Words.Field("to", "unknown", "foreign-address", user.Language));
                var key = unit.NextKey();
                var language = await db
                    .Customers.Where(one => one.Key == row.CustomerKey)
                    .Select(one => one.Language)
                    .SingleOrDefaultAsync(ct);
                var order = new MessageOrder
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"answer:{key}"),
                    Template = TemplateShelf.Answer,
                    Channels = [MessageChannels.Mail],
                    To = [new(null, to) { Name = row.CustomerName, Language = language ?? Languages.Default }],
                    CaseKey = row.Key,
                    Values = new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["answer"] = new Dictionary<string, object?>(StringComparer.Ordinal)
                        {
                            ["subject"] = Line(request.Subject) ?? draft.Subject,
                            ["text"] = Words(request, draft),
                        },
                    },
                };
                // The desk's own wording, whatever administrators made of the template: a person's words are not theirs to change.
                var template = new ShelvedTemplate(TemplateShelf.Answer, TemplateShelf.Own[TemplateShelf.Answer], 0);
                await _messages.Order(unit, db, order, template, row, ct);
                Idempotency.Remember(db, unit, user, Operation, request.IdempotencyKey, request, key);
                await db.SaveChangesAsync(ct);
                unit.Tell(DeskChanges.Case(row.Key));
                return Done.Outcome;
            },
            ct
        );
    }

    private static List<FieldProblem> Check(string language, AnswerByMailRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Text))
            wrong.Add(MailTexts.Words.Field("text", "required", "text-required", language));
        if (request.Text?.Length > TextMax)
            wrong.Add(MailTexts.Words.Field("text", "maxLength", "too-long", language, ("max", $"{TextMax}")));
        if (request.Subject?.Length > SubjectMax)
            wrong.Add(MailTexts.Words.Field("subject", "maxLength", "too-long", language, ("max", $"{SubjectMax}")));
        return wrong;
    }

    private static async Task<AnswerDraft> Draft(DeskDb db, Case row, CancellationToken ct)
    {
        var addresses = await db.Set<Customers.CustomerEmail>()
            .Where(one => one.CustomerKey == row.CustomerKey)
            .OrderBy(one => one.SortOrder)
            .Select(one => one.Address)
            .ToListAsync(ct);
        var came = await db
            .IncomingContacts.AsNoTracking()
            .Where(one => one.CaseKey == row.Key && one.Channel == MessageChannels.Mail && !one.IsAutomatic)
            .OrderByDescending(one => one.Key)
            .Take(20)
            .ToListAsync(ct);
        addresses.AddRange(came.Select(one => one.From).OfType<string>());
        var last = came.FirstOrDefault();
        var box = await db.Set<ReceivedMail>()
            .Where(one => one.CaseKey == row.Key && one.State == MailStates.Taken)
            .OrderByDescending(one => one.Key)
            .Select(one => one.Mailbox)
            .FirstOrDefaultAsync(ct);
        var mailbox = await ReplyPaths.MailboxOf(db, row.Key, box, ct);
        var subject = last?.Subject ?? row.Subject;
        return new(
            [.. addresses.Distinct(StringComparer.OrdinalIgnoreCase)],
            subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : "Re: " + subject,
            last?.Text is { } text ? (text.Length > QuoteMax ? text[..QuoteMax] : text) : null,
            mailbox?.Signature
        );
    }

    private static string Words(AnswerByMailRequest request, AnswerDraft draft)
    {
        var text = new StringBuilder(request.Text.Trim());
        if (draft.Signature is { Length: > 0 } signature)
            text.Append("\n\n-- \n").Append(signature);
        if (!request.Quotes || draft.Quote is not { Length: > 0 } quote)
            return text.ToString();
        text.Append("\n\n");
        foreach (var line in quote.ReplaceLineEndings("\n").Split('\n'))
            text.Append("> ").Append(line).Append('\n');
        return text.ToString();
    }

    private static string? Line(string? text) => Reading.MailReading.Line(text, SubjectMax) is { Length: > 0 } line ? line : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/cases/{number}/mails/draft",
                async (string number, DeskUser user, AnswerByMail handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Draft(user, number, ct))
            )
            .RequirePermission([.. Permissions.WriteOnCases])
            .Describe("DraftCaseMail", "What a mail to the customer of a case would be like", StatusCodes.Status404NotFound)
            .Produces<AnswerDraft>();
        routes
            .MapPost(
                "/cases/{number}/mails",
                async (
                    string number,
                    AnswerByMailRequest request,
                    DeskUser user,
                    AnswerByMail handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.NoContent(
                        await handler.Handle(user, number, request with { IdempotencyKey = Answer.IdempotencyKey(context) }, ct)
                    )
            )
            .RequirePermission([.. Permissions.WriteOnCases])
            .Describe(
                "SendCaseMail",
                "Write to the customer of a case by mail; his answer comes back to the case",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
    }
}
