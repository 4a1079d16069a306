using CsvHelper;

namespace Baton.Desk.Customers.Import;

/// <summary>Lines of a CSV file in UTF-8; whether commas, semicolons or tabs separate is found by looking.</summary>
internal static class CsvTable
{
    private const int RecordMaxBytes = 1024 * 1024;

    /// <exception cref="FormatException">A quote is never closed, or a line is longer than any table has.</exception>
    public static IEnumerable<TableLine> Read(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var isBroken = false;
        var rules = new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = RecordMaxBytes,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => isBroken |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var csv = CsvReader.Create(content, rules);
        while (Next(csv))
        {
            ct.ThrowIfCancellationRequested();
            if (isBroken)
                throw new FormatException("A quote is never closed.");
            var cells = new string[Math.Min(csv.FieldCount, TableFile.MaxColumns + 1)];
            for (var index = 0; index < cells.Length; index++)
                cells[index] = Clean(csv.GetString(index));
            yield return new((int)csv.LineNumber, cells);
        }
        if (isBroken)
            throw new FormatException("A quote is never closed.");
    }

    private static bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new FormatException(broken.Message, broken);
        }
    }

    /// <summary>Without the apostrophe by which exports keep spreadsheets from taking a text for a formula.</summary>
    private static string Clean(string text)
    {
        var trimmed = text.Trim();
        return trimmed is ['\'', '=' or '+' or '-' or '@', ..] ? trimmed[1..] : trimmed;
    }
}
