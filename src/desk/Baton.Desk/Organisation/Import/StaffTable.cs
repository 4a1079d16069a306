using System.Text;
using Baton.Desk.Customers.Import;
using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using CsvHelper;

namespace Baton.Desk.Organisation.Import;

/// <summary>A line of the file.</summary>
/// <param name="Line">Its number in the file, as an editor counts.</param>
/// <param name="Cells">What stands in it, by the code of the column, without blanks around.</param>
internal sealed record StaffRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The text of a column; null where the file has no such column, empty where the cell is.</summary>
    public string? Cell(string column) => Cells.GetValueOrDefault(column);

    /// <summary>The codes in a cell that holds several, separated by commas, semicolons or bars; null where the file has no such column.</summary>
    public IReadOnlyList<string>? Codes(string column) =>
        Cell(column)?.Split([',', ';', '|', '、', '，', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Reads a table of people or departments: CSV in UTF-8 or the first sheet of an Excel workbook, whose first line names the columns.</summary>
internal static class StaffTable
{
    /// <summary>More lines are refused; import them in parts.</summary>
    public const int MaxRows = 5000;

    private static readonly CsvReaderOptions Rules = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lines below the headings; blank ones are left out.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">Codes of the columns that may be there.</param>
    /// <param name="required">The column without which the file makes no sense.</param>
    /// <param name="language">Of what is wrong.</param>
    /// <param name="ct">Stops the reading of a workbook.</param>
    public static Outcome<IReadOnlyList<StaffRow>> Read(
        byte[] file,
        IReadOnlyList<string> columns,
        string required,
        string language,
        CancellationToken ct
    )
    {
        if (file.Length > ImportFile.MaxBytes)
            return Problem.Invalid(
                Answer.TooLarge,
                DeskTexts.Get("import.too-large", language, ("max", $"{ImportFile.MaxBytes / 1024 / 1024}"))
            );
        if (WorkbookTable.IsWorkbook(file))
        {
            return WorkbookTable.Read(file, ct) is { } sheet
                ? Read(sheet.Select(line => (line.Line, line.Cells)), columns, required, language)
                : UnitTexts.Unreadable("import-workbook", language);
        }
        try
        {
            // The byte order mark, where there is one, is no part of the first heading.
            var text = Strict.GetString(file).TrimStart('\uFEFF');
            using var reader = CsvReader.FromText(text, Rules);
            return Read(Lines(reader), columns, required, language);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or CsvFormatException)
        {
            return Wrong("import.unreadable", language);
        }
    }

    private static Outcome<IReadOnlyList<StaffRow>> Read(
        IEnumerable<(int Line, IReadOnlyList<string> Cells)> lines,
        IReadOnlyList<string> columns,
        string required,
        string language
    )
    {
        List<string>? headings = null;
        var rows = new List<StaffRow>();
        foreach (var (line, cells) in lines)
        {
            if (headings is null)
            {
                headings = cells.Select(heading => heading.Replace(' ', '_').ToLowerInvariant()).ToList();
                if (Fault(headings, columns, required, language) is { } fault)
                    return fault;
                continue;
            }
            if (cells.All(cell => cell.Length == 0))
                continue;
            if (rows.Count == MaxRows)
                return Wrong("import.too-many", language, ("max", $"{MaxRows}"));
            var named = headings.Zip(cells.Concat(Enumerable.Repeat("", headings.Count)));
            rows.Add(new(line, named.ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)));
        }
        return headings is null ? Wrong("import.empty", language) : rows;
    }

    private static Problem? Fault(List<string> headings, IReadOnlyList<string> columns, string required, string language)
    {
        if (headings.FirstOrDefault(heading => !columns.Contains(heading, StringComparer.Ordinal)) is { } unknown)
            return Wrong("import.column", language, ("name", unknown), ("known", string.Join(", ", columns)));
        return headings.Count != headings.Distinct(StringComparer.Ordinal).Count() || !headings.Contains(required)
            ? Wrong("import.required-column", language, ("name", required))
            : null;
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Lines(CsvReader reader)
    {
        while (reader.Read())
            yield return ((int)reader.LineNumber, Cells(reader));
    }

    private static List<string> Cells(CsvReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetString(index).Trim())];

    private static Problem Wrong(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        Problems.Invalid(language, Problems.Field("file", "unreadable", key, language, parameters));
}
