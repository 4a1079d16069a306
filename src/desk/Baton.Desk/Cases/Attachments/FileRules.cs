using System.Buffers;
using Baton.Desk.Cases.Attachments.Contents;

namespace Baton.Desk.Cases.Attachments;

/// <summary>Which files may be attached, by their names. What a file truly is its content says (<see cref="ContentTypes"/>). Pure.</summary>
internal static class FileRules
{
    public const int NameMaxLength = 200;

    private const string Zip = "application/zip";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*");

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".bmp"] = "image/bmp",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odp"] = "application/vnd.oasis.opendocument.presentation",
        [".doc"] = "application/msword",
        [".xls"] = "application/vnd.ms-excel",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".msg"] = "application/vnd.ms-outlook",
        [".zip"] = Zip,
        [".eml"] = "message/rfc822",
        [".txt"] = ContentTypes.Text,
        [".log"] = ContentTypes.Text,
        [".csv"] = "text/csv",
        [".json"] = "application/json",
        [".xml"] = "application/xml",
        [".wav"] = "audio/wav",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".oga"] = "audio/ogg",
        [".m4a"] = "audio/mp4",
        [".mp4"] = "video/mp4",
    };

    /// <summary>The name without any path that a browser sent along; null when what is left cannot be a file name.</summary>
    public static string? CleanName(string? fileName)
    {
        var name = (fileName ?? "").Split('/', '\\')[^1].Trim();
        var isUsable = name.Length is > 0 and <= NameMaxLength && !name.Any(char.IsControl) && name.Trim('.').Length > 0;
        return isUsable && !name.AsSpan().ContainsAny(Forbidden) ? name : null;
    }

    /// <summary>The type that the name's ending speaks of; null for endings that are not allowed. What the browser claims is not asked.</summary>
    public static string? TypeOf(string fileName) => Types.GetValueOrDefault(Path.GetExtension(fileName));

    /// <summary>
    /// False when the content is something else than the name says. A text may be any kind of text, a package whose writer began it
    /// differently is only known as a ZIP file, and sound may lie in a container for films.
    /// </summary>
    public static bool IsAsNamed(string fileName, string contentType) =>
        TypeOf(fileName) is { } named
        && (
            named == contentType
            || (contentType == ContentTypes.Text && IsText(named))
            || (contentType == "application/xml" && IsText(named))
            || (contentType == Zip && named.StartsWith("application/vnd.o", StringComparison.Ordinal))
            || (contentType is "video/mp4" or "audio/mp4" && named is "video/mp4" or "audio/mp4")
        );

    /// <summary>The endings that are allowed, for a message.</summary>
    public static string Allowed => string.Join(", ", Types.Keys.Order(StringComparer.Ordinal));

    private static bool IsText(string contentType) =>
        contentType.StartsWith("text/", StringComparison.Ordinal)
        || contentType is "application/json" or "application/xml" or "message/rfc822";
}
