using System.Globalization;
using System.Text;

namespace Baton.Desk.Feeds;

/// <summary>A feed as to-dos of a calendar, by RFC 5545. Pure.</summary>
internal static class CalendarFeed
{
    public const string MediaType = "text/calendar";

    /// <summary>Octets of a line without its end.</summary>
    private const int LineMax = 75;

    public static string Write(Feed feed, string desk)
    {
        var text = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Baton//To-do feed//EN");
        Line("METHOD:PUBLISH");
        Line("X-WR-CALNAME:" + Escaped(FeedTexts.Words.Get("title", feed.User.Language, ("name", feed.User.DisplayName))));
        foreach (var task in feed.Tasks)
        {
            Line("BEGIN:VTODO");
            Line(FormattableString.Invariant($"UID:task-{task.Key}@baton"));
            Line("DTSTAMP:" + Instant(task.CreatedAt));
            Line("CREATED:" + Instant(task.CreatedAt));
            if (task.DueAt is { } due)
                Line("DUE:" + Instant(due));
            Line("SUMMARY:" + Escaped($"{task.Title} · {task.CaseNumber}"));
            Line("DESCRIPTION:" + Escaped($"{task.Subject}\n{task.Status}"));
            Line("CATEGORIES:" + Escaped(FeedTexts.Words.Get(task.IsMine ? "mine" : "offered", feed.User.Language)));
            Line("PRIORITY:" + Priority(task.Priority));
            Line("STATUS:NEEDS-ACTION");
            Line("URL:" + desk + task.Path);
            Line("END:VTODO");
        }
        Line("END:VCALENDAR");
        return text.ToString();

        void Line(string content) => Fold(text, content);
    }

    /// <summary>Long lines go on in the next one, behind a blank; never within a character.</summary>
    internal static void Fold(StringBuilder text, string content)
    {
        var octets = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineMax)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }

    internal static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var letter in value.ReplaceLineEndings("\n"))
        {
            if (letter == '\n')
                text.Append("\\n");
            else if (letter is '\\' or ';' or ',')
                text.Append('\\').Append(letter);
            else if (!char.IsControl(letter))
                text.Append(letter);
        }
        return text.ToString();
    }

    /// <summary>1 is the highest of a calendar, 9 the lowest, 5 the middle.</summary>
    private static string Priority(int priority) =>
        (9 - (int)Math.Round(Math.Clamp(priority, 0, 100) * 8 / 100.0)).ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
