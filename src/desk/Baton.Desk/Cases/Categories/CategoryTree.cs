using Baton.Runtime;

namespace Baton.Desk.Cases.Categories;

/// <summary>The tree as it is at the moment, retired categories too. A ring, should there ever be one, ends where it began.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<string, Category> _rows;
    private readonly ILookup<string?, Category> _children;

    public CategoryTree(IEnumerable<Category> rows)
    {
        _rows = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        _children = _rows
            .Values.OrderBy(row => row.SortOrder)
            .ThenBy(row => row.Code, StringComparer.Ordinal)
            .ToLookup(row => row.ParentCode, StringComparer.Ordinal);
    }

    public Category? Find(string? code) => code is null ? null : _rows.GetValueOrDefault(code);

    /// <summary>Those directly below a category, or the topmost ones for null, in their order.</summary>
    public IEnumerable<Category> Children(string? code) => _children[code];

    /// <summary>All below a category, parents before children.</summary>
    public IReadOnlyList<Category> Below(string code)
    {
        var found = _children[code].ToList();
        var known = found.Select(row => row.Code).Append(code).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < found.Count; index++)
            found.AddRange(_children[found[index].Code].Where(row => known.Add(row.Code)));
        return found;
    }

    /// <summary>All above a category, the nearest first.</summary>
    public IReadOnlyList<Category> Above(string code)
    {
        var found = new List<Category>();
        for (var row = Find(Find(code)?.ParentCode); row is not null && !found.Contains(row); row = Find(row.ParentCode))
            found.Add(row);
        return found;
    }

    /// <summary>1 at the top; 0 for null.</summary>
    public int Level(string? code) => Find(code) is null ? 0 : Above(code!).Count + 1;

    /// <summary>How many levels lie below a category.</summary>
    public int Depth(string code)
    {
        var own = Level(code);
        return Below(code).Select(row => Level(row.Code) - own).DefaultIfEmpty(0).Max();
    }

    /// <summary>Names from the top down to the category.</summary>
    public string Path(string code, string language) =>
        string.Join(" / ", Above(code).Reverse().Append(_rows[code]).Select(row => row.Name.In(language)));

    /// <summary>Why a category of these levels below it cannot lie below <paramref name="parent"/>; null where it can.</summary>
    /// <param name="code">The category, which may be new.</param>
    /// <param name="parent">Null for the top, where everything can lie.</param>
    /// <param name="isOffered">A category that is offered does not lie below one that is not.</param>
    /// <param name="language">Of the answer.</param>
    public FieldProblem? Unfit(string code, string? parent, bool isOffered, string language)
    {
        if (parent is null)
            return null;
        if (Find(parent) is not { } above)
            return Wrong("unknown", "parent-unknown", ("code", parent));
        if (parent == code || Above(parent).Any(row => row.Code == code))
            return Wrong("ring", "parent-below", ("path", Path(parent, language)));
        if (Level(parent) + 1 + Depth(code) > Category.MaxLevel)
            return Wrong("depth", "parent-deep", ("path", Path(parent, language)), ("max", $"{Category.MaxLevel}"));
        return isOffered && above.IsRetired ? Wrong("retired", "parent-retired", ("path", Path(parent, language))) : null;

        FieldProblem Wrong(string fault, string key, params ReadOnlySpan<(string Name, string Value)> parameters) =>
            CategoryTexts.Words.Field("parentCode", fault, key, language, parameters);
    }

    /// <summary>Each category has the level that its place gives it.</summary>
    public void SetLevels()
    {
        foreach (var row in _rows.Values)
        {
            var level = Level(row.Code);
            if (row.Level != level)
                row.Level = level;
        }
    }
}
