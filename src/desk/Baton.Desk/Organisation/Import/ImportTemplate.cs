using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Baton.Desk.Organisation.Import;

/// <summary>A workbook to fill in.</summary>
public sealed record ImportTemplateFile(string FileName, byte[] Content);

/// <summary>
/// Makes the workbook that an import reads: a first sheet with the headings and nothing else, and a second one that says what goes into each column,
/// with the codes that there are.
/// </summary>
public sealed class ImportTemplate(DeskReader reader)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int ColumnWidth = 22;
    private const int NoteWidth = 90;

    public async Task<Outcome<ImportTemplateFile>> People(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var codes = await reader.Read(
            async db => new Dictionary<string, List<string>>(StringComparer.Ordinal)
            {
                ["departments"] = await db
                    .Departments.Where(row => !row.IsClosed)
                    .OrderBy(row => row.Code)
                    .Select(row => row.Code)
                    .ToListAsync(ct),
                ["roles"] = await db
                    .Roles.Where(row => row.Code != Role.Administrator)
                    .OrderBy(row => row.Code)
                    .Select(row => row.Code)
                    .ToListAsync(ct),
                ["skills"] = await db.Skills.OrderBy(row => row.Code).Select(row => row.Code).ToListAsync(ct),
                ["language"] = [.. Languages.All],
            },
            ct
        );
        return await Write("people", ImportPeople.Columns, codes, user.Language, ct);
    }

    public async Task<Outcome<ImportTemplateFile>> Departments(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var codes = await reader.Read(
            async db => new Dictionary<string, List<string>>(StringComparer.Ordinal)
            {
                ["parent"] = await db
                    .Departments.Where(row => !row.IsClosed)
                    .OrderBy(row => row.Code)
                    .Select(row => row.Code)
                    .ToListAsync(ct),
                ["level"] = [.. UnitLevels.All],
            },
            ct
        );
        return await Write("departments", ImportDepartments.Columns, codes, user.Language, ct);
    }

    private static async Task<ImportTemplateFile> Write(
        string name,
        string[] columns,
        Dictionary<string, List<string>> codes,
        string language,
        CancellationToken ct
    )
    {
        using var content = new MemoryStream();
        await using var book = await Spreadsheet.CreateNewAsync(content, null, ct);
        var bold = new Style();
        bold.Font.Bold = true;
        var heading = book.AddStyle(bold);
        var sheet = new WorksheetOptions { FrozenRows = 1 };
        for (var index = 0; index < columns.Length; index++)
            sheet.Column(index + 1).Width = ColumnWidth;
        await book.StartWorksheetAsync(UnitTexts.Words.Get("template-sheet-" + name, language), sheet, ct);
        await book.AddRowAsync([.. columns.Select(column => new Cell(column, heading))], ct);

        var notes = new WorksheetOptions();
        notes.Column(1).Width = ColumnWidth;
        notes.Column(2).Width = NoteWidth;
        notes.Column(3).Width = NoteWidth;
        await book.StartWorksheetAsync(UnitTexts.Words.Get("template-notes", language), notes, ct);
        string[] heads = ["template-column", "template-meaning", "template-codes"];
        await book.AddRowAsync([.. heads.Select(head => new Cell(UnitTexts.Words.Get(head, language), heading))], ct);
        foreach (var column in columns)
        {
            var known = codes.TryGetValue(column, out var all) ? string.Join(", ", all.Take(500)) : "";
            var meaning = UnitTexts.Words.Get($"template-{name}-{column}", language);
            await book.AddRowAsync([new Cell(column), new Cell(meaning), new Cell(known)], ct);
        }
        await book.FinishAsync(ct);
        return new($"baton-{name}.xlsx", content.ToArray());
    }
}
