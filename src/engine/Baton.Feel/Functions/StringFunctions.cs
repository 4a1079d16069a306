using System.Text;
using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>Text: DMN 1.5, section 10.3.4.3. Positions and lengths count characters, not UTF-16 units.</summary>
internal static class StringFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("substring", "string: string, start position: number, length: number?", Substring);
        define("string length", "string: string", (_, a) => Length(a[0].AsString()));
        define("upper case", "string: string", (_, a) => a[0].AsString().ToUpperInvariant());
        define("lower case", "string: string", (_, a) => a[0].AsString().ToLowerInvariant());
        define("substring before", "string: string, match: string", (_, a) => Before(a[0].AsString(), a[1].AsString()));
        define("substring after", "string: string, match: string", (_, a) => After(a[0].AsString(), a[1].AsString()));
        define("contains", "string: string, match: string", (_, a) => a[0].AsString().Contains(a[1].AsString(), StringComparison.Ordinal));
        define(
            "starts with",
            "string: string, match: string",
            (_, a) => a[0].AsString().StartsWith(a[1].AsString(), StringComparison.Ordinal)
        );
        define("ends with", "string: string, match: string", (_, a) => a[0].AsString().EndsWith(a[1].AsString(), StringComparison.Ordinal));
        define("matches", "input: string, pattern: string, flags: string?", Matches);
        define("replace", "input: string, pattern: string, replacement: string, flags: string?", Replace);
        define("split", "string: string, delimiter: string", Split);
        define("string join", "list: list, delimiter: string?", Join);
    }

    private static int Length(string text)
    {
        // In nearly all text each character is one unit.
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text.Length;
        }
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }
        return count;
    }

    private static FeelValue Substring(Call call, ReadOnlySpan<FeelValue> a)
    {
        var text = a[0].AsString();
        if (!a[1].NumberBits.TryToInt64(out var start) || start == 0)
        {
            return call.Warn("substring(): the start position must be a whole number other than 0; 1 is the first character, -1 the last.");
        }
        var length = Length(text);
        var from = start > 0 ? start - 1 : length + start;
        if (from < 0 || from >= length)
        {
            return call.Warn($"substring(): the text has {length} characters, so it has no position {start}.");
        }
        long count = length;
        if (!a[2].IsNull && (!a[2].NumberBits.Floor().TryToInt64(out count) || count < 1))
        {
            return call.Warn("substring(): the length must be at least 1.");
        }
        if (length == text.Length)
        {
            return text.Substring((int)from, (int)Math.Min(count, length - from));
        }
        var first = UnitOf(text, (int)from);
        return text[first..(count >= length - from ? text.Length : UnitOf(text, (int)(from + count)))];
    }

    /// <summary>The UTF-16 unit at which a character begins.</summary>
    private static int UnitOf(string text, int character)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (character-- == 0)
            {
                break;
            }
            at += rune.Utf16SequenceLength;
        }
        return at;
    }

    private static string Before(string text, string match)
    {
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? "" : text[..at];
    }

    private static string After(string text, string match)
    {
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? "" : text[(at + match.Length)..];
    }

    private static FeelValue Matches(Call call, ReadOnlySpan<FeelValue> a) =>
        Patterns.Matches(call, a[0].AsString(), a[1].AsString(), a[2].IsNull ? "" : a[2].AsString());

    private static FeelValue Replace(Call call, ReadOnlySpan<FeelValue> a) =>
        Patterns.Replace(call, a[0].AsString(), a[1].AsString(), a[2].AsString(), a[3].IsNull ? "" : a[3].AsString());

    private static FeelValue Split(Call call, ReadOnlySpan<FeelValue> a) => Patterns.Split(call, a[0].AsString(), a[1].AsString());

    public static FeelValue Join(Call call, ReadOnlySpan<FeelValue> a)
    {
        var delimiter = a[1].IsNull ? "" : a[1].AsString();
        var text = new StringBuilder();
        var first = true;
        foreach (var item in a[0].AsList().AsSpan())
        {
            if (item.IsNull)
            {
                continue;
            }
            if (!item.Is<string>(out var part))
            {
                return call.Warn($"string join(): the list must hold text only, but one item is {Compiler.Describe(item)}.");
            }
            text.Append(first ? "" : delimiter).Append(part);
            first = false;
            if (text.Length > Evaluation.MaxTextLength)
            {
                break;
            }
        }
        return call.Bounded(text.ToString());
    }
}
