using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Baton.Desk.Designs;

namespace Baton.Desk.Conversion;

/// <summary>A model out of an uploaded file, or out of a ZIP file.</summary>
/// <param name="Name">The file, with the ZIP file before it.</param>
/// <param name="Kind">What it is; null where it is none of the kinds.</param>
/// <param name="Text">The whole text; empty where it is none.</param>
/// <param name="Fault">The code of the text that says why it cannot be read; null where it can.</param>
internal sealed record UploadedModel(string Name, DesignKind? Kind, string Text, string? Fault);

/// <summary>Takes models out of what was uploaded. Everything is bounded: a small ZIP file may hold a great lot of nothing.</summary>
internal static class UploadedModels
{
    public const int MostFiles = 100;

    /// <summary>Of one model, unpacked.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Of all models together, unpacked.</summary>
    public const int MostBytesInAll = 24 * 1024 * 1024;

    private const int NameMaxLength = 250;

    private static readonly string[] Endings = [".bpmn", ".dmn", ".form", ".xml", ".json"];

    /// <summary>In the order of the upload; at most <see cref="MostFiles"/>.</summary>
    public static IReadOnlyList<UploadedModel> Read(IReadOnlyList<UploadedFile> files)
    {
        var found = new List<UploadedModel>();
        var left = (long)MostBytesInAll;
        foreach (var file in files)
        {
            if (found.Count >= MostFiles)
                break;
            if (IsZip(file.Content))
                Unpack(file, found, ref left);
            else
                Add(found, Short(file.Name), file.Content.Length > MostBytes ? null : file.Content, ref left);
        }
        return found;
    }

    private static bool IsZip(byte[] content) => content.AsSpan().StartsWith("PK\u0003\u0004"u8);

    private static void Unpack(UploadedFile file, List<UploadedModel> found, ref long left)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.Content, writable: false), ZipArchiveMode.Read);
            foreach (
                var entry in archive.Entries.Where(one =>
                    Endings.Any(ending => one.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                )
            )
            {
                if (found.Count >= MostFiles)
                    return;
                Add(found, Short($"{file.Name}/{entry.FullName}"), Bytes(entry, Math.Min(MostBytes, left)), ref left);
            }
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            found.Add(new(Short(file.Name), null, "", "broken-zip"));
        }
    }

    /// <summary>Null where it is longer; what the directory says of its length is not trusted.</summary>
    private static byte[]? Bytes(ZipArchiveEntry entry, long most)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int count;
        while ((count = stream.Read(chunk, 0, chunk.Length)) > 0)
        {
            if (buffer.Length + count > most)
                return null;
            buffer.Write(chunk, 0, count);
        }
        return buffer.ToArray();
    }

    private static void Add(List<UploadedModel> found, string given, byte[]? content, ref long left)
    {
        var name = given;
        for (var number = 2; found.Exists(one => one.Name == name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{given} ({number})");
        if (content is null || content.Length > left)
        {
            found.Add(new(name, null, "", "too-long"));
            return;
        }
        left -= content.Length;
        string text;
        try
        {
            using var reader = new StreamReader(
                new MemoryStream(content),
                new UTF8Encoding(false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: true
            );
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            found.Add(new(name, null, "", "encoding"));
            return;
        }
        var kind = KindOf(text);
        found.Add(new(name, kind, kind is null ? "" : text, kind is null ? "no-model" : null));
    }

    /// <summary>By what stands in it.</summary>
    private static DesignKind? KindOf(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("{"))
            return text.Contains("\"components\"", StringComparison.Ordinal) ? DesignKind.Form : null;
        if (!start.StartsWith("<"))
            return null;
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(text), settings);
            reader.MoveToContent();
            return reader.LocalName != "definitions" ? null
                : reader.NamespaceURI.Contains("/BPMN/", StringComparison.OrdinalIgnoreCase) ? DesignKind.Process
                : reader.NamespaceURI.Contains("/DMN/", StringComparison.OrdinalIgnoreCase) ? DesignKind.Decision
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Short(string name) => name.Length <= NameMaxLength ? name : name[..NameMaxLength];
}
