using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Categories;

/// <summary>How many cases have which category.</summary>
internal sealed class CategoryUse
{
    private readonly Dictionary<string, int> _open;
    private readonly Dictionary<string, int> _all;

    private CategoryUse(Dictionary<string, int> open, Dictionary<string, int> all) => (_open, _all) = (open, all);

    public static async Task<CategoryUse> Count(DeskDb db, CancellationToken ct)
    {
        var cases = db.Cases.Where(row => row.CategoryCode != null);
        return new(await Count(cases.Where(row => !row.IsClosed), ct), await Count(cases, ct));
    }

    public int Open(string code) => _open.GetValueOrDefault(code);

    public int All(string code) => _all.GetValueOrDefault(code);

    private static Task<Dictionary<string, int>> Count(IQueryable<Case> cases, CancellationToken ct) =>
        cases
            .GroupBy(row => row.CategoryCode!)
            .Select(group => new { Code = group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Code, one => one.Count, StringComparer.Ordinal, ct);
}
