using System.Text.RegularExpressions;

namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Finds where a mail begins to repeat what was written before. Pure.</summary>
internal static partial class QuotedHistory
{
    /// <summary>What is new in the text; the whole where that cannot be told, or answers stand between the lines.</summary>
    public static string Without(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var cut = Cut(lines);
        if (cut is not { } at)
            return text.Trim();
        // A rule above what is quoted belongs to it.
        while (at > 0 && lines[at - 1].Trim().Trim('_', '-') is "")
            at--;
        var head = string.Join('\n', lines[..at]).Trim();
        return head.Length == 0 ? text.Trim() : head;
    }

    /// <summary>The line where a head or an introduction stands above what was written before; null for none.</summary>
    public static int? Begins(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (Divider().IsMatch(lines[i].Trim()) || IsHeaderBlock(lines, i) || IsIntroduction(lines, i) is not null)
                return i;
        }
        return null;
    }

    private static int? Cut(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (Divider().IsMatch(line) || IsHeaderBlock(lines, i))
                return i;
            if (IsIntroduction(lines, i) is { } end && IsQuotedToTheEnd(lines, end))
                return i;
            if (IsQuoted(line) && IsQuotedToTheEnd(lines, i))
                return i;
        }
        return null;
    }

    /// <summary>The line behind "On such a day somebody wrote:", which programs break into two; null where there is none.</summary>
    private static int? IsIntroduction(string[] lines, int at)
    {
        var line = lines[at].Trim();
        if (line.Length is 0 or > 300)
            return null;
        if (Wrote().IsMatch(line))
            return at + 1;
        return at + 1 < lines.Length && line.Length < 200 && Began().IsMatch(line) && Wrote().IsMatch($"{line} {lines[at + 1].Trim()}")
            ? at + 2
            : null;
    }

    /// <summary>Nothing but quoted lines follows, so that no answer between them is lost.</summary>
    private static bool IsQuotedToTheEnd(string[] lines, int from)
    {
        var quoted = false;
        for (var i = from; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (IsQuoted(line))
                quoted = true;
            else if (line is "--" or "-- ")
                return quoted;
            else if (line.Length > 0)
                // A quoted line may have been broken by a program, which leaves a short rest.
                if (!quoted || line.Length > 20 || i + 1 >= lines.Length || !IsQuoted(lines[i + 1].Trim()))
                    return false;
        }
        return quoted;
    }

    private static bool IsQuoted(string line) => line.StartsWith('>') || line.StartsWith("&gt;", StringComparison.Ordinal);

    /// <summary>The head of a mail that Outlook or a Chinese program puts above what it quotes.</summary>
    private static bool IsHeaderBlock(string[] lines, int at)
    {
        if (!From().IsMatch(lines[at].Trim().TrimStart('*')))
            return false;
        var heads = 1;
        for (var i = at + 1; i < Math.Min(lines.Length, at + 7); i++)
        {
            if (Head().IsMatch(lines[i].Trim().TrimStart('*')))
                heads++;
        }
        return heads >= 3;
    }

    [GeneratedRegex(
        @"^[-_=—\s]{3,}\s*(original message|original appointment|forwarded message|reply message|原始邮件|原始郵件|原始信件|原邮件|回复的原邮件|转发邮件|轉寄郵件|轉寄的郵件|郵件原件|邮件原件|ursprüngliche nachricht|message d'origine|mensaje original)\s*[-_=—\s]{3,}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Divider();

    [GeneratedRegex(
        @"^((on|am|le|el)\s.{4,280}(wrote|schrieb|écrit|escribió).{0,40}:|(在|于|於)?.{4,280}(写道|寫道|写到|寫到|說|写|寫)\s*[:：]|.{2,200}(于|於)\s?\d{4}年.{2,100}[:：])$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Wrote();

    [GeneratedRegex(
        @"^(on|am|le|el)\s|^(在|于|於)|\d{4}年",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Began();

    [GeneratedRegex(
        @"^(from|发件人|寄件者|寄件人|發件人|von|de|差出人)\s*\*?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex From();

    [GeneratedRegex(
        @"^(sent|date|to|cc|subject|发送时间|发送日期|日期|时间|收件人|抄送|主题|寄件日期|傳送日期|收件者|副本|主旨|主題|發送時間|gesendet|an|betreff|envoyé|objet|à)\s*\*?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Head();
}
