using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Types;

/// <summary>Something that a case type can name.</summary>
/// <param name="Code">Its id or code.</param>
/// <param name="Name">In the reader's language.</param>
public sealed record CaseTypeChoice(string Code, string Name);

/// <summary>All case types, and what they can name.</summary>
/// <param name="Types">Those in use first, as they are offered.</param>
public sealed record KeptCaseTypes(IReadOnlyList<KeptCaseType> Types)
{
    /// <summary>Deployed processes.</summary>
    public required IReadOnlyList<CaseTypeChoice> Processes { get; init; }

    /// <summary>Deployed forms.</summary>
    public required IReadOnlyList<CaseTypeChoice> Forms { get; init; }

    /// <summary>Deployed decisions.</summary>
    public required IReadOnlyList<CaseTypeChoice> Decisions { get; init; }

    /// <summary>Statuses that have a name.</summary>
    public required IReadOnlyList<CaseTypeChoice> Statuses { get; init; }

    /// <summary>Kinds of cases.</summary>
    public required IReadOnlyList<CaseTypeChoice> Kinds { get; init; }
}

/// <summary>Lists the case types for whoever keeps them.</summary>
public sealed class ListKeptCaseTypes(DeskReader reader, EngineSearch search, PackTexts packTexts)
{
    public async Task<Outcome<KeptCaseTypes>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var latest = new SearchRequest
        {
            Filter = new Filter.Where("isLatestVersion", true),
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        var processes = (await search.ProcessDefinitions(latest, ct)).Value.Items;
        var decisions = (await search.DecisionDefinitions(latest, ct)).Value.Items;
        var forms = await search.LatestForms(ct);
        var words = await packTexts.Words(ct);
        var rows = await reader.Read(
            db =>
                db.CaseTypes.OrderBy(type => type.IsRetired)
                    .ThenBy(type => type.SortOrder)
                    .ThenBy(type => type.Code)
                    .AsNoTracking()
                    .ToListAsync(ct),
            ct
        );
        var runnable = processes.Select(row => row.ProcessDefinitionId).ToHashSet(StringComparer.Ordinal);
        return new KeptCaseTypes(rows.ConvertAll(row => KeptCaseType.Of(row, runnable.Contains(row.ProcessId), user.Language)))
        {
            Processes = ByName(
                processes.Select(row => new CaseTypeChoice(
                    row.ProcessDefinitionId,
                    words.Process(row.ProcessDefinitionId, row.Name, user.Language)
                ))
            ),
            Forms = ByName(forms.Select(row => new CaseTypeChoice(row.FormId, row.FormId))),
            Decisions = ByName(
                decisions.Select(row => new CaseTypeChoice(
                    row.DecisionDefinitionId,
                    words.Find("decision." + row.DecisionDefinitionId, user.Language) ?? row.Name ?? row.DecisionDefinitionId
                ))
            ),
            Statuses = ByName(words.Statuses().Select(code => new CaseTypeChoice(code, words.Status(code, user.Language)))),
            Kinds =
            [
                .. CaseKinds
                    .All.Union(rows.Select(row => row.Kind), StringComparer.Ordinal)
                    .Select(code => new CaseTypeChoice(code, CaseTypeTexts.Words.Find("kind." + code, user.Language) ?? code)),
            ],
        };
    }

    private static IReadOnlyList<CaseTypeChoice> ByName(IEnumerable<CaseTypeChoice> choices) =>
        [.. choices.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Code, StringComparer.Ordinal)];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/case-types/kept",
                async (DeskUser user, ListKeptCaseTypes handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("ListKeptCaseTypes", "All case types as they are kept, and what they can name")
            .Produces<KeptCaseTypes>();
}
