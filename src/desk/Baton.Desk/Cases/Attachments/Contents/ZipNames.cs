using System.Buffers.Binary;
using System.Text;

namespace Baton.Desk.Cases.Attachments.Contents;

/// <summary>Tells Office packages from other ZIP files by the names of their first entries. Pure; looks at no compressed content.</summary>
internal static class ZipNames
{
    private const string Zip = "application/zip";
    private const int HeaderLength = 30;
    private const int NameMaxLength = 260;

    private static readonly (string Folder, string Type)[] Folders =
    [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ];

    private static readonly string[] OpenDocument =
    [
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    ];

    public static string TypeOf(ReadOnlySpan<byte> head)
    {
        if (OpenDocumentType(head) is { } type)
            return type;
        var names = Names(head);
        // Without the list of content types it is a ZIP file that happens to have a folder of that name.
        return names.Contains("[Content_Types].xml")
            ? Array.Find(Folders, one => names.Exists(name => name.StartsWith(one.Folder, StringComparison.Ordinal))).Type ?? Zip
            : Zip;
    }

    /// <summary>OpenDocument 1.2, part 3, 3.3: the first entry is <c>mimetype</c>, stored as it is.</summary>
    private static string? OpenDocumentType(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderLength || !NameAt(head).SequenceEqual("mimetype"u8))
            return null;
        var content = head[(HeaderLength + 8 + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]))..];
        foreach (var type in OpenDocument)
        {
            if (content.StartsWith(Encoding.ASCII.GetBytes(type)))
                return type;
        }
        return null;
    }

    private static List<string> Names(ReadOnlySpan<byte> head)
    {
        var names = new List<string>();
        for (var rest = head; rest.Length >= HeaderLength; )
        {
            var next = rest.IndexOf("PK\u0003\u0004"u8);
            if (next < 0 || rest.Length - next < HeaderLength)
                break;
            rest = rest[next..];
            names.Add(Encoding.UTF8.GetString(NameAt(rest)));
            rest = rest[4..];
        }
        return names;
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> header)
    {
        var length = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(header[26..]), NameMaxLength);
        return header.Slice(HeaderLength, Math.Min(length, header.Length - HeaderLength));
    }
}
