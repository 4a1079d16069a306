namespace Baton.Desk.Cases.Attachments.Contents;

/// <summary>Recognises texts that a browser would take for a page or a drawing. Pure.</summary>
internal static class Markup
{
    /// <summary>How far into a text its root element is looked for, behind comments and declarations.</summary>
    private const int Depth = 4096;

    /// <summary>The beginnings by which browsers recognise a page (WHATWG MIME Sniffing, 7.1).</summary>
    private static readonly string[] Tags =
    [
        "<!DOCTYPE HTML",
        "<HTML",
        "<HEAD",
        "<SCRIPT",
        "<IFRAME",
        "<H1",
        "<DIV",
        "<FONT",
        "<TABLE",
        "<A",
        "<STYLE",
        "<TITLE",
        "<B",
        "<BODY",
        "<BR",
        "<P",
        "<!--",
    ];

    public static bool IsHtml(string text) =>
        Array.Exists(Tags, tag => Begins(text, tag)) || (IsXml(text) && Names(text, "http://www.w3.org/1999/xhtml"));

    public static bool IsSvg(string text) => Begins(text, "<SVG") || (text.StartsWith('<') && Names(text, "<svg"));

    private static bool IsXml(string text) => text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);

    private static bool Names(string text, string part) =>
        text.AsSpan(0, Math.Min(text.Length, Depth)).Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>A tag's name ends before a space or a bracket; a comment and a document type end with themselves.</summary>
    private static bool Begins(string text, string tag) =>
        text.StartsWith(tag, StringComparison.OrdinalIgnoreCase)
        && (tag == "<!--" || text.Length == tag.Length || text[tag.Length] is ' ' or '>' or '/' or '\t' or '\r' or '\n' or '\f');
}
