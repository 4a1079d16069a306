using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using MiniExcelLibs;

namespace Baton.Desk.Customers.Import;

/// <summary>Lines of the first sheet of an Excel workbook.</summary>
internal static class WorkbookTable
{
    /// <summary>Most bytes of a workbook that is unpacked.</summary>
    private const long MaxUnpacked = 200L * 1024 * 1024;

    private const int MaxParts = 1_000;

    /// <summary>Sheets are as wide as their farthest cell says; wider than that nobody means.</summary>
    private const int MaxWidth = 1_000;

    /// <summary>Most lines of a sheet, empty ones too.</summary>
    private const int MaxHeight = 200_000;

    /// <summary>True for what is packed as workbooks are.</summary>
    public static bool IsWorkbook(ReadOnlyMemory<byte> content) => content.Span.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The lines, or null when it is no workbook that can be read.</summary>
    public static IReadOnlyList<TableLine>? Read(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        try
        {
            return IsBounded(Open(content)) ? Lines(Open(content), ct) : null;
        }
#pragma warning disable CA1031 // A broken or hostile file can fail its reader in any way, and is one answer: it cannot be read.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
#pragma warning restore CA1031
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(content.ToArray(), writable: false);

    private static bool IsBounded(Stream content)
    {
        using var parts = new ZipArchive(content, ZipArchiveMode.Read);
        return parts.Entries.Count <= MaxParts && parts.Entries.Sum(part => part.Length) <= MaxUnpacked;
    }

    private static List<TableLine>? Lines(Stream content, CancellationToken ct)
    {
        var lines = new List<TableLine>();
        var line = 0;
        foreach (IDictionary<string, object?> row in content.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
        {
            ct.ThrowIfCancellationRequested();
            if (row.Count > MaxWidth || ++line > MaxHeight)
                return null;
            var cells = row.Values.Select(Text).ToList();
            while (cells.Count > 0 && cells[^1].Length == 0)
                cells.RemoveAt(cells.Count - 1);
            if (cells.Count > 0)
                lines.Add(new(line, cells));
            // One line more than fits is enough to know that there are too many.
            if (lines.Count > TableFile.MaxLines + 1)
                break;
        }
        return lines;
    }

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            string text => text.Trim(),
            double number when Math.Abs(number) < 1e15 && Math.Floor(number) == number => ((long)number).ToString(
                CultureInfo.InvariantCulture
            ),
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
        };
}
