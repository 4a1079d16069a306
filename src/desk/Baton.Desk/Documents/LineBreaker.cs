using System.Globalization;
using System.Text;

namespace Baton.Desk.Documents;

/// <summary>
/// Breaks text into lines: Latin words stay whole, Chinese breaks between any two characters except where punctuation may not begin or
/// end a line (after the rules of GB/T 15834 and the W3C's requirements for Chinese text layout).
/// </summary>
internal static class LineBreaker
{
    private const string NeverFirst = "、。，．：；！？）］｝〕〉》」』】〗〙〛〞’”…‥·・―—～％‰℃°′″々〃ー,.:;!?)]}%»›";
    private const string NeverLast = "（［｛〔〈《「『【〖〘〚〝‘“«‹([{＄￥£¥$#№";

    /// <summary>The lines of <paramref name="text"/>, none wider than <paramref name="width"/>; trailing spaces are dropped.</summary>
    public static List<string> Break(string text, float width, Func<string, float> measure)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            BreakParagraph(paragraph.Replace("\t", "    ", StringComparison.Ordinal), width, measure, lines);
        }

        return lines;
    }

    private static void BreakParagraph(string paragraph, float width, Func<string, float> measure, List<string> lines)
    {
        var elements = Elements(paragraph);
        var start = 0;
        while (start < elements.Count)
        {
            var end = EndOfLine(elements, start, width, measure);
            lines.Add(string.Concat(elements[start..end]).TrimEnd(' '));
            start = end;
            while (start < elements.Count && elements[start] == " ")
            {
                start++;
            }
        }

        if (elements.Count == 0)
        {
            lines.Add("");
        }
    }

    /// <summary>The index after the last element that goes on the line; always at least one element.</summary>
    private static int EndOfLine(List<string> elements, int start, float width, Func<string, float> measure)
    {
        var used = 0f;
        var lastBreak = -1;
        for (var i = start; i < elements.Count; i++)
        {
            if (i > start && MayBreak(elements[i - 1], elements[i]))
            {
                lastBreak = i;
            }

            used += measure(elements[i]);
            if (used > width && elements[i] != " ")
            {
                return lastBreak > start ? lastBreak : Math.Max(i, start + 1);
            }
        }

        return elements.Count;
    }

    private static bool MayBreak(string before, string after)
    {
        if (after == " ")
        {
            return false;
        }

        if (NeverFirst.Contains(after, StringComparison.Ordinal) || NeverLast.Contains(before, StringComparison.Ordinal))
        {
            return before == " " && !IsWide(after);
        }

        return before == " " || IsWide(before) || IsWide(after) || (before is "-" or "/" && char.IsLetter(after[0]));
    }

    private static bool IsWide(string element)
    {
        var value = Rune.GetRuneAt(element, 0).Value;
        return value
            is >= 0x1100
                and <= 0x11FF
                or >= 0x2E80
                and <= 0xA4CF
                or >= 0xAC00
                and <= 0xD7A3
                or >= 0xF900
                and <= 0xFAFF
                or >= 0xFE30
                and <= 0xFE4F
                or >= 0xFF01
                and <= 0xFF60
                or >= 0xFFE0
                and <= 0xFFE6
                or >= 0x1F300
                and <= 0x1FAFF
                or >= 0x20000
                and <= 0x3FFFF;
    }

    private static List<string> Elements(string text)
    {
        var elements = new List<string>(text.Length);
        var each = StringInfo.GetTextElementEnumerator(text);
        while (each.MoveNext())
        {
            elements.Add(each.GetTextElement());
        }

        return elements;
    }
}
