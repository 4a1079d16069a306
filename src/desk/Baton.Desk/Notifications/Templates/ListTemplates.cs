using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Templates;

/// <summary>Lists the templates of messages: those of packs, of administrators, and those that the desk brings.</summary>
public sealed class ListTemplates(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<TemplateLine>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        var rows = await reader.Read(db => db.Set<MessageTemplate>().Where(row => !row.IsRetired).ToListAsync(ct), ct);
        var known = rows.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var own = TemplateShelf.Own.Where(one => !known.Contains(one.Key)).Select(one => Line(one.Key, one.Value, user.Language));
        return Outcome.Of<IReadOnlyList<TemplateLine>>([
            .. rows.Select(row => Line(row, user.Language)).Concat(own).OrderBy(one => one.Code, StringComparer.Ordinal),
        ]);
    }

    internal static TemplateLine Line(MessageTemplate row, string language)
    {
        var content = TemplateContent.Read(row.Content);
        var isOwn = TemplateShelf.Own.ContainsKey(row.Code);
        var isChanged = row.PackContent is { } said ? said != row.Content : isOwn;
        return new(row.Code, content.Name.In(language), row.Pack, isOwn, isChanged, content.IsUrgent, row.Version)
        {
            IsForAnswers = content.IsForAnswers,
        };
    }

    internal static TemplateLine Line(string code, TemplateContent own, string language) =>
        new(code, own.Name.In(language), null, true, false, own.IsUrgent, 0) { IsForAnswers = own.IsForAnswers };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/message-templates",
                async (DeskUser user, ListTemplates handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe("ListMessageTemplates", "The templates of messages")
            .Produces<IReadOnlyList<TemplateLine>>();
}
