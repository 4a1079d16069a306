using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Baton.Desk.Cases.Export;

/// <summary>A table as a sheet of an Excel workbook, written while it goes: texts are texts, instants are dates.</summary>
internal sealed class XlsxSheet : ICaseSheet
{
    /// <summary>More than that no cell of Excel holds.</summary>
    private const int TextMaxLength = 32_767;

    private const int TextWidth = 24;
    private const int TimeWidth = 20;

    private readonly Spreadsheet _book;
    private readonly StyleId _heading;
    private readonly StyleId _time;
    private bool _isHeadWritten;

    private XlsxSheet(Spreadsheet book)
    {
        _book = book;
        var heading = new Style();
        heading.Font.Bold = true;
        _heading = book.AddStyle(heading);
        _time = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss") });
    }

    /// <summary>Begins a workbook with one sheet.</summary>
    public static async Task<XlsxSheet> Begin(Stream to, string name, IReadOnlyList<CaseColumn> columns, CancellationToken ct)
    {
        var book = await Spreadsheet.CreateNewAsync(to, null, ct);
        var sheet = new XlsxSheet(book);
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var index = 0; index < columns.Count; index++)
            options.Column(index + 1).Width = columns[index].Instant is null ? TextWidth : TimeWidth;
        await book.StartWorksheetAsync(name, options, ct);
        return sheet;
    }

    public async Task Add(IReadOnlyList<SheetCell> cells, CancellationToken ct)
    {
        var row = new Cell[cells.Count];
        for (var index = 0; index < row.Length; index++)
            row[index] = Cell(cells[index]);
        _isHeadWritten = true;
        await _book.AddRowAsync(row, ct);
    }

    public async Task Finish(CancellationToken ct) => await _book.FinishAsync(ct);

    public ValueTask DisposeAsync() => _book.DisposeAsync();

    private Cell Cell(SheetCell cell)
    {
        if (cell.Time is { } time)
            return new Cell(time, _time);
        var text = cell.Text is { Length: > TextMaxLength } large ? large[..TextMaxLength] : cell.Text;
        return _isHeadWritten ? new Cell(text) : new Cell(text, _heading);
    }
}
