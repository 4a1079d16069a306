using System.Globalization;
using System.Text.Unicode;
using Baton.Desk.Http;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Customers.Import;

/// <summary>Takes a table out of a file: CSV in UTF-8, or an Excel workbook, told apart by what is in it. Bounded in every direction.</summary>
internal static class TableFile
{
    /// <summary>Most lines below the headings.</summary>
    public const int MaxLines = 50_000;

    /// <summary>Most columns.</summary>
    public const int MaxColumns = 100;

    /// <summary>Longest text of a cell.</summary>
    public const int MaxCell = 10_000;

    /// <summary>Most letters of a whole table, which a workbook may hold packed.</summary>
    private const int MaxLetters = 50_000_000;

    public static async Task<Outcome<ImportTable>> Read(Stream content, long? length, string language, CancellationToken ct)
    {
        if (length > ImportRequest.MaxBytes || await Bytes(content, ct) is not { } bytes)
        {
            var text = CustomerTexts.Words.Get("import-too-large", language, ("max", Text(ImportRequest.MaxBytes / 1024 / 1024)));
            return new Problem(RejectionKind.InvalidArgument, Answer.TooLarge, text, []);
        }
        if (WorkbookTable.IsWorkbook(bytes))
            return WorkbookTable.Read(bytes, ct) is { } lines ? Table(lines, language) : Unreadable("import-workbook", language);
        if (!Utf8.IsValid(bytes.Span) || bytes.Span.Contains((byte)0))
            return Unreadable("import-encoding", language);
        return Table(CsvTable.Read(bytes, ct), language);
    }

    private static Problem Unreadable(string key, string language) =>
        Problems.Invalid(language, CustomerTexts.Words.Field("file", "format", key, language));

    /// <summary>Reads all, or gives up where there is too much: null.</summary>
    private static async Task<ReadOnlyMemory<byte>?> Bytes(Stream content, CancellationToken ct)
    {
        var kept = new MemoryStream();
        var part = new byte[81_920];
        while (await content.ReadAsync(part, ct) is var count and > 0)
        {
            if (kept.Length + count > ImportRequest.MaxBytes)
                return null;
            kept.Write(part, 0, count);
        }
        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }

    private static Outcome<ImportTable> Table(IEnumerable<TableLine> all, string language)
    {
        IReadOnlyList<string>? headings = null;
        var lines = new List<TableLine>();
        var letters = 0L;
        try
        {
            foreach (var (line, cells) in all)
            {
                if (cells.All(cell => cell.Length == 0))
                    continue;
                letters += cells.Sum(cell => (long)cell.Length);
                if (cells.Count > MaxColumns || lines.Count >= MaxLines || letters > MaxLetters)
                    return TooMuch(language);
                if (headings is null)
                    headings = cells;
                else
                    lines.Add(new(line, Fit(cells, headings.Count)));
            }
        }
        catch (FormatException)
        {
            return Unreadable("import-csv", language);
        }
        if (headings is null || lines.Count == 0)
            return Unreadable("import-empty", language);
        return new ImportTable(headings, lines);
    }

    private static Problem TooMuch(string language) =>
        CustomerTexts.Words.Rejected("import-too-many", language, ("lines", Text(MaxLines)), ("columns", Text(MaxColumns)));

    private static string[] Fit(IReadOnlyList<string> cells, int count) =>
        [.. cells.Take(count), .. Enumerable.Repeat("", Math.Max(0, count - cells.Count))];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
