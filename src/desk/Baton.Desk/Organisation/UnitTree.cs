using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>The tree of all departments, to find what lies below or above one. A ring, should there ever be one, ends where it began.</summary>
internal sealed class UnitTree
{
    private readonly Dictionary<string, string?> _parents;
    private readonly ILookup<string?, string> _children;

    /// <param name="links">Code and parent of each department.</param>
    public UnitTree(IReadOnlyCollection<(string Code, string? Parent)> links)
    {
        _parents = links.ToDictionary(link => link.Code, link => link.Parent, StringComparer.Ordinal);
        _children = links.ToLookup(link => link.Parent, link => link.Code, StringComparer.Ordinal);
    }

    public static async Task<UnitTree> Load(DeskDb db, CancellationToken ct)
    {
        var rows = await db.Departments.Select(row => new { row.Code, row.ParentCode }).ToListAsync(ct);
        return new(rows.ConvertAll(row => (row.Code, row.ParentCode)));
    }

    /// <summary>The departments themselves and all below them, each once.</summary>
    public IReadOnlyList<string> Below(IEnumerable<string> codes)
    {
        var found = codes.Distinct(StringComparer.Ordinal).ToList();
        var known = found.ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < found.Count; index++)
            found.AddRange(_children[found[index]].Where(known.Add));
        return found;
    }

    /// <summary>The department itself and all above it, the nearest first; nothing for none.</summary>
    public IReadOnlyList<string> Above(string? code)
    {
        var found = new List<string>();
        for (; code is not null && !found.Contains(code, StringComparer.Ordinal); code = _parents.GetValueOrDefault(code))
            found.Add(code);
        return found;
    }
}
