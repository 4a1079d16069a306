using System.Buffers;

namespace Baton.Desk.Cases.Attachments;

/// <summary>Which files may be attached: their names, their types, and whether the content is what the name says. Pure.</summary>
internal static class FileRules
{
    public const int NameMaxLength = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*");
    private static readonly byte[] Zip = "PK"u8.ToArray();
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0];
    private static readonly byte[] TiffLittle = [0x49, 0x49, 0x2A, 0x00];
    private static readonly byte[] TiffBig = [0x4D, 0x4D, 0x00, 0x2A];

    private static readonly Dictionary<string, FileType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = new("application/pdf", "%PDF"u8.ToArray()),
        [".png"] = new("image/png", [0x89, 0x50, 0x4E, 0x47]),
        [".jpg"] = new("image/jpeg", [0xFF, 0xD8, 0xFF]),
        [".jpeg"] = new("image/jpeg", [0xFF, 0xD8, 0xFF]),
        [".gif"] = new("image/gif", "GIF8"u8.ToArray()),
        [".webp"] = new("image/webp", "RIFF"u8.ToArray()),
        [".tif"] = new("image/tiff", TiffLittle, TiffBig),
        [".tiff"] = new("image/tiff", TiffLittle, TiffBig),
        [".bmp"] = new("image/bmp", "BM"u8.ToArray()),
        [".docx"] = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip),
        [".xlsx"] = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip),
        [".pptx"] = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", Zip),
        [".odt"] = new("application/vnd.oasis.opendocument.text", Zip),
        [".ods"] = new("application/vnd.oasis.opendocument.spreadsheet", Zip),
        [".doc"] = new("application/msword", Ole),
        [".xls"] = new("application/vnd.ms-excel", Ole),
        [".ppt"] = new("application/vnd.ms-powerpoint", Ole),
        [".msg"] = new("application/vnd.ms-outlook", Ole),
        [".zip"] = new("application/zip", Zip),
        [".eml"] = new("message/rfc822"),
        [".txt"] = new("text/plain"),
        [".csv"] = new("text/csv"),
        [".json"] = new("application/json"),
        [".xml"] = new("application/xml"),
        [".wav"] = new("audio/wav", "RIFF"u8.ToArray()),
        [".mp3"] = new("audio/mpeg"),
        [".m4a"] = new("audio/mp4"),
        [".mp4"] = new("video/mp4"),
    };

    /// <summary>The name without any path that a browser sent along; null when what is left cannot be a file name.</summary>
    public static string? CleanName(string? fileName)
    {
        var name = (fileName ?? "").Split('/', '\\')[^1].Trim();
        var isUsable = name.Length is > 0 and <= NameMaxLength && !name.Any(char.IsControl) && name.Trim('.').Length > 0;
        return isUsable && !name.AsSpan().ContainsAny(Forbidden) ? name : null;
    }

    /// <summary>The type by the name's ending; null for endings that are not allowed. What the browser claims is not asked.</summary>
    public static string? TypeOf(string fileName) => Types.GetValueOrDefault(Path.GetExtension(fileName))?.ContentType;

    /// <summary>False when the content begins unlike files of this ending do.</summary>
    public static bool IsGenuine(string fileName, ReadOnlySpan<byte> head)
    {
        var beginnings = Types[Path.GetExtension(fileName)].Beginnings;
        if (beginnings.Length == 0)
            return true;
        foreach (var beginning in beginnings)
        {
            if (head.StartsWith(beginning))
                return true;
        }
        return false;
    }

    /// <summary>The endings that are allowed, for a message.</summary>
    public static string Allowed => string.Join(", ", Types.Keys.Order(StringComparer.Ordinal));

    private sealed record FileType(string ContentType, params byte[][] Beginnings);
}
