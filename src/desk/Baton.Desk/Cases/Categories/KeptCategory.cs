namespace Baton.Desk.Cases.Categories;

/// <summary>A category as those see it who keep the tree.</summary>
/// <param name="Code">By which cases, decisions and reports know it; it never changes.</param>
/// <param name="ParentCode">Null at the top.</param>
/// <param name="Level">1 to 4.</param>
/// <param name="Name">In all languages.</param>
/// <param name="SortOrder">The smaller one stands first among those below the same parent.</param>
/// <param name="IsRetired">It stays on the cases that have it, but is offered no more.</param>
/// <param name="IsFixed">Nobody changes its names and place before this is taken off.</param>
/// <param name="Pack">The pack that brought it; null where people did.</param>
/// <param name="IsEdited">People changed what the pack brought; the pack leaves it alone.</param>
/// <param name="CanReset">What the pack says is known, so that it can be brought back.</param>
/// <param name="OpenCases">How many open cases have exactly this category.</param>
/// <param name="AllCases">How many cases have exactly this category.</param>
/// <param name="Version">To be sent back with a change.</param>
public sealed record KeptCategory(
    string Code,
    string? ParentCode,
    int Level,
    LocalizedText Name,
    int SortOrder,
    bool IsRetired,
    bool IsFixed,
    string? Pack,
    bool IsEdited,
    bool CanReset,
    int OpenCases,
    int AllCases,
    int Version
)
{
    internal static KeptCategory Of(Category row, CategoryUse? use) =>
        new(
            row.Code,
            row.ParentCode,
            row.Level,
            row.Name,
            row.SortOrder,
            row.IsRetired,
            row.IsFixed,
            row.Pack,
            row.IsEdited,
            row is { IsEdited: true, PackContent: not null },
            use?.Open(row.Code) ?? 0,
            use?.All(row.Code) ?? 0,
            row.Version
        );
}
