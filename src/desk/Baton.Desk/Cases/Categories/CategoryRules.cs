using System.Text.RegularExpressions;
using Baton.Runtime;

namespace Baton.Desk.Cases.Categories;

/// <summary>What a category may be called and when it may be touched; pure.</summary>
internal static partial class CategoryRules
{
    public const int NameMaxLength = 200;
    public const int MaxSortOrder = 1_000_000_000;

    /// <summary>Between neighbours, so that one moves in between without touching them.</summary>
    public const int Gap = 1000;

    public static FieldProblem? CheckCode(string? code, string language) =>
        CodePattern().IsMatch(code ?? "") ? null : CategoryTexts.Words.Field("code", "pattern", "code", language);

    public static FieldProblem? CheckName(LocalizedText name, string language)
    {
        string[] names = [name.ZhHans, name.ZhHant, name.En];
        return names.All(one => one.Length == 0) || names.Any(one => one.Length > NameMaxLength)
            ? CategoryTexts.Words.Field("name", "length", "name", language, ("max", $"{NameMaxLength}"))
            : null;
    }

    public static FieldProblem? CheckOrder(int? sortOrder, string language) =>
        sortOrder is null or (>= 0 and <= MaxSortOrder)
            ? null
            : CategoryTexts.Words.Field("sortOrder", "range", "order", language, ("max", $"{MaxSortOrder}"));

    /// <summary>Without blanks around, and with something where the caller sent nothing.</summary>
    public static LocalizedText Clean(LocalizedText? name) => new(Trim(name?.ZhHans), Trim(name?.ZhHant), Trim(name?.En));

    /// <summary>Says no where one of these is fixed.</summary>
    public static Problem? UnlessLoose(IEnumerable<Category> rows, string language) =>
        rows.FirstOrDefault(row => row.IsFixed) is { } held
            ? CategoryTexts.Words.Rejected("category-fixed", language, ("name", held.Name.In(language)))
            : null;

    /// <summary>The order of one more at the end.</summary>
    public static int Last(IEnumerable<Category> siblings) =>
        Math.Min(MaxSortOrder, siblings.Select(row => row.SortOrder).DefaultIfEmpty(0).Max() + Gap);

    private static string Trim(string? text) => text?.Trim() ?? "";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
