using System.Text;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>Makes words of a gateway fit for operators: one line, not long, without the secrets that it may have echoed.</summary>
internal static class Redacted
{
    private const int MaxLength = 300;

    public static string Line(string text, params IEnumerable<string?> secrets)
    {
        foreach (var secret in secrets.OfType<string>().Where(one => one.Length > 2))
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        var line = new StringBuilder();
        foreach (var letter in text)
        {
            if (!char.IsControl(letter))
                line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        var trimmed = line.ToString().Trim();
        return trimmed.Length > MaxLength ? trimmed[..MaxLength] + "…" : trimmed;
    }
}
