namespace Baton.Runtime.Retention;

/// <summary>
/// Appends lines to a file a day, such as <c>history-2026-11-23.jsonl</c> of the UTC day. A unit of work that writes here before it deletes loses
/// nothing when the process dies, but may write a line twice.
/// </summary>
/// <param name="folder">Made where it is missing.</param>
/// <param name="kind">The beginning of the names of the files.</param>
public sealed class HistoryArchive(string folder, string kind = "history")
{
    /// <summary>Appends whole lines and returns when the disk has them.</summary>
    /// <param name="day">The instant that names the file.</param>
    /// <param name="lines">The lines, each with its end.</param>
    /// <exception cref="IOException">They could not be written; some may have been.</exception>
    public void Append(DateTimeOffset day, MemoryStream lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(
            folder,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}-{day.UtcDateTime:yyyy-MM-dd}.jsonl")
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
