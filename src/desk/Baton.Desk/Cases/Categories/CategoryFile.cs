using System.Globalization;
using Baton.Desk.Organisation.Import;

namespace Baton.Desk.Cases.Categories;

/// <summary>
/// A file of categories laid over the tree. First all lines are written, in whatever order they come, then each is looked at in the tree that results.
/// </summary>
/// <param name="language">The reader's.</param>
internal sealed class CategoryFile(string language)
{
    /// <summary>A line, the category that it is about, and what that was before; null where it is new.</summary>
    private sealed record Entry(StaffRow Row, string Code, Category? Category, CategoryContent? Before, List<string> Faults);

    /// <summary>Pure but for the categories, which are changed.</summary>
    /// <param name="table">The lines.</param>
    /// <param name="present">All categories.</param>
    /// <param name="add">Takes a new one.</param>
    public IReadOnlyList<CategoryImportLine> Lay(IReadOnlyList<StaffRow> table, IEnumerable<Category> present, Action<Category> add)
    {
        var rows = present.ToDictionary(row => row.Code, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = table.Select(row => Write(row, rows, seen, add)).ToList();
        var tree = new CategoryTree(rows.Values);
        foreach (var entry in entries.Where(entry => entry.Category is not null))
            LookAt(entry, entry.Category!, tree);
        return entries.ConvertAll(entry => new CategoryImportLine(
            entry.Row.Line,
            entry.Code,
            entry.Category?.Name.In(language) ?? "",
            entry.Category is { } row && entry.Faults.Count == 0 ? [.. Changes(entry.Before, row)] : [],
            entry.Faults
        ));
    }

    private Entry Write(StaffRow row, Dictionary<string, Category> rows, HashSet<string> seen, Action<Category> add)
    {
        var (code, faults) = (row.Cell(CategoryColumns.Code)!, new List<string>());
        if (CategoryRules.CheckCode(code, language) is { } wrong)
            return new(row, code, null, null, [wrong.Message]);
        if (!seen.Add(code))
            return new(row, code, null, null, [CategoryTexts.Words.Get("line-twice", language, ("code", code))]);
        var before = rows.TryGetValue(code, out var category) ? CategoryContent.Of(category) : null;
        if (category is null)
        {
            category = rows[code] = new()
            {
                Code = code,
                Level = 1,
                Name = LocalizedText.Same(""),
            };
            add(category);
        }
        category.Name = CategoryRules.Clean(
            new(
                Name(row, CategoryColumns.Simplified) ?? category.Name.ZhHans,
                Name(row, CategoryColumns.Traditional) ?? category.Name.ZhHant,
                Name(row, CategoryColumns.English) ?? category.Name.En
            )
        );
        if (CategoryRules.CheckName(category.Name, language) is { } name)
            faults.Add(name.Message);
        if (row.Cell(CategoryColumns.Parent) is { } parent)
            category.ParentCode = parent.Length == 0 ? null : parent;
        Order(row, category, before, rows, faults);
        if (row.Cell(CategoryColumns.Retired) is { } retired)
        {
            if (CategoryColumns.Truth(retired) is { } isRetired)
                category.IsRetired = isRetired;
            else
                faults.Add(CategoryTexts.Words.Get("line-retired", language, ("text", retired)));
        }
        return new(row, code, category, before, faults);
    }

    private void Order(StaffRow row, Category category, CategoryContent? before, Dictionary<string, Category> rows, List<string> faults)
    {
        if (row.Cell(CategoryColumns.Order) is not { Length: > 0 } text)
        {
            if (before is null)
                category.SortOrder = CategoryRules.Last(
                    rows.Values.Where(one => one.ParentCode == category.ParentCode && one.Code != category.Code)
                );
            return;
        }
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var order);
        if (!isNumber || CategoryRules.CheckOrder(order, language) is not null)
            faults.Add(CategoryTexts.Words.Get("order", language, ("max", $"{CategoryRules.MaxSortOrder}")));
        else
            category.SortOrder = order;
    }

    /// <summary>What is wrong with the category in the tree as the file makes it.</summary>
    private void LookAt(Entry entry, Category row, CategoryTree tree)
    {
        var current = CategoryContent.Of(row);
        if (current == entry.Before)
            return;
        var isPlaced = entry.Before is null || entry.Before.Parent != row.ParentCode;
        var isOffered = !row.IsRetired && (isPlaced || entry.Before!.IsRetired);
        if (tree.Unfit(row.Code, row.ParentCode, isOffered, language) is { } unfit && (isPlaced || isOffered))
            entry.Faults.Add(unfit.Message);
        if (row.IsRetired && tree.Children(row.Code).FirstOrDefault(one => !one.IsRetired) is { } living)
            entry.Faults.Add(
                CategoryTexts.Words.Get("line-has-below", language, ("name", row.Name.In(language)), ("below", living.Name.In(language)))
            );
        IEnumerable<Category> touched = isPlaced ? [row, .. tree.Below(row.Code)] : [row];
        if (entry.Before is not null && CategoryRules.UnlessLoose(touched, language) is { } held)
            entry.Faults.Add(held.Detail);
    }

    private static IEnumerable<CategoryChange> Changes(CategoryContent? before, Category row)
    {
        if (before is null)
        {
            yield return CategoryChange.New;
            yield break;
        }
        if (before.Name != row.Name)
            yield return CategoryChange.Renamed;
        if (before.Parent != row.ParentCode)
            yield return CategoryChange.Moved;
        else if (before.SortOrder != row.SortOrder)
            yield return CategoryChange.Reordered;
        if (before.IsRetired != row.IsRetired)
            yield return row.IsRetired ? CategoryChange.Retired : CategoryChange.Restored;
    }

    private static string? Name(StaffRow row, string column) => row.Cell(column) is { } text ? CategoryColumns.Plain(text) : null;
}
