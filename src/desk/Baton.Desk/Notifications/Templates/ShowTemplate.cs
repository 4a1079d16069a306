using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Templates;

/// <summary>Shows a template with its versions and all that it may name.</summary>
public sealed class ShowTemplate(DeskReader reader, IOptions<DeskOptions> options)
{
    public async Task<Outcome<TemplatePage>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<TemplatePage>>(
            async db =>
            {
                var row = await db.Set<MessageTemplate>().SingleOrDefaultAsync(one => one.Code == code, ct);
                var own = TemplateShelf.Own.GetValueOrDefault(code);
                if (row is null or { IsRetired: true } && own is null)
                    return NotFound(user.Language);
                var versions = await db.Set<MessageTemplateVersion>()
                    .Where(one => one.Code == code)
                    .OrderByDescending(one => one.Version)
                    .ToListAsync(ct);
                var names = await DeskUsers.Names(db, versions.Select(one => one.Author), ct);
                var isOwn = row is null or { IsRetired: true };
                return new TemplatePage(
                    isOwn ? ListTemplates.Line(code, own!, user.Language) : ListTemplates.Line(row!, user.Language),
                    isOwn ? own! : TemplateContent.Read(row!.Content),
                    [
                        .. versions.Select(one => new TemplateVersionView(
                            one.Version,
                            one.At,
                            one.Author,
                            one.Author is { } author ? names.GetValueOrDefault(author, author) : one.Pack,
                            one.Comment,
                            TemplateContent.Read(one.Content)
                        )),
                    ],
                    Variables(user.Language)
                );
            },
            ct
        );
    }

    /// <summary>What an editor of a new template needs.</summary>
    public IReadOnlyList<TemplateVariableView> Variables(string language)
    {
        var zone = options.Value.Zone(TimeProvider.System);
        var said = TemplateVariables.All.Concat(TemplateVariables.OfAgent).Select(one => (one.Name, Value: MessageValues.Keep(one.Sample)));
        return
        [
            .. said.Select(one => new TemplateVariableView(
                one.Name,
                MessageValues.Say(new() { ["it"] = one.Value }, language, zone)["it"] switch
                {
                    IEnumerable<object?> list => string.Join(", ", list),
                    var value => $"{value}",
                }
            )),
        ];
    }

    internal static Problem NotFound(string language) =>
        MessageTexts.Words.NotFound(language) with
        {
            Detail = MessageTexts.Words.Get("template-not-found", language),
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/message-templates/{code}",
                async (string code, DeskUser user, ShowTemplate handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, code, ct), context, page => page.Template.Version)
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe("ShowMessageTemplate", "A template of messages with its versions", StatusCodes.Status404NotFound)
            .Produces<TemplatePage>();
}
