using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>Finds the name of a mail in its bytes without reading it as a mail: it is to be kept however broken it is. Pure.</summary>
internal static partial class RawHead
{
    private const int Longest = 64_000;

    public static string? MessageId(ReadOnlySpan<byte> raw)
    {
        var span = raw[..Math.Min(raw.Length, Longest)];
        var end = span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            end = span.IndexOf("\n\n"u8);
        var head = Encoding.Latin1.GetString(end < 0 ? span : span[..end]);
        return Line().Match(head) is { Success: true } found ? found.Groups[1].Value : null;
    }

    [GeneratedRegex(
        @"^message-id:\s*<?([\x21-\x3b\x3d\x3f-\x7e]{1,250})>?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Line();
}
