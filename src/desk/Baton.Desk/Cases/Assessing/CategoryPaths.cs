using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Assessing;

/// <summary>Where a category stands in the tree.</summary>
internal static class CategoryPaths
{
    /// <summary>The codes from the top to the category; empty for none and for an unknown one.</summary>
    public static async Task<IReadOnlyList<string>> Codes(DeskDb db, string? code, CancellationToken ct)
    {
        var path = new List<string>();
        while (code is not null && path.Count < Category.MaxLevel)
        {
            var wanted = code;
            if (await db.Categories.SingleOrDefaultAsync(row => row.Code == wanted, ct) is not { } category)
                break;
            path.Insert(0, category.Code);
            code = category.ParentCode;
        }
        return path;
    }
}
