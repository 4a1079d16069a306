using System.Globalization;
using Baton.Desk.Cases.Export;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Categories;

/// <summary>Writes the whole category tree as a file that can be changed and imported: CSV in UTF-8 with a byte order mark.</summary>
public sealed class ExportCategories(DeskReader reader)
{
    public const string ContentType = "text/csv; charset=utf-8";
    public const string FileName = "baton-categories.csv";

    public async Task<Outcome<byte[]>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        var tree = new CategoryTree(await reader.Read(db => db.Categories.AsNoTracking().ToListAsync(ct), ct));
        using var file = new MemoryStream();
        await using (var sheet = new CsvSheet(file))
        {
            await sheet.Add(Cells(CategoryColumns.Headings), ct);
            await Add(sheet, tree, null, ct);
            await sheet.Finish(ct);
        }
        return file.ToArray();
    }

    private static async Task Add(CsvSheet sheet, CategoryTree tree, string? parent, CancellationToken ct)
    {
        foreach (var row in tree.Children(parent))
        {
            await sheet.Add(
                Cells([
                    row.Code,
                    row.ParentCode ?? "",
                    row.Name.En,
                    row.Name.ZhHans,
                    row.Name.ZhHant,
                    row.SortOrder.ToString(CultureInfo.InvariantCulture),
                    row.IsRetired ? CategoryColumns.Yes : CategoryColumns.No,
                ]),
                ct
            );
            await Add(sheet, tree, row.Code, ct);
        }
    }

    private static List<SheetCell> Cells(string[] texts) => [.. texts.Select(text => new SheetCell(text, null))];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/categories/export",
                async (DeskUser user, ExportCategories handler, CancellationToken ct) =>
                    await handler.Handle(user, ct) is var outcome && outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : TypedResults.File(outcome.Value, ContentType, FileName)
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("ExportCategories", "The category tree as CSV, to change and import")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
}
