using Baton.Desk.Cases;
using Baton.Desk.Cases.Categories;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Brings the categories of a pack up to it. One that people edited stays as they made it, and what the pack says now waits beside it; what the pack no
/// longer has is retired, unless somebody edited it. The pack is refused where its tree and theirs cannot be one.
/// </summary>
internal static class PackCategories
{
    public static async Task<Problem?> Write(UnitOfWork unit, DeskDb db, Pack pack, string language, CancellationToken ct)
    {
        var rows = await db.Categories.ToListAsync(ct);
        var existing = rows.ToDictionary(category => category.Code, StringComparer.Ordinal);
        foreach (var (order, wanted) in pack.Categories.Index())
        {
            existing.Remove(wanted.Code, out var row);
            if (row is not null && row.Pack != pack.Id)
                return PackContents.InUse(language, "Category", wanted.Code, row.Pack);
            var said = new CategoryContent(wanted.Name, wanted.Parent, (order + 1) * CategoryRules.Gap, IsRetired: false);
            if (row is null)
                rows.Add(row = db.Categories.Add(New(pack, wanted)).Entity);
            row.PackContent = said.Write();
            if (row.IsEdited)
                continue;
            said.WriteTo(row);
            row.Version++;
        }

        foreach (var gone in existing.Values.Where(category => category.Pack == pack.Id))
        {
            gone.PackContent = null;
            gone.IsRetired |= !gone.IsEdited;
            gone.Version++;
        }

        var tree = new CategoryTree(rows);
        foreach (var row in rows)
        {
            if (tree.Unfit(row.Code, row.ParentCode, isOffered: false, language) is { } unfit)
                return Torn(row, unfit, language);
        }
        tree.SetLevels();
        unit.Tell(DeskChanges.Categories);
        return null;
    }

    private static Category New(Pack pack, PackCategory wanted) =>
        new()
        {
            Code = wanted.Code,
            Level = wanted.Level,
            Name = wanted.Name,
            Pack = pack.Id,
        };

    private static Problem Torn(Category row, FieldProblem unfit, string language) =>
        CategoryTexts.Words.Rejected("pack-does-not-fit", language, ("name", row.Name.In(language)), ("why", unfit.Message));
}
