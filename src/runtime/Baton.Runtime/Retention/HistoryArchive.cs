namespace Baton.Runtime.Retention;

/// <summary>Appends lines to a file a day.</summary>
internal sealed class HistoryArchive(string folder)
{
    /// <summary>Appends whole lines and returns when the disk has them.</summary>
    /// <exception cref="IOException">They could not be written; some may have been.</exception>
    public void Append(DateTimeOffset day, MemoryStream lines)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(
            folder,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"history-{day.UtcDateTime:yyyy-MM-dd}.jsonl")
        );
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (!EndsWithLine(stream))
        {
            // A crash in the middle of a line must not spoil the one after it.
            stream.WriteByte((byte)'\n');
        }
        lines.WriteTo(stream);
        stream.Flush(flushToDisk: true);
    }

    private static bool EndsWithLine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return true;
        }
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }
}
