using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Feel.Functions;

/// <summary>Rewrites a pattern of XPath 2 (XML Schema, appendix F) for .NET: <c>\i</c>, <c>\c</c>, <c>$</c>, blanks; refuses what only .NET has.</summary>
internal static class PatternText
{
    private const string NameStart = @"\p{L}_:";
    private const string NamePart = @"\p{L}\p{N}\p{M}_:.\-\u00B7";

    /// <summary>Null when the pattern uses what XPath does not have.</summary>
    public static string? Translate(string pattern, RegexOptions options)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var depth = 0;
        if ((options & RegexOptions.IgnorePatternWhitespace) != 0)
        {
            pattern = WithoutBlanks(pattern);
        }
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\':
                    if (++i == pattern.Length || !AppendEscape(text, pattern[i], depth > 0))
                    {
                        return null;
                    }
                    break;
                case '(' when depth == 0 && i + 1 < pattern.Length && pattern[i + 1] == '?':
                    if (i + 2 >= pattern.Length || pattern[i + 2] != ':')
                    {
                        return null;
                    }
                    text.Append(c);
                    break;
                case '[':
                    depth++;
                    text.Append(c);
                    break;
                case ']' when depth > 0:
                    depth--;
                    text.Append(c);
                    break;
                case '$' when depth == 0 && (options & RegexOptions.Multiline) == 0:
                    // .NET's $ would also match before a last line feed.
                    text.Append("\\z");
                    break;
                case '.' when depth == 0 && (options & RegexOptions.Singleline) == 0:
                    // .NET's point would also match a carriage return.
                    text.Append("[^\\r\\n]");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>Blanks go before anything else is read, but not those inside a character class.</summary>
    private static string WithoutBlanks(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var isEscaped = i > 0 && pattern[i - 1] == '\\';
            depth +=
                isEscaped ? 0
                : pattern[i] == '[' ? 1
                : pattern[i] == ']' && depth > 0 ? -1
                : 0;
            if (depth > 0 || pattern[i] is not (' ' or '\t' or '\n' or '\r'))
            {
                text.Append(pattern[i]);
            }
        }
        return text.ToString();
    }

    private static bool AppendEscape(StringBuilder text, char c, bool inClass)
    {
        switch (c)
        {
            case 'i' or 'c':
                var set = c == 'i' ? NameStart : NamePart;
                text.Append(inClass ? "" : "[").Append(set).Append(inClass ? "" : "]");
                return true;
            case 'I' or 'C' when !inClass:
                text.Append("[^").Append(c == 'I' ? NameStart : NamePart).Append(']');
                return true;
            case >= '1' and <= '9':
                text.Append('\\').Append(c);
                return !inClass;
            case 'n' or 'r' or 't' or 's' or 'S' or 'd' or 'D' or 'w' or 'W' or 'p' or 'P':
                text.Append('\\').Append(c);
                return true;
            default:
                text.Append('\\').Append(c);
                return !char.IsAsciiLetterOrDigit(c);
        }
    }
}
