using Baton.Desk.Connectors.Connections;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs.Palette;

/// <summary>Lists what a process can name, with names in the reader's language, so that whoever draws it picks and writes nothing.</summary>
public sealed class DesignPalette(DeskReader reader, EngineSearch search, PackTexts packTexts)
{
    private const int PeopleMax = 1000;

    public async Task<Outcome<PaletteView>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!Permissions.ReadDesigns.Any(user.May))
            return Problems.Forbidden(user.Language);
        var deployed = new SearchRequest
        {
            Filter = new Filter.Where("isLatestVersion", true),
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        var processes = await search.ProcessDefinitions(deployed, ct);
        if (processes.Problem is { } unread)
            return unread;
        var decisions = await search.DecisionDefinitions(deployed, ct);
        if (decisions.Problem is { } unreadDecisions)
            return unreadDecisions;
        var forms = await search.LatestForms(ct);
        var words = await packTexts.Words(ct);
        return await reader.Read(async db => await View(db), ct);

        async Task<Outcome<PaletteView>> View(DeskDb db)
        {
            var types = await db.CaseTypes.Where(type => !type.IsRetired).OrderBy(type => type.Code).ToListAsync(ct);
            return new PaletteView
            {
                Groups = await Groups(db, user.Language, ct),
                People = await db
                    .Users.Where(row => !row.IsDisabled)
                    .OrderBy(row => row.DisplayName)
                    .ThenBy(row => row.UserName)
                    .Take(PeopleMax)
                    .Select(row => new PaletteChoice(row.UserName, row.DisplayName))
                    .ToListAsync(ct),
                Forms = [.. forms.Select(form => new PaletteChoice(form.FormId, form.FormId))],
                Decisions =
                [
                    .. ByName(
                        decisions.Value!.Items.Select(one => new PaletteChoice(
                            one.DecisionDefinitionId,
                            words.Find("decision." + one.DecisionDefinitionId, user.Language) ?? one.Name ?? one.DecisionDefinitionId
                        ))
                    ),
                ],
                Processes =
                [
                    .. processes
                        .Value!.Items.Select(one => Process(one, types, user.Language))
                        .OrderBy(one => one.Name, StringComparer.Ordinal),
                ],
                Templates = await Templates(db, user.Language, ct),
                Connections = await db.Set<HttpConnection>()
                    .Where(row => row.IsEnabled)
                    .OrderBy(row => row.Name)
                    .ThenBy(row => row.Code)
                    .Select(row => new PaletteChoice(row.Code, row.Name))
                    .ToListAsync(ct),
                Statuses = [.. ByName(words.Codes("status.").Select(code => new PaletteChoice(code, words.Status(code, user.Language))))],
                Actions = [.. ByName(words.Codes("action.").Select(code => new PaletteChoice(code, words.Action(code, user.Language))))],
                Limits = await Limits(db, user.Language, ct),
                CaseTypes = types.ConvertAll(type => new PaletteChoice(type.Code, type.Name.In(user.Language))),
            };
        }
    }

    private static IEnumerable<PaletteChoice> ByName(IEnumerable<PaletteChoice> choices) =>
        choices.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal);

    private static PaletteProcess Process(ProcessDefinitionRow row, IReadOnlyList<Cases.CaseType> types, string language)
    {
        var runs = types.Where(type => type.ProcessId == row.ProcessDefinitionId).ToList();
        return new(
            row.ProcessDefinitionId,
            runs is [var only] ? only.Name.In(language) : row.Name ?? row.ProcessDefinitionId,
            runs.ConvertAll(type => type.Code)
        );
    }

    private static async Task<List<PaletteGroup>> Groups(DeskDb db, string language, CancellationToken ct)
    {
        var roles = await db.Roles.OrderBy(role => role.Code).ToListAsync(ct);
        var departments = await db
            .Departments.Where(row => !row.IsClosed)
            .OrderBy(row => row.SortOrder)
            .ThenBy(row => row.Code)
            .ToListAsync(ct);
        return
        [
            .. roles
                .Select(role => new PaletteGroup(role.Code, role.Name.In(language), IsDepartment: false))
                .OrderBy(role => role.Name, StringComparer.Ordinal),
            .. departments.Select(row => new PaletteGroup(DepartmentGroup.Of(row.Code), row.Name.In(language), IsDepartment: true)),
        ];
    }

    private static async Task<List<PaletteChoice>> Templates(DeskDb db, string language, CancellationToken ct)
    {
        var rows = await db.Set<MessageTemplate>().ToListAsync(ct);
        var known = rows.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ByName(
                rows.Where(row => !row.IsRetired)
                    .Select(row => new PaletteChoice(row.Code, TemplateContent.Read(row.Content).Name.In(language)))
                    .Concat(
                        TemplateShelf
                            .Own.Where(one => !known.Contains(one.Key))
                            .Select(one => new PaletteChoice(one.Key, one.Value.Name.In(language)))
                    )
            ),
        ];
    }

    private static async Task<List<PaletteLimit>> Limits(DeskDb db, string language, CancellationToken ct)
    {
        var rows = await LimitShelf.Latest(db).Where(row => !row.IsRetired).OrderBy(row => row.Code).ToListAsync(ct);
        return
        [
            .. rows.Select(row => TimeLimitReader.Read(row.Content))
                .Where(limit => limit.IsOfTask)
                .Select(limit => new PaletteLimit(limit.Code, limit.Name.In(language), limit.Step, limit.CaseTypes)),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/design-palette",
                async (DeskUser user, DesignPalette handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission([.. Permissions.ReadDesigns])
            .Describe("ShowDesignPalette", "What a process can name: roles, people, forms, decisions, templates and more")
            .Produces<PaletteView>();
}
