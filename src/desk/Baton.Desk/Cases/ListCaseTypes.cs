using Baton.Desk.Cases.Fields;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>A kind of case that can be opened.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Kind">complaint, suggestion, request, ...</param>
/// <param name="ProcessId">The process that carries it.</param>
/// <param name="Form">Its special fields; null when it has none.</param>
/// <param name="AsksUnitManager">Whether the agent may pick who checks the case.</param>
public sealed record CaseTypeView(string Code, string Name, string Kind, string ProcessId, FormSchema? Form, bool AsksUnitManager)
{
    /// <summary>Whether a decision says how severe a case of it is.</summary>
    public bool IsAssessed { get; init; }

    /// <summary>Whether the agent is asked which third party a case of it is about.</summary>
    public bool AsksThirdParty { get; init; }

    /// <summary>The pages for people outside the call centre that offer it; see <see cref="CaseEntries"/>.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];
}

/// <summary>
/// Lists the kinds of cases with their forms, without the fields that the user may nowhere read. Those of the packs that his roles
/// are of and those that administrators made come first: where several solutions share a desk, one's own are at hand.
/// </summary>
public sealed class ListCaseTypes(DeskReader reader, FormCatalog forms, FormChoices choices)
{
    public async Task<Outcome<IReadOnlyList<CaseTypeView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var types = await reader.Read(
            async db =>
            {
                var packs = await db
                    .Roles.Where(role => user.RolesAnywhere.Contains(role.Code) && role.Pack != null)
                    .Select(role => role.Pack)
                    .Distinct()
                    .ToListAsync(ct);
                return await db
                    .CaseTypes.Where(type => !type.IsRetired)
                    .OrderBy(type => type.Pack == null || packs.Contains(type.Pack) ? 0 : 1)
                    .ThenBy(type => type.SortOrder)
                    .ThenBy(type => type.Code)
                    .ToListAsync(ct);
            },
            ct
        );
        var views = new List<CaseTypeView>(types.Count);
        foreach (var type in types)
        {
            var form = type.FormId is null ? null : await forms.Latest(type.FormId, ct);
            if (form is not null)
                form = FieldRights.Read(type.FieldRights).Anywhere(user).Narrow(await choices.Fill(form, [], ct));
            views.Add(
                new(type.Code, type.Name.In(user.Language), type.Kind, type.ProcessId, form, type.AsksUnitManager)
                {
                    IsAssessed = type.DecisionId is not null,
                    AsksThirdParty = type.AsksThirdParty,
                    Entries = CaseEntries.Read(type.Entries),
                }
            );
        }
        return Outcome.Of<IReadOnlyList<CaseTypeView>>(views);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/case-types",
                async (DeskUser user, ListCaseTypes handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequireSignIn()
            .Describe("ListCaseTypes", "Kinds of cases and their forms")
            .Produces<IReadOnlyList<CaseTypeView>>();
}
