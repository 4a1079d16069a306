using System.Text;
using Baton.Desk.Channels.Mail.Reading;

namespace Baton.Desk.Channels.Mail.Taking;

/// <summary>What readers of a contact see of a mail. Pure.</summary>
internal static class MailWords
{
    /// <summary>What is new in it, with a line for each thing that a reader should know.</summary>
    public static string Text(ReadMail mail, IReadOnlyList<string> marks, string language)
    {
        var text = new StringBuilder(mail.NewText);
        var said = marks.Select(mark => Of(mark, language)).OfType<string>().ToList();
        if (mail.Machine.Kind != MachineKind.None)
            said.Insert(0, MailTexts.Words.Get("machine." + Code(mail.Machine.Kind), language));
        if (said.Count > 0 && text.Length > 0)
            text.Append("\n\n");
        foreach (var line in said)
            text.Append("[ ").Append(line).Append(" ]\n");
        return text.ToString().TrimEnd();
    }

    /// <summary>What <see cref="Text"/> was made of, in whichever language: the words of the mail alone.</summary>
    public static string WithoutMarks(string text, IReadOnlyList<string> marks)
    {
        var said = marks
            .SelectMany(mark => Languages.All.Select(language => Of(mark, language)))
            .OfType<string>()
            .Select(line => $"[ {line} ]")
            .ToHashSet(StringComparer.Ordinal);
        var lines = text.Split('\n').ToList();
        while (lines.Count > 0 && (said.Contains(lines[^1]) || string.IsNullOrWhiteSpace(lines[^1])))
            lines.RemoveAt(lines.Count - 1);
        return string.Join('\n', lines);
    }

    /// <summary>A mark in words; null where it is none for readers.</summary>
    public static string? Of(string mark, string language)
    {
        var parts = mark.Split(':', 2);
        return MailTexts
            .Words.Find("mark." + parts[0], language)
            ?.Replace("{name}", parts.Length > 1 ? parts[1] : "", StringComparison.Ordinal);
    }

    public static string Code(MachineKind kind) =>
        kind switch
        {
            MachineKind.AutoReply => "auto-reply",
            MachineKind.Bulk => "bulk",
            MachineKind.Bounce => "bounce",
            MachineKind.Own => "own",
            _ => "none",
        };
}
