using System.Globalization;
using Baton.Desk.Cases.Export;

namespace Baton.Desk.Customers.Import;

/// <summary>The refused lines of an import as CSV for a spreadsheet, which takes none of it for a formula.</summary>
public static class FaultSheet
{
    /// <summary>Writes the headings and one row a fault, in the order of the lines.</summary>
    public static async Task Write(IReadOnlyList<ImportFault> faults, string language, Stream to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(faults);
        await using var sheet = new CsvSheet(to);
        string[] headings = ["import-sheet-line", "import-sheet-number", "import-sheet-field", "import-sheet-why"];
        await Row(headings.Select(heading => CustomerTexts.Words.Get(heading, language)));
        foreach (var fault in faults)
            await Row([fault.Line.ToString(CultureInfo.InvariantCulture), fault.Number, fault.Field, fault.Why]);
        await sheet.Finish(ct);

        Task Row(IEnumerable<string> cells) => sheet.Add([.. cells.Select(cell => new SheetCell(cell, null))], ct);
    }
}
