using System.Globalization;
using CsvHelper;

namespace Baton.Desk.Cases.Export;

/// <summary>
/// A table as CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know the encoding. A cell that a spreadsheet would take for a
/// formula begins with an apostrophe, so that it stays text.
/// </summary>
internal sealed class CsvSheet(Stream to) : ICaseSheet
{
    private static readonly CsvWriterOptions Rules = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private readonly CsvWriter _csv = CsvWriter.Create(to, Rules, leaveOpen: true);

    public async Task Add(IReadOnlyList<SheetCell> cells, CancellationToken ct)
    {
        foreach (var cell in cells)
            _csv.WriteField(cell.Time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? cell.Text);
        await _csv.EndRecordAsync(ct);
    }

    public async Task Finish(CancellationToken ct) => await _csv.FlushAsync(ct);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
