using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>What the categories of some cases are called, with all above them.</summary>
internal static class CategoryNames
{
    /// <summary>Fewer are asked for one by one, with those above them; of more the whole tree is read.</summary>
    private const int FewMax = 3;

    /// <summary>The names from the top to each of the categories, retired ones too, by its code; unknown ones are missing.</summary>
    public static async Task<Dictionary<string, string>> Of(DeskDb db, IEnumerable<string?> codes, string language, CancellationToken ct)
    {
        var wanted = codes.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<string, (string? Parent, LocalizedText Name)>(StringComparer.Ordinal);
        if (wanted.Count > FewMax)
            await Read(db.Categories);
        else
        {
            for (var next = wanted.ToList(); next.Count > 0; )
            {
                var level = next;
                await Read(db.Categories.Where(row => level.Contains(row.Code)));
                next =
                [
                    .. level
                        .Select(code => known.GetValueOrDefault(code).Parent)
                        .OfType<string>()
                        .Where(code => !known.ContainsKey(code))
                        .Distinct(),
                ];
            }
        }
        return wanted.Where(known.ContainsKey).ToDictionary(code => code, Path, StringComparer.Ordinal);

        async Task Read(IQueryable<Category> some)
        {
            foreach (
                var row in await some.Select(one => new
                    {
                        one.Code,
                        one.ParentCode,
                        one.Name,
                    })
                    .ToListAsync(ct)
            )
                known[row.Code] = (row.ParentCode, row.Name);
        }

        string Path(string code)
        {
            var names = new List<string>();
            for (
                string? at = code;
                at is not null && names.Count < Category.MaxLevel && known.TryGetValue(at, out var row);
                at = row.Parent
            )
                names.Insert(0, row.Name.In(language));
            return string.Join(" / ", names);
        }
    }
}
