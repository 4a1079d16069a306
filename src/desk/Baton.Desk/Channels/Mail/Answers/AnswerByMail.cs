using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>A mail to the customer of a case.</summary>
/// <param name="Text">What is written; 20,000 characters at most, without blanks that nobody filled in.</param>
public sealed record AnswerByMailRequest(string Text)
{
    /// <summary>One of the addresses that the case offers; null for the first.</summary>
    public string? To { get; init; }

    /// <summary>Addresses that get a copy which all see; 10 at most.</summary>
    public IReadOnlyList<string>? Cc { get; init; }

    /// <summary>Null for the subject of his last mail, or of the case.</summary>
    public string? Subject { get; init; }

    /// <summary>His last mail follows below.</summary>
    public bool Quotes { get; init; }

    /// <summary>Keys of attachments of the case that go with it; 10 and 20 MB at most.</summary>
    public IReadOnlyList<long>? Files { get; init; }

    /// <summary>Of what the desk adds: en, zh-Hans or zh-Hant; the customer's when null.</summary>
    public string? Language { get; init; }

    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>Writes to the customer about a case; his answer comes back to the case.</summary>
public sealed class AnswerByMail
{
    private const int TextMax = 20_000;
    private const int CopiesMax = 10;
    private const string Operation = "case-mail";

    private readonly BatonRuntime _runtime;
    private readonly MessageDesk _messages;
    private readonly DeskOptions _options;

    internal AnswerByMail(BatonRuntime runtime, MessageDesk messages, IOptions<DeskOptions> options) =>
        (_runtime, _messages, _options) = (runtime, messages, options.Value);

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
                var situation = await AnswerSituation.Of(db, _options, user, row, ct);
                if ((request.To ?? (situation.Addresses is [var first, ..] ? first : null)) is not { } to)
                    return Problems.Invalid(user.Language, MailTexts.Words.Field("to", "required", "no-address", user.Language));
                if (!situation.Addresses.Contains(to, StringComparer.OrdinalIgnoreCase))
                    return Problems.Invalid(user.Language, MailTexts.Words.Field("to", "unknown", "foreign-address", user.Language));
                var (files, refused) = await AnswerFiles.Find(db, user, row, request.Files ?? [], ct);
                if (refused is not null)
                    return Problems.Invalid(user.Language, refused);
                var key = unit.NextKey();
                await _messages.Order(unit, db, Order(key, user, row, request, situation, to) with { Files = files }, Template, row, ct);
                Idempotency.Remember(db, unit, user, Operation, request.IdempotencyKey, request, key);
                await db.SaveChangesAsync(ct);
                unit.Tell(DeskChanges.Case(row.Key));
                return Done.Outcome;
            },
            ct
        );
    }

    /// <summary>The desk's own wording, whatever administrators made of the template: a person's words are not theirs to change.</summary>
    private static ShelvedTemplate Template => new(TemplateShelf.Answer, TemplateShelf.Own[TemplateShelf.Answer], 0);

    private MessageOrder Order(long key, DeskUser user, Case row, AnswerByMailRequest request, AnswerSituation situation, string to)
    {
        var language = request.Language ?? situation.Language;
        var draft = situation.Draft(language, _options.Zone(_runtime.Clock));
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"answer:{key}"),
            Template = TemplateShelf.Answer,
            Channels = [MessageChannels.Mail],
            To = [new(null, to) { Name = row.CustomerName, Language = language }],
            Cc = [.. Copies(request).Select(one => new Addressee(null, one) { Language = language })],
            CaseKey = row.Key,
            Author = user.UserName,
            Values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                // A node is kept whole; a text is cut, and nobody's words are.
                ["answer"] = new JsonObject
                {
                    ["subject"] = AnswerWords.Line(request.Subject) ?? draft.Subject,
                    ["text"] = AnswerWords.Whole(request.Text, draft.Signature, draft.QuoteHead, request.Quotes ? draft.Quote : null),
                },
            },
        };
    }

    private static IReadOnlyList<string> Copies(AnswerByMailRequest request) =>
        [
            .. (request.Cc ?? [])
                .Where(one => !string.IsNullOrWhiteSpace(one))
                .Select(one => one.Trim())
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    internal static FieldProblem UnknownLanguage(string language) =>
        MailTexts.Words.Field("language", "unknown", "one-of", language, ("allowed", string.Join(", ", Languages.All)));

    private static List<FieldProblem> Check(string language, AnswerByMailRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Text))
            Add("text", "required", "text-required");
        if (request.Text?.Length > TextMax)
            Add("text", "maxLength", "too-long", ("max", $"{TextMax}"));
        if (request.Subject?.Length > AnswerWords.SubjectMax)
            Add("subject", "maxLength", "too-long", ("max", $"{AnswerWords.SubjectMax}"));
        foreach (var (field, text) in new[] { ("text", request.Text), ("subject", request.Subject) })
        {
            if (AnswerBlanks.In(text ?? "") is { Count: > 0 } blanks)
                Add(field, "unfilled", "unfilled", ("blanks", string.Join(", ", blanks)));
        }
        var copies = Copies(request);
        if (copies.Count > CopiesMax)
            Add("cc", "maxItems", "too-many", ("max", $"{CopiesMax}"));
        else if (copies.FirstOrDefault(one => MessageAddress.For(MessageChannels.Mail, one) is null) is { } unusable)
            Add("cc", "address", "copy-address", ("address", unusable.Length > 100 ? unusable[..100] : unusable));
        if (request.Files?.Count > AnswerFiles.Most)
            Add("files", "maxItems", "too-many", ("max", $"{AnswerFiles.Most}"));
        if (request.Language is { } said && !Languages.All.Contains(said, StringComparer.Ordinal))
            wrong.Add(UnknownLanguage(language));
        return wrong;

        void Add(string field, string code, string text, params ReadOnlySpan<(string, string)> parameters) =>
            wrong.Add(MailTexts.Words.Field(field, code, text, language, parameters));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
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
