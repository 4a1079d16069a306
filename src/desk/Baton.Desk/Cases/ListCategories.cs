using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>A node of the category tree.</summary>
/// <param name="Code">Its code.</param>
/// <param name="ParentCode">Null at the top.</param>
/// <param name="Level">1 to 4.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Path">Names from the top down to this node, for type-ahead.</param>
/// <param name="IsLeaf">True when nothing lies below it.</param>
public sealed record CategoryView(string Code, string? ParentCode, int Level, string Name, IReadOnlyList<string> Path, bool IsLeaf);

/// <summary>Lists the category tree, parents before children.</summary>
public sealed class ListCategories(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<CategoryView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var rows = await reader.Read(
            db => db.Categories.Where(row => !row.IsRetired).OrderBy(row => row.SortOrder).ThenBy(row => row.Code).ToListAsync(ct),
            ct
        );
        return Outcome.Of<IReadOnlyList<CategoryView>>(View(rows, user.Language));
    }

    internal static List<CategoryView> View(IReadOnlyList<Category> rows, string language)
    {
        var children = rows.ToLookup(row => row.ParentCode, StringComparer.Ordinal);
        var views = new List<CategoryView>(rows.Count);
        AddBelow(null, []);
        return views;

        void AddBelow(string? parent, IReadOnlyList<string> above)
        {
            if (above.Count >= Category.MaxLevel)
                return;
            foreach (var row in children[parent])
            {
                var name = row.Name.In(language);
                List<string> path = [.. above, name];
                views.Add(new(row.Code, row.ParentCode, row.Level, name, path, !children.Contains(row.Code)));
                AddBelow(row.Code, path);
            }
        }
    }

    /// <summary>Codes of a category and of all below it.</summary>
    internal static async Task<List<string>> Below(DeskDb db, string code, CancellationToken ct)
    {
        var all = await db.Categories.Select(row => new { row.Code, row.ParentCode }).ToListAsync(ct);
        var children = all.ToLookup(row => row.ParentCode, row => row.Code, StringComparer.Ordinal);
        var found = new List<string> { code };
        for (var index = 0; index < found.Count && index < all.Count + 1; index++)
            found.AddRange(children[found[index]]);
        return found;
    }

    /// <summary>Names from the top to the category, retired ones too.</summary>
    internal static string? PathOf(IReadOnlyDictionary<string, Category> all, string? code, string language)
    {
        var names = new List<string>();
        for (var level = 0; code is not null && level < Category.MaxLevel && all.TryGetValue(code, out var row); level++)
        {
            names.Insert(0, row.Name.In(language));
            code = row.ParentCode;
        }
        return names.Count == 0 ? null : string.Join(" / ", names);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/categories",
                async (DeskUser user, ListCategories handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequireSignIn()
            .Describe("ListCategories", "The category tree, parents before children")
            .Produces<IReadOnlyList<CategoryView>>();
}
