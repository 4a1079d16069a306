using System.Globalization;
using Baton.Desk.Cases.Categories;

namespace Baton.Web.Categories;

/// <summary>The category tree as it was read, to find what lies above and below.</summary>
public sealed class CategoryPlaces
{
    /// <summary>More levels the desk does not have.</summary>
    public const int MaxLevel = 4;

    private readonly Dictionary<string, KeptCategory> _rows;
    private readonly ILookup<string?, KeptCategory> _children;

    /// <param name="all">Parents before children, in their order.</param>
    public CategoryPlaces(IReadOnlyList<KeptCategory> all)
    {
        All = all;
        _rows = all.ToDictionary(row => row.Code, StringComparer.Ordinal);
        _children = all.ToLookup(row => row.ParentCode, StringComparer.Ordinal);
    }

    public IReadOnlyList<KeptCategory> All { get; }

    public KeptCategory? Find(string? code) => code is null ? null : _rows.GetValueOrDefault(code);

    public IEnumerable<KeptCategory> Children(string? code) => _children[code];

    /// <summary>The category with all below it, parents first.</summary>
    public IReadOnlyList<KeptCategory> With(KeptCategory category)
    {
        List<KeptCategory> found = [category];
        for (var index = 0; index < found.Count; index++)
            found.AddRange(_children[found[index].Code]);
        return found;
    }

    /// <summary>From the top down to the category itself.</summary>
    public IReadOnlyList<KeptCategory> Path(KeptCategory category)
    {
        List<KeptCategory> found = [category];
        for (var row = Find(category.ParentCode); row is not null; row = Find(row.ParentCode))
            found.Insert(0, row);
        return found;
    }

    public string Words(KeptCategory category, string language) => string.Join(" › ", Path(category).Select(row => row.Name.In(language)));

    /// <summary>The categories below which one could lie, in the order of the tree.</summary>
    /// <param name="moved">Null for one that is new.</param>
    public IEnumerable<KeptCategory> PlacesFor(KeptCategory? moved)
    {
        var own = moved is null ? [] : With(moved);
        var depth = moved is null ? 0 : own.Max(row => row.Level) - moved.Level;
        return All.Where(row =>
            !own.Contains(row) && row.Level + 1 + depth <= MaxLevel && (!row.IsRetired || moved is { IsRetired: true })
        );
    }

    /// <summary>The one behind a category among its neighbours; null for the last.</summary>
    public KeptCategory? Next(KeptCategory category) =>
        _children[category.ParentCode].SkipWhile(row => row.Code != category.Code).Skip(1).FirstOrDefault();

    /// <summary>True where one of the names or the code has all of these words.</summary>
    public static bool Fits(KeptCategory category, string[] words)
    {
        string[] texts = [category.Code, category.Name.En, category.Name.ZhHans, category.Name.ZhHant];
        return words.All(word => texts.Any(text => Has(text, word)));
    }

    private static bool Has(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth) >= 0;
}
