using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Forms;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>What an answer says of a task.</summary>
/// <param name="Values">Of the fields that the answer changes; what could not be understood is the text as it was written.</param>
/// <param name="Action">Id of the button; null where none was named.</param>
/// <param name="Opinion">Null for none.</param>
/// <param name="Faults">What could not be understood.</param>
internal sealed record ReadAnswer(JsonObject Values, string? Action, string? Opinion, IReadOnlyList<AnswerFault> Faults);

/// <summary>What was written for a field, or for <see cref="AnswerShape.Action"/>, and is none of it.</summary>
internal sealed record AnswerFault(string Field, string Written);

/// <summary>
/// Reads answers to mails of tasks, wherever people write: above the form, in its lines, below each line, or below all. What is new counts before what is
/// quoted, and what differs from what was offered before what does not. Pure.
/// </summary>
internal static partial class AnswerReading
{
    /// <summary>Above the form; alike in all languages, so that it is found whatever a mail program makes of the words.</summary>
    public const string Begin = "=====[ FORM ]=====";

    /// <summary>The first line of the whole mail: what stands above it in an answer is new.</summary>
    public const string Top = "=====[ TASK ]=====";
    public const string End = "=====[ END ]=====";
    private const int LinesMax = 4_000;
    private const int HintLines = 12;

    /// <summary>Programs that break lines do it behind so many letters.</summary>
    private const int BrokenLine = 60;

    public static ReadAnswer Read(string text, AnswerShape shape)
    {
        var raw = text.ReplaceLineEndings("\n").Split('\n').Take(LinesMax).ToArray();
        var lines = Array.ConvertAll(raw, Line.Of);
        var names = new Labels(shape);
        var found = new List<Finding>();
        var free = new List<string>();
        var begin = Array.FindIndex(lines, line => BeginMark().IsMatch(line.Text));
        var head = begin < 0 ? lines.Length : begin;
        var sent = Array.FindIndex(lines, 0, head, line => TopMark().IsMatch(line.Text));
        head = sent < 0 ? head : sent;
        var top = Math.Min(QuotedHistory.Begins(raw[..head]) ?? head, head);
        Written(lines[..top], names, begin < 0 && sent < 0, Rank.Typed, found, free);
        if (begin >= 0)
        {
            var end = Array.FindIndex(lines, begin, line => EndMark().IsMatch(line.Text));
            var depth = lines[begin].Depth;
            Form(lines[(begin + 1)..(end < 0 ? lines.Length : end)], depth, names, found, free);
            if (end >= 0 && depth > 0)
                Below(raw, lines, end + 1, depth, names, found, free);
        }
        return Decide(shape, found, free);
    }

    /// <summary>What follows the quoted form, until another one.</summary>
    private static void Below(string[] raw, Line[] lines, int from, int depth, Labels names, List<Finding> found, List<string> free)
    {
        var next = Array.FindIndex(lines, from, line => BeginMark().IsMatch(line.Text));
        var rest = lines[from..(next < 0 ? lines.Length : next)];
        var history = QuotedHistory.Begins(raw[from..(from + rest.Length)]);
        Written([.. rest.Take(history ?? rest.Length).Where(line => line.Depth < depth)], names, false, Rank.Typed, found, free);
    }

