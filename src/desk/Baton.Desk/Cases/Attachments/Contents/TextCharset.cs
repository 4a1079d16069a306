using System.Text;

namespace Baton.Desk.Cases.Attachments.Contents;

/// <summary>
/// The encoding of a text: by its byte order mark, else the strictest that fits. What could be GB18030 or Big5 is the one in which more of
/// its characters are common ones. Pure.
/// </summary>
internal static class TextCharset
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Little = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Big = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = Strict("gb18030");
    private static readonly Encoding Big5 = Strict("big5");

    /// <summary>Takes every byte, for the rare file that is none of the above.</summary>
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>An encoding that replaces what does not fit; null when this is no text.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">False when the last character may be cut.</param>
    public static Encoding? Of(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (head.Contains((byte)0))
            return Unmarked(head, isWhole);
        if (HasControls(head))
            return null;
        return Fits(Utf8, head, isWhole) ? Encoding.UTF8 : Chinese(head, isWhole) ?? Western;
    }

    /// <summary>UTF-16 without a mark: its spaces, digits and ends of lines have their zeros all on the same side.</summary>
    private static Encoding? Unmarked(ReadOnlySpan<byte> head, bool isWhole)
    {
        var zeros = (Even: 0, Odd: 0);
        for (var index = 0; index < head.Length; index++)
        {
            if (head[index] == 0)
                zeros = index % 2 == 0 ? (zeros.Even + 1, zeros.Odd) : (zeros.Even, zeros.Odd + 1);
        }
        var (strict, found) = zeros switch
        {
            { Even: 0 } => (Utf16Little, Encoding.Unicode),
            { Odd: 0 } => (Utf16Big, Encoding.BigEndianUnicode),
            _ => (null, null),
        };
        return strict is not null && Fits(strict, head, isWhole) && !found!.GetString(head).AsSpan().ContainsAnyInRange('\u0001', '\u0008')
            ? found
            : null;
    }

    private static Encoding? Chinese(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (HighBytesStandAlone(head))
            return null;
        var simplified = Fits(Gb18030, head, isWhole) ? ShareOfCommon(head, IsCommonInGb18030) : -1;
        var traditional = Fits(Big5, head, isWhole) ? ShareOfCommon(head, IsCommonInBig5) : -1;
        return Math.Max(simplified, traditional) < 0 ? null : Lenient(simplified >= traditional ? Gb18030 : Big5);
    }

    /// <summary>In western words the letters with accents stand between plain ones; Chinese characters stand side by side.</summary>
    private static bool HighBytesStandAlone(ReadOnlySpan<byte> head)
    {
        var (pairs, alone) = (0, 0);
        for (var index = 0; index < head.Length; index++)
        {
            if (head[index] < 0x80)
                continue;
            pairs++;
            var isBetween = index > 0 && char.IsAsciiLetter((char)head[index - 1]);
            var isFollowed = index + 2 < head.Length && char.IsAsciiLetter((char)head[index + 2]);
            alone += isBetween && isFollowed ? 1 : 0;
            index++;
        }
        return 2 * alone >= pairs;
    }

    /// <summary>How many of the pairs that begin with a high byte are common characters of an encoding.</summary>
    private static double ShareOfCommon(ReadOnlySpan<byte> head, Func<byte, byte, bool> isCommon)
    {
        var (pairs, common) = (0, 0);
        for (var index = 0; index + 1 < head.Length; index++)
        {
            if (head[index] < 0x80)
                continue;
            pairs++;
            if (isCommon(head[index], head[index + 1]))
                common++;
            index++;
        }
        return pairs == 0 ? 0 : (double)common / pairs;
    }

    /// <summary>GB 2312: punctuation in rows 1 to 3, the characters of level 1 in rows 16 to 55.</summary>
    private static bool IsCommonInGb18030(byte lead, byte trail) => trail >= 0xA1 && lead is (>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xD7);

    /// <summary>Punctuation from A140, the characters of level 1 from A440 to C67E.</summary>
    private static bool IsCommonInBig5(byte lead, byte trail) =>
        trail is (>= 0x40 and <= 0x7E) or >= 0xA1 && lead is >= 0xA1 and <= 0xC6 && (lead < 0xC6 || trail <= 0x7E);

    /// <summary>Texts have no control characters but the ends of lines and pages, tabs, backspaces, escapes and the old end of file.</summary>
    private static bool HasControls(ReadOnlySpan<byte> head)
    {
        foreach (var one in head)
        {
            if (one < 0x20 && one is not (0x08 or 0x09 or 0x0A or 0x0C or 0x0D or 0x1A or 0x1B))
                return true;
        }
        return false;
    }

    private static bool Fits(Encoding encoding, ReadOnlySpan<byte> head, bool isWhole)
    {
        try
        {
            encoding.GetDecoder().GetCharCount(head, flush: isWhole);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding Strict(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static Encoding Lenient(Encoding encoding) =>
        CodePagesEncodingProvider.Instance.GetEncoding(
            encoding.WebName,
            EncoderFallback.ReplacementFallback,
            DecoderFallback.ReplacementFallback
        )!;
}
