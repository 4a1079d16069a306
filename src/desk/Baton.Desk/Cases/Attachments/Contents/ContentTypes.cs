namespace Baton.Desk.Cases.Attachments.Contents;

/// <summary>
/// What a file is, by its first bytes and never by what its name or its sender says. The name only tells apart what no beginning can: the
/// kinds of old Office files, and the kinds of text. Pure.
/// </summary>
internal static class ContentTypes
{
    /// <summary>How many of the first bytes are asked for.</summary>
    public const int HeadLength = 65_536;

    public const string Unknown = "application/octet-stream";
    public const string Text = "text/plain";
    public const string Html = "text/html";
    public const string Svg = "image/svg+xml";
    public const string Program = "application/x-executable";
    public const string Script = "text/x-script";

    /// <summary>Old Office files and saved mails: one container whose beginning does not say which.</summary>
    public const string OldOffice = "application/x-ole-storage";

    private const string Xml = "application/xml";

    private static readonly HashSet<string> OldOfficeTypes = new(StringComparer.Ordinal)
    {
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-outlook",
    };

    private static readonly HashSet<string> TextTypes = new(StringComparer.Ordinal) { "text/csv", "application/json", "message/rfc822" };

    /// <summary>What a browser or a machine could run. Such a file is only ever handed out as a download of no type.</summary>
    public static bool IsDangerous(string contentType) => contentType is Html or Svg or Program or Script;

    /// <param name="head">The first bytes, up to <see cref="HeadLength"/>.</param>
    /// <param name="isWhole">Whether that is all there is.</param>
    /// <param name="named">The type that the name speaks of, if any.</param>
    public static string Of(ReadOnlySpan<byte> head, bool isWhole, string? named)
    {
        var found = Signatures.Find(head) ?? OfText(head, isWhole);
        return found switch
        {
            OldOffice when named is not null && OldOfficeTypes.Contains(named) => named,
            Text when named is not null && TextTypes.Contains(named) => named,
            _ => found,
        };
    }

    private static string OfText(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (TextCharset.Of(head, isWhole) is not { } charset)
            return Unknown;
        var text = charset.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        if (text.StartsWith("#!", StringComparison.Ordinal))
            return Script;
        return Markup.IsSvg(text) ? Svg
            : Markup.IsHtml(text) ? Html
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? Xml
            : Text;
    }
}
