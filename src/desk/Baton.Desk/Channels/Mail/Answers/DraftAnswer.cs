using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>What is offered to somebody who begins to write to the customer.</summary>
public sealed class DraftAnswer(DeskReader reader, TimeProvider clock, IOptions<DeskOptions> options)
{
    /// <summary>In the customer's language when none is asked for.</summary>
    public async Task<Outcome<AnswerDraft>> Handle(DeskUser user, string number, string? language, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!Permissions.WriteOnCases.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (language is not null && !Languages.All.Contains(language, StringComparer.Ordinal))
            return Problems.Invalid(user.Language, AnswerByMail.UnknownLanguage(user.Language));
        return await reader.Read<Outcome<AnswerDraft>>(
            async db =>
            {
                if (await CaseGuard.Find(db, user, number, ct) is not { } row)
                    return Problems.NotFound("case", user.Language);
                var situation = await AnswerSituation.Of(db, options.Value, user, row, ct);
                return situation.Draft(language ?? situation.Language, options.Value.Zone(clock)) with
                {
                    Templates = await Templates(db, user.Language, ct),
                };
            },
            ct
        );
    }

    private static async Task<IReadOnlyList<AnswerTemplate>> Templates(DeskDb db, string language, CancellationToken ct)
    {
        var rows = await db.Set<MessageTemplate>().AsNoTracking().Where(row => !row.IsRetired).ToListAsync(ct);
        var changed = rows.ToDictionary(row => row.Code, row => TemplateContent.Read(row.Content), StringComparer.Ordinal);
        return
        [
            .. changed
                .Concat(TemplateShelf.Own.Where(own => !changed.ContainsKey(own.Key)))
                .Where(one => one.Value.IsForAnswers)
                .Select(one => new AnswerTemplate(one.Key, one.Value.Name.In(language)))
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases/{number}/mails/draft",
                async (string number, string? language, DeskUser user, DraftAnswer handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, language, ct))
            )
            .RequirePermission([.. Permissions.WriteOnCases])
            .Describe(
                "DraftCaseMail",
                "What a mail to the customer of a case would be like, and the templates for it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<AnswerDraft>();
}
