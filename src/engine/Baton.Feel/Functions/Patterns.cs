using System.Text;
using System.Text.RegularExpressions;
using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>
/// Regular expressions as XPath 2 has them, run by .NET's engine in linear time where the pattern allows it (no back reference)
/// and under a time limit otherwise.
/// </summary>
internal static class Patterns
{
    private const int MaxPatternLength = 10_000;

    /// <summary>Ends what would never end. It counts the time in which a busy machine lets others work, too, and must not decide otherwise for that.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static FeelValue Matches(Call call, string input, string pattern, string flags)
    {
        var regex = Build(call, "matches", pattern, flags);
        try
        {
            return regex is null ? FeelValue.Null : regex.IsMatch(input);
        }
        catch (RegexMatchTimeoutException)
        {
            return TooSlow(call, "matches");
        }
    }

    public static FeelValue Replace(Call call, string input, string pattern, string replacement, string flags)
    {
        var regex = Build(call, "replace", pattern, flags);
        if (regex is null)
        {
            return FeelValue.Null;
        }
        var translated = flags.Contains('q', StringComparison.Ordinal)
            ? replacement.Replace("$", "$$", StringComparison.Ordinal)
            : TranslateReplacement(replacement, regex.GetGroupNumbers().Length - 1);
        if (translated is null)
        {
            return call.Warn("replace(): in the replacement '$' must be followed by a digit and '\\' by '$' or '\\'.");
        }
        try
        {
            return call.Bounded(regex.Replace(input, translated));
        }
        catch (RegexMatchTimeoutException)
        {
            return TooSlow(call, "replace");
        }
    }

    public static FeelValue Split(Call call, string input, string delimiter)
    {
        var regex = Build(call, "split", delimiter, "");
        if (regex is null)
        {
            return FeelValue.Null;
        }
        try
        {
            var parts = new List<FeelValue>();
            var start = 0;
            for (var match = regex.Match(input); match.Success; match = match.NextMatch())
            {
                if (match.Length == 0)
                {
                    continue;
                }
                parts.Add(input[start..match.Index]);
                start = match.Index + match.Length;
            }
            parts.Add(input[start..]);
            return call.Bounded(FeelList.From(parts));
        }
        catch (RegexMatchTimeoutException)
        {
            return TooSlow(call, "split");
        }
    }

    public static FeelValue Extract(Call call, string input, string pattern)
    {
        var regex = Build(call, "extract", pattern, "");
        try
        {
            return regex is null
                ? FeelValue.Null
                : call.Bounded(FeelList.From(regex.Matches(input).Select(match => FeelValue.From(match.Value))));
        }
        catch (RegexMatchTimeoutException)
        {
            return TooSlow(call, "extract");
        }
    }

    private static FeelValue TooSlow(Call call, string function) =>
        call.Warn($"{function}(): the pattern takes too long; avoid back references and nested repetition.");

    private static Regex? Build(Call call, string function, string pattern, string flags)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'x':
                    options |= RegexOptions.IgnorePatternWhitespace;
                    break;
                case 'q':
                    break;
                default:
                    call.Warn($"{function}(): '{flag}' is no flag; the flags are s, m, i, x and q.");
                    return null;
            }
        }
        if (pattern.Length > MaxPatternLength)
        {
            call.Warn($"{function}(): the pattern is longer than {MaxPatternLength} characters.");
            return null;
        }
        try
        {
            var isLiteral = flags.Contains('q', StringComparison.Ordinal);
            var translated = isLiteral ? Regex.Escape(pattern) : PatternText.Translate(pattern, options);
            options &= ~RegexOptions.IgnorePatternWhitespace;
            if (translated is not null)
            {
                return Linear(translated, options) ?? new(translated, options, Limit);
            }
        }
        catch (ArgumentException)
        {
            // No valid pattern: told below.
        }
        call.Warn($"{function}(): the pattern is no regular expression.");
        return null;
    }

    private static Regex? Linear(string pattern, RegexOptions options)
    {
        try
        {
            return new(pattern, options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>XPath's <c>$1</c> takes as many digits as there are groups; <c>\$</c> is a dollar sign. Null when malformed.</summary>
    private static string? TranslateReplacement(string replacement, int groups)
    {
        var text = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c == '\\')
            {
                if (++i == replacement.Length || replacement[i] is not ('\\' or '$'))
                {
                    return null;
                }
                text.Append(replacement[i] == '$' ? "$$" : "\\");
            }
            else if (c == '$')
            {
                if (i + 1 == replacement.Length || !char.IsAsciiDigit(replacement[i + 1]))
                {
                    return null;
                }
                var group = replacement[++i] - '0';
                while (
                    i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && group * 10 + (replacement[i + 1] - '0') <= groups
                )
                {
                    group = group * 10 + (replacement[++i] - '0');
                }
                text.Append(group <= groups ? $"${{{group}}}" : "");
            }
            else
            {
                text.Append(c);
            }
        }
        return text.ToString();
    }
}
