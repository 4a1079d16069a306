using System.Globalization;
using System.Text;

namespace Baton.Desk.Texts;

/// <summary>A word to look for; where it is a beginning, all words that begin with it are meant.</summary>
internal readonly record struct SearchTerm(string Text, bool IsBeginning);

/// <summary>
/// Cuts folded text (<see cref="SearchText"/>) into the words that an index keeps. Scripts without spaces are cut into every two neighbouring
/// characters, so that two characters of Chinese are enough to find a text; of a run of digits every end is a word, so that any part of a number is
/// found by its beginning; letters are found by the beginning of their word. What the index answers is a superset: whoever asks compares the
/// text itself as well.
/// </summary>
internal static class SearchWords
{
    /// <summary>Longer runs are known by their beginning.</summary>
    private const int LengthMax = 64;

    /// <summary>More different words of one text are not kept; twenty thousand characters have fewer.</summary>
    private const int CountMax = 20_000;

    private enum Script
    {
        None,
        Letters,
        Digits,
        Ideographs,
    }

    /// <summary>All words of a text, each once.</summary>
    public static string[] Of(string folded)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (script, run) in Runs(folded))
        {
            words.UnionWith(Kept(script, run));
            if (words.Count >= CountMax)
                break;
        }
        return [.. words.Take(CountMax)];
    }

    /// <summary>
    /// What a text is made of, each once and in order, to compare it with other texts: words and numbers as a whole, every two neighbouring characters
    /// of Chinese.
    /// </summary>
    public static IReadOnlyList<string> Whole(string folded) =>
        [
            .. Runs(folded)
                .SelectMany(run => run.Script == Script.Ideographs ? Pairs(run.Run) : [Cut(run.Run)])
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The words that a text must have to hold this piece of text, which has no spaces; none where the piece is too short to tell.</summary>
    public static IReadOnlyList<SearchTerm> Terms(string foldedPiece)
    {
        var runs = Runs(foldedPiece).ToList();
        // What ends inside the piece ends in the text, too; the last run may go on there.
        var last = foldedPiece.Length == 0 ? Script.None : ScriptOf(foldedPiece.EnumerateRunes().Last());
        return [.. runs.SelectMany((run, index) => Terms(run.Script, run.Run, last != Script.None && index == runs.Count - 1)).Distinct()];
    }

    private static IEnumerable<string> Kept(Script script, string run) =>
        script switch
        {
            Script.Ideographs => Pairs(run).Append(Rune.GetRuneAt(run, run.Length - LastLength(run)).ToString()),
            Script.Digits when run.Length > 1 => Enumerable.Range(0, run.Length - 1).Select(start => Cut(run[start..])),
            _ => [Cut(run)],
        };

    private static IEnumerable<SearchTerm> Terms(Script script, string run, bool mayGoOn)
    {
        if (script == Script.Ideographs)
        {
            var pairs = Pairs(run).ToList();
            return pairs.Count > 0 ? pairs.Select(pair => new SearchTerm(pair, false)) : [new(run, true)];
        }
        return run.Length > 1 ? [new(Cut(run), mayGoOn || run.Length > LengthMax)] : [];
    }

    private static IEnumerable<string> Pairs(string run)
    {
        for (var (start, next) = (0, 0); start < run.Length; start = next)
        {
            next = start + Rune.GetRuneAt(run, start).Utf16SequenceLength;
            if (next < run.Length)
                yield return run[start..(next + Rune.GetRuneAt(run, next).Utf16SequenceLength)];
        }
    }

    private static IEnumerable<(Script Script, string Run)> Runs(string text)
    {
        var (script, start, at) = (Script.None, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var here = ScriptOf(rune);
            if (here != script)
            {
                if (script != Script.None)
                    yield return (script, text[start..at]);
                (script, start) = (here, at);
            }
            at += rune.Utf16SequenceLength;
        }
        if (script != Script.None)
            yield return (script, text[start..]);
    }

    private static Script ScriptOf(Rune rune) =>
        rune.Value switch
        {
            // A half of a pair that lost its other half.
            0xFFFD => Script.None,
            >= '0' and <= '9' => Script.Digits,
            // Kana, CJK with all extensions and compatibility forms, Hangul.
            0x3005 or 0x3007 or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) => Script.Ideographs,
            (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) => Script.Ideographs,
            (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) => Script.Ideographs,
            _ => Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Script.Letters,
                _ => Rune.IsLetterOrDigit(rune) ? Script.Letters : Script.None,
            },
        };

    private static int LastLength(string run) => run.Length > 1 && char.IsLowSurrogate(run[^1]) ? 2 : 1;

    /// <summary>Never between the halves of a pair.</summary>
    private static string Cut(string run) =>
        run.Length <= LengthMax ? run : run[..(char.IsHighSurrogate(run[LengthMax - 1]) ? LengthMax - 1 : LengthMax)];
}
