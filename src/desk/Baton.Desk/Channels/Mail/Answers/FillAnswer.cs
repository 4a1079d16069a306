using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>A template to begin an answer with.</summary>
/// <param name="Template">Its code; one that is made for answers.</param>
/// <param name="Language">en, zh-Hans or zh-Hant; the customer's when null.</param>
public sealed record FillAnswerRequest(string Template, string? Language = null)
{
    [JsonIgnore]
    public string Number { get; init; } = "";
}

/// <summary>The words that its writer goes on with.</summary>
/// <param name="Subject">Of the mail that is answered; the template's where there is none.</param>
/// <param name="Text">Without signature and quote.</param>
/// <param name="Language">In which they are.</param>
/// <param name="Blanks">What is not known and stands in braces: the mail does not leave until it is said.</param>
public sealed record FilledAnswer(string Subject, string Text, string Language, IReadOnlyList<string> Blanks);

/// <summary>Fills a template for an answer with what is known of the case.</summary>
public sealed class FillAnswer(DeskReader reader, TimeProvider clock, IOptions<DeskOptions> options)
{
    public async Task<Outcome<FilledAnswer>> Handle(DeskUser user, FillAnswerRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!Permissions.WriteOnCases.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (request.Language is not null && !Languages.All.Contains(request.Language, StringComparer.Ordinal))
            return Problems.Invalid(user.Language, AnswerByMail.UnknownLanguage(user.Language));
        return await reader.Read<Outcome<FilledAnswer>>(
            async db =>
            {
                if (await CaseGuard.Find(db, user, request.Number, ct) is not { } row)
                    return Problems.NotFound("case", user.Language);
                var template = await TemplateShelf.Find(db, request.Template ?? "", ct);
                if (template is not { Content.IsForAnswers: true })
                    return Problems.Invalid(user.Language, MailTexts.Words.Field("template", "unknown", "template-unknown", user.Language));
                var situation = await AnswerSituation.Of(db, options.Value, user, row, ct);
                var language = request.Language ?? situation.Language;
                var receiver = row.CustomerName is { Length: > 0 } name ? name : situation.Last?.FromName;
                var zone = options.Value.Zone(clock);
                var filled = AnswerWords.Fill(template, language, situation.Facts, receiver, zone);
                if (filled.Fault is { } fault)
                    return Problems.Invalid(user.Language, new FieldProblem("template", "liquid", fault.Message));
                var subject = situation.Last is null ? AnswerWords.Line(filled.Subject) ?? situation.Subject : situation.Subject;
                return new FilledAnswer(subject, filled.Text, language, AnswerBlanks.In(subject + '\n' + filled.Text));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/mails/filled",
                async (string number, FillAnswerRequest request, DeskUser user, FillAnswer handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request with { Number = number }, ct))
            )
            .RequirePermission([.. Permissions.WriteOnCases])
            .Describe(
                "FillCaseMail",
                "A template for an answer, filled with what is known of the case",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<FilledAnswer>();
}