    /// <summary>Lines of the person's own.</summary>
    private static void Written(Line[] lines, Labels names, bool readsQuoted, Rank rank, List<Finding> found, List<string> free)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Depth > 0 && !readsQuoted)
                continue;
            if (line.Depth == 0 && Farewell().IsMatch(line.Text))
                return;
            if (names.Find(line.Text) is not { } label)
            {
                if (line.Depth == 0)
                    free.Add(line.Text);
                continue;
            }
            var block = new List<string> { label.Value };
            var isLong = names.IsLong(label.Key);
            var at = i + 1;
            for (; at < lines.Length && lines[at].Depth == line.Depth && names.Find(lines[at].Text) is null; at++)
            {
                if (line.Depth == 0 && Farewell().IsMatch(lines[at].Text))
                    break;
                // A short answer ends with its line, unless its program broke it; what stands below is said of the whole.
                var isOver = block.Exists(one => one.Trim().Length > 0) && lines[at - 1].Text.Length < BrokenLine;
                if (!isLong && (isOver || lines[at].Text.Trim().Length == 0) && !IsOpen(block))
                    break;
                block.Add(lines[at].Text);
            }
            var below = at;
            while (line.Depth > 0 && below < lines.Length && lines[below].Depth == 0 && names.Find(lines[below].Text) is null)
                below++;
            if (below > at && Own(lines[at..below]) is { Count: > 0 } own)
            {
                found.Add(new(label.Key, own, Rank.Between));
                at = below;
            }
            found.Add(new(label.Key, block, line.Depth > 0 ? Rank.Quoted : rank));
            i = at - 1;
        }
    }

    /// <summary>The lines of the form itself: those of the mail that was sent, and what was written among them.</summary>
    private static void Form(Line[] lines, int depth, Labels names, List<Finding> found, List<string> free)
    {
        var isFree = depth == 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Depth < depth && Farewell().IsMatch(line.Text))
                return;
            if (names.Find(line.Text) is not { } label)
            {
                if (line.Depth < depth && !isFree)
                    free.Add(line.Text);
                continue;
            }
            var (block, own) = (new List<string> { label.Value }, new List<Line>());
            var at = i + 1;
            var isOwn = line.Depth < depth;
            for (; at < lines.Length && names.Find(lines[at].Text) is null; at++)
            {
                if (isOwn && (lines[at].Depth > line.Depth || (!names.IsLong(label.Key) && label.Value.Trim().Length > 0)))
                    break;
                // What a program broke off the line before belongs to it.
                if (lines[at].Depth < line.Depth && !(own.Count == 0 && IsOpen(block)))
                    own.Add(lines[at]);
                else
                    block.Add(lines[at].Text);
            }
            if (Own([.. own]) is { Count: > 0 } said)
                found.Add(new(label.Key, said, Rank.Between) { Whole = [.. block, .. said] });
            found.Add(new(label.Key, block, isOwn ? Rank.Typed : Rank.Quoted));
            i = at - 1;
        }
    }

    private static List<string> Own(Line[] lines) =>
        [
            .. lines
                .TakeWhile(line => !Farewell().IsMatch(line.Text))
                .Select(line => line.Text)
                .SkipWhile(text => text.Trim().Length == 0)
                .Reverse()
                .SkipWhile(text => text.Trim().Length == 0)
                .Reverse(),
        ];

    private static ReadAnswer Decide(AnswerShape shape, List<Finding> found, List<string> free)
    {
        var (values, faults) = (new JsonObject(), new List<AnswerFault>());
        foreach (var field in shape.Fields)
        {
            foreach (var one in Of(field.Key))
            {
                var written = Value(field, one.Lines);
                if (written.Length == 0 || IsOffered(field, written, shape.Offered[field.Key]))
                    continue;
                if (one.Whole is { } whole && IsOffered(field, Value(field, whole), shape.Offered[field.Key]))
                    break;
                if (!AnswerValues.TryRead(field, written, out var value))
                    faults.Add(new(field.Key, written));
                if (!JsonNode.DeepEquals(value, shape.Offered[field.Key]))
                    values[field.Key] = value;
                break;
            }
        }
        var said = Of("\n" + AnswerShape.Action).Select(one => Chosen(one.Lines, shape)).FirstOrDefault(one => one.Length > 0);
        var action = said is null ? null : Action(shape, said);
        if (said is not null && action is null)
            faults.Add(new(AnswerShape.Action, said));
        var spoken = free.SkipWhile(line => line.Trim().Length == 0).ToList();
        if (spoken.Count > 0 && Action(shape, spoken[0]) is { } named)
        {
            // One word alone on top names the button, as people answer each other.
            action = said is null ? named : action;
            spoken.RemoveAt(0);
        }
        var opinion = Of("\n" + AnswerShape.Opinion)
            .Select(one => string.Join('\n', one.Lines.Select(line => line.TrimEnd())).Trim())
            .FirstOrDefault(one => one.Length > 0);
        var top = string.Join('\n', spoken.Select(line => line.TrimEnd())).Trim();
        return new(values, action, opinion ?? (top.Length > 0 ? top : null), faults);

        IEnumerable<Finding> Of(string key) => found.Where(one => one.Key == key).OrderBy(one => one.Rank);
    }

    /// <summary>The same as what was sent, whatever a mail program did to its lines.</summary>
    private static bool IsOffered(FormComponent field, string written, JsonNode? offered)
    {
        var plain = Squeeze(written);
        return Languages.All.Any(language => Squeeze(AnswerValues.Say(field, offered, language)) == plain);

        static string Squeeze(string text) => Blanks().Replace(AnswerValues.Fold(text), "");
    }

    private static string Value(FormComponent field, List<string> lines)
    {
        if (field.Type == FormComponentType.TextArea)
            return string.Join('\n', lines.Select(line => line.TrimEnd())).Trim();
        if (field.Type == FormComponentType.TextField)
            return string.Join(' ', lines.Select(line => line.Trim())).Trim();
        var (text, hint) = WithoutHint(lines);
        if (text.Length > 0 || hint is null || field.Type == FormComponentType.Number || field.Type == FormComponentType.DateTime)
            return text;
        // Who leaves one of the choices alone has chosen it.
        var count = field.Type == FormComponentType.Checkbox ? 2 : field.Options.Count;
        return count > 1 && !hint.Contains('/', StringComparison.Ordinal) && AnswerValues.TryRead(field, hint, out _) ? hint : "";
    }

    private static string Chosen(List<string> lines, AnswerShape shape)
    {
        var (text, hint) = WithoutHint(lines);
        if (text.Length == 0 && hint is not null && shape.Actions.Count > 1 && Action(shape, hint) is not null)
            return hint;
        // All of them, as they were offered, are none.
        return
            text.Split('/').Length == shape.Actions.Count
            && shape.Actions.Count > 1
            && text.Split('/').All(part => Action(shape, part) is not null)
            ? ""
            : text;
    }

    private static string? Action(AnswerShape shape, string text) =>
        AnswerValues.Match(shape.Actions.Select(one => (one.Id, (IEnumerable<string>)one.Names)), text);

    /// <summary>What stands beside the choices in brackets, and the choices; broken lines are put together.</summary>
    private static (string Text, string? Hint) WithoutHint(List<string> lines)
    {
        var written = new StringBuilder(lines[0]);
        for (var i = 1; i < Math.Min(lines.Count, HintLines); i++)
        {
            if (IsOpen(written.ToString()))
                written.Append(' ').Append(lines[i].Trim());
            else if (WithoutHint(written.ToString()).Text.Length == 0)
                written.Append(' ').Append(lines[i].Trim());
            else
                break;
        }
        return WithoutHint(written.ToString());
    }

    private static (string Text, string? Hint) WithoutHint(string line)
    {
        var plain = Narrow(line);
        string? hint = null;
        foreach (var found in Brackets().Matches(plain).Reverse())
        {
            var inner = found.Groups[1].Value.Trim();
            // A ticked box stands in brackets of its own.
            if (inner.Length <= 1)
                continue;
            hint = inner;
            plain = plain.Remove(found.Index, found.Length);
            line = line.Remove(found.Index, found.Length).Insert(found.Index, " ");
            plain = plain.Insert(found.Index, " ");
        }
        return (line.Trim(), hint);
    }

    private static bool IsOpen(List<string> lines) => IsOpen(string.Join(' ', lines));

    private static bool IsOpen(string text)
    {
        var plain = Narrow(text);
        return plain.LastIndexOf('[') > plain.LastIndexOf(']');
    }

    /// <summary>Wide letters as narrow ones, each in its place.</summary>
    private static string Narrow(string text) =>
        string.Create(
            text.Length,
            text,
            static (narrow, wide) =>
            {
                for (var i = 0; i < wide.Length; i++)
                    narrow[i] = wide[i] switch
                    {
                        >= '\uff01' and <= '\uff5e' => (char)(wide[i] - 0xfee0),
                        '\u3000' or '\u00a0' or '\t' => ' ',
                        '【' or '〔' => '[',
                        '】' or '〕' => ']',
                        '﹕' or '∶' or '︰' => ':',
                        _ => wide[i],
                    };
            }
        );

    /// <summary>A line without the marks of quoting, and how often it is quoted.</summary>
    private readonly record struct Line(int Depth, string Text)
    {
        public static Line Of(string raw)
        {
            var (at, depth) = (0, 0);
            for (; at < raw.Length; at++)
            {
                if (raw[at] is '>' or '＞')
                    depth++;
                else if (
                    raw[at] is not (' ' or '\u00a0' or '\u3000' or '\t')
                    || (depth == 0 && !raw.AsSpan(at).TrimStart().StartsWith(">"))
                )
                    break;
            }
            return new(depth, raw[at..]);
        }
    }

    /// <summary>Where something was said, the strongest first.</summary>
    private enum Rank
    {
        Typed,
        Between,
        Quoted,
    }

    private sealed record Finding(string Key, List<string> Lines, Rank Rank)
    {
        /// <summary>With the quoted lines above; a program may have broken a line and quoted its beginning alone.</summary>
        public List<string>? Whole { get; init; }
    }

    /// <summary>The names of the fields.</summary>
    private sealed class Labels(AnswerShape shape)
    {
        private readonly List<(string Key, string Name)> _names =
        [
            .. shape
                .Names()
                .Select(one => (one.Key, Name: Blanks().Replace(Narrow(one.Name), " ").Trim().TrimEnd(':', '*', ' ').ToLowerInvariant()))
                .Where(one => one.Name.Length > 0)
                .OrderByDescending(one => one.Name.Length),
        ];
        private readonly HashSet<string> _long =
        [
            .. shape.Fields.Where(field => field.Type == FormComponentType.TextArea).Select(field => field.Key),
            "\n" + AnswerShape.Opinion,
        ];

        public bool IsLong(string key) => _long.Contains(key);

        /// <summary>The field that the line begins with, and what stands behind its sign.</summary>
        public (string Key, string Value)? Find(string line)
        {
            var plain = Narrow(line).ToLowerInvariant();
            if (plain.Length != line.Length)
                return null;
            var from = 0;
            while (from < plain.Length && plain[from] is ' ' or '*' or '-' or '•' or '·' or '_')
                from++;
            foreach (var (key, name) in _names)
            {
                if (!plain.AsSpan(from).StartsWith(name, StringComparison.Ordinal))
                    continue;
                var at = from + name.Length;
                while (at < plain.Length && plain[at] is ' ' or '*' or '_')
                    at++;
                if (at < plain.Length && plain[at] is ':' or '=')
                    return (key, line[(at + 1)..].TrimStart('*', ' ', '\u3000', '\u00a0', '\t'));
            }
            return null;
        }
    }

    [GeneratedRegex(@"={3,}\s*\[\s*FORM\s*\]\s*={3,}", RegexOptions.CultureInvariant)]
    private static partial Regex BeginMark();

    [GeneratedRegex(@"={3,}\s*\[\s*TASK\s*\]\s*={3,}", RegexOptions.CultureInvariant)]
    private static partial Regex TopMark();

    [GeneratedRegex(@"={3,}\s*\[\s*END\s*\]\s*={3,}", RegexOptions.CultureInvariant)]
    private static partial Regex EndMark();

    [GeneratedRegex(@"\[([^\[\]]*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    /// <summary>Where a signature begins.</summary>
    [GeneratedRegex(
        @"^\s*(--\s*$|_{10,}\s*$|sent from my |get outlook for |发自我的|從我的.{0,20}傳送|发送自|傳送自)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Farewell();
}
