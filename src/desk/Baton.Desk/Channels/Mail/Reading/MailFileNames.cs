using System.Globalization;
using Baton.Desk.Cases.Attachments;

namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Makes names of files fit to be kept. Pure.</summary>
internal static class MailFileNames
{
    /// <param name="name">As the mail has it; empty for none.</param>
    /// <param name="ending">What its kind usually ends with; for names without an ending.</param>
    /// <param name="number">Its number in the mail, for a file without a name.</param>
    public static string Fit(string name, string ending, int number)
    {
        var line = MailReading.Line(name.Split('/', '\\')[^1], 400);
        var clean = string.Concat(line.Select(letter => "<>:\"|?*".Contains(letter, StringComparison.Ordinal) ? '_' : letter))
            .Trim(' ', '.');
        if (clean.Length == 0)
            clean = string.Create(CultureInfo.InvariantCulture, $"attachment-{number}");
        if (Path.GetExtension(clean) is not { Length: > 1 and <= 10 })
            clean += ending;
        if (clean.Length <= FileRules.NameMaxLength)
            return clean;
        var kept = Path.GetExtension(clean);
        var length = FileRules.NameMaxLength - kept.Length;
        return clean[..(char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)] + kept;
    }
}
