using System.Text.Json;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Categories;

/// <summary>
/// All categories in the hands of a person who changes some. Saving finds out which ones: levels follow, what a pack brought is marked as edited, the audit
/// log learns of it, and so do the screens.
/// </summary>
internal sealed class CategoryBook
{
    private readonly DeskDb _db;
    private readonly List<Category> _rows;
    private readonly Dictionary<string, (CategoryContent Content, bool IsFixed)> _before;
    private readonly HashSet<string> _pushed = new(StringComparer.Ordinal);

    private CategoryBook(DeskDb db, List<Category> rows)
    {
        (_db, _rows) = (db, rows);
        _before = rows.ToDictionary(row => row.Code, row => (CategoryContent.Of(row), row.IsFixed), StringComparer.Ordinal);
    }

    public static async Task<CategoryBook> Open(DeskDb db, CancellationToken ct) => new(db, await db.Categories.ToListAsync(ct));

    public IReadOnlyList<Category> Rows => _rows;

    /// <summary>The tree with all changes until now.</summary>
    public CategoryTree Tree => new(_rows);

    public Category? Find(string code) => _rows.Find(row => row.Code == code);

    public void Add(Category row)
    {
        _rows.Add(row);
        _db.Categories.Add(row);
    }

    /// <summary>Makes room for a neighbour: no edit, as nobody meant this category.</summary>
    public void Push(Category row, int sortOrder)
    {
        row.SortOrder = sortOrder;
        _pushed.Add(row.Code);
    }

    public async Task Save(UnitOfWork unit, CancellationToken ct)
    {
        Tree.SetLevels();
        foreach (var row in _rows)
        {
            if (!_before.TryGetValue(row.Code, out var before))
            {
                row.Version = 1;
                Note(row, null);
            }
            else if (before.Content != CategoryContent.Of(row) || before.IsFixed != row.IsFixed)
            {
                Mark(row, before.Content);
                row.Version++;
                Note(row, before);
            }
        }
        await _db.SaveChangesAsync(ct);
        unit.Tell(DeskChanges.Categories);
    }

    private void Mark(Category row, CategoryContent before)
    {
        if (row.Pack is null || before == CategoryContent.Of(row) || _pushed.Contains(row.Code))
            return;
        // What the pack said before anybody touched it; a pack that gave the category up says nothing.
        if (!row.IsEdited && row.PackContent is null && !before.IsRetired)
            row.PackContent = before.Write();
        row.IsEdited = row.PackContent != CategoryContent.Of(row).Write();
    }

    private void Note(Category row, (CategoryContent Content, bool IsFixed)? before)
    {
        var change = new AuditChange(AuditKinds.Category, row.Code)
        {
            Action = before is null ? AuditActions.Created : AuditActions.Changed,
        };
        var (old, current) = (before?.Content, CategoryContent.Of(row));
        Field("name.zhHans", old?.Name.ZhHans, current.Name.ZhHans);
        Field("name.zhHant", old?.Name.ZhHant, current.Name.ZhHant);
        Field("name.en", old?.Name.En, current.Name.En);
        Field("parentCode", old?.Parent, current.Parent);
        Field("sortOrder", old?.SortOrder, current.SortOrder);
        Field("isRetired", old?.IsRetired, current.IsRetired);
        Field("isFixed", before?.IsFixed, row.IsFixed);
        _db.Note(change);

        void Field<T>(string name, T was, T now)
        {
            if (Equals(was, now))
                return;
            if (before is not null)
                change.Before[name] = JsonSerializer.SerializeToNode(was, AuditChanges.Json);
            change.After[name] = JsonSerializer.SerializeToNode(now, AuditChanges.Json);
        }
    }
}
