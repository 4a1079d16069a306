using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal;

/// <summary>A kind of case that a customer may register.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Form">The fields for customers; null when there are none.</param>
/// <param name="Categories">What it may be about, parents before children.</param>
public sealed record PortalCaseType(string Code, string Name, FormSchema? Form, IReadOnlyList<CategoryView> Categories);

/// <summary>Lists what customers may register on their own page.</summary>
public sealed class ListPortalCaseTypes(DeskReader reader, FormCatalog forms, IOptions<PortalOptions> options)
{
    public async Task<Outcome<IReadOnlyList<PortalCaseType>>> Handle(PortalCaller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!options.Value.Enabled)
            return PortalTexts.Off(caller.Language);
        var (types, categories) = await reader.Read(
            async db =>
                (
                    await db
                        .CaseTypes.Where(type => type.IsOnPortal && !type.IsRetired)
                        .OrderBy(type => type.SortOrder)
                        .ThenBy(type => type.Code)
                        .ToListAsync(ct),
                    await db.Categories.Where(row => !row.IsRetired).OrderBy(row => row.SortOrder).ThenBy(row => row.Code).ToListAsync(ct)
                ),
            ct
        );
        var views = new List<PortalCaseType>(types.Count);
        foreach (var type in types)
        {
            var form = type.FormId is null ? null : await forms.Latest(type.FormId, ct);
            var own = form is null ? null : PortalForm.Of(form);
            var matters = ListCategories.View(PortalMatters.Of(categories, type.Pack), caller.Language);
            views.Add(new(type.Code, type.Name.In(caller.Language), own is { Components.Count: > 0 } ? own : null, matters));
        }
        return Outcome.Of<IReadOnlyList<PortalCaseType>>(views);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/portal/case-types",
                async (PortalCaller caller, ListPortalCaseTypes handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(caller, ct))
            )
            .ForCustomers()
            .Describe("ListPortalCaseTypes", "Kinds of cases that customers may register themselves", PortalRoutes.Refusals)
            .Produces<IReadOnlyList<PortalCaseType>>();
}
