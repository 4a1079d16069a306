using System.IO.Compression;
using System.Text;

namespace Baton.Desk.Processes.Packs;

/// <summary>
/// The files of a pack in memory, by their path with forward slashes. Reading is bounded in number, size and names, so that a hostile archive
/// costs little and reaches nothing.
/// </summary>
public sealed class PackFiles
{
    public const int MaxFiles = 500;
    public const int MaxFileBytes = 5 * 1024 * 1024;
    public const int MaxTotalBytes = 40 * 1024 * 1024;

    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<PackProblem> _problems = [];
    private long _total;

    private PackFiles() { }

    /// <summary>Paths in ordinal order.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>What was wrong with the archive or folder itself.</summary>
    public IReadOnlyList<PackProblem> Problems => _problems;

    public byte[]? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Reads a folder; files and folders whose names begin with a dot are passed over.</summary>
    public static PackFiles FromFolder(string folder)
    {
        var files = new PackFiles();
        if (!Directory.Exists(folder))
        {
            files._problems.Add(new PackProblem(folder, "", "Expected a folder with a pack, but it does not exist."));
            return files;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (path.Split('/').Any(part => part.StartsWith('.')))
                continue;
            using var stream = File.OpenRead(file);
            if (!files.Add(path, stream))
                break;
        }

        return files;
    }

    /// <summary>Reads a zip archive; a single folder around everything is taken off. Declared sizes are not believed.</summary>
    public static PackFiles FromZip(Stream zip)
    {
        var files = new PackFiles();
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            if (archive.Entries.Count > MaxFiles * 2)
            {
                files._problems.Add(
                    new PackProblem("", "", $"Expected at most {MaxFiles} files, but the archive has {archive.Entries.Count} entries.")
                );
                return files;
            }

            var entries = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
            var wrapper = Wrapper(entries);
            foreach (var entry in entries)
            {
                using var stream = entry.Open();
                if (!files.Add(entry.FullName[wrapper.Length..], stream))
                    break;
            }
        }
        catch (InvalidDataException error)
        {
            files._problems.Add(new PackProblem("", "", $"Expected a zip archive, but it cannot be read: {error.Message}"));
        }

        return files;
    }

    /// <summary>The same files always give the same bytes.</summary>
    public byte[] ToZip()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (path, content) in _files)
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = EntryTime;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static string Wrapper(List<ZipArchiveEntry> entries)
    {
        if (entries.Count == 0 || entries.Any(entry => entry.FullName == "pack.json"))
            return "";
        var slash = entries[0].FullName.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : entries[0].FullName[..(slash + 1)];
        return first.Length > 0 && entries.All(entry => entry.FullName.StartsWith(first, StringComparison.Ordinal)) ? first : "";
    }

    /// <summary>False when reading must stop because a bound of the whole was passed.</summary>
    private bool Add(string path, Stream content)
    {
        if (!IsSafe(path))
        {
            _problems.Add(new PackProblem(path, "", "Expected a relative path of plain names inside the pack."));
            return true;
        }

        if (_files.Count == MaxFiles)
        {
            _problems.Add(new PackProblem("", "", $"Expected at most {MaxFiles} files."));
            return false;
        }

        var bytes = ReadBounded(content);
        if (bytes is null)
        {
            _problems.Add(new PackProblem(path, "", $"Expected at most {MaxFileBytes} bytes."));
            return true;
        }

        if (!_files.TryAdd(path, bytes))
            _problems.Add(new PackProblem(path, "", "Expected one file of this name, but the archive has two."));
        _total += bytes.Length;
        if (_total <= MaxTotalBytes)
            return true;
        _problems.Add(new PackProblem("", "", $"Expected at most {MaxTotalBytes} bytes in all files together."));
        return false;
    }

    private static byte[]? ReadBounded(Stream content)
    {
        using var target = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            if (target.Length + read > MaxFileBytes)
                return null;
            target.Write(buffer, 0, read);
        }

        return target.ToArray();
    }

    private static bool IsSafe(string path) =>
        path.Length is > 0 and <= 200
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.Any(IsForbidden));

    private static bool IsForbidden(char letter) =>
        char.IsControl(letter) || letter is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|';
}
