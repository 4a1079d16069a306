using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Categories;

/// <summary>Lists the whole category tree for those who keep it: parents before children, retired ones too, with how many cases have each.</summary>
public sealed class ListKeptCategories(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<KeptCategory>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var tree = new CategoryTree(await db.Categories.AsNoTracking().ToListAsync(ct));
                var use = await CategoryUse.Count(db, ct);
                var views = new List<KeptCategory>();
                Add(null);
                return Outcome.Of<IReadOnlyList<KeptCategory>>(views);

                void Add(string? parent)
                {
                    foreach (var row in tree.Children(parent))
                    {
                        views.Add(KeptCategory.Of(row, use));
                        Add(row.Code);
                    }
                }
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/categories/all",
                async (DeskUser user, ListKeptCategories handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("ListKeptCategories", "The whole category tree with retired ones and the number of cases, for those who keep it")
            .Produces<IReadOnlyList<KeptCategory>>();
}
