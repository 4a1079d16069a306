using System.Net.Mail;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// Addresses of people outside: a mail address, or a number in E.164, which may say by <see cref="Telephone"/> or <see cref="Fax"/> what it is for.
/// </summary>
internal static class MessageAddress
{
    public const string Telephone = "tel:";
    public const string Fax = "fax:";

    /// <summary>True for what is an address, however it might be used; user names and roles are none.</summary>
    public static bool IsAddress(string text) =>
        For(MessageChannels.Mail, text) is not null
        || For(MessageChannels.Sms, text) is not null
        || For(MessageChannels.Fax, text) is not null;

    /// <summary>The address as the channel uses it; null where it is of no use to it.</summary>
    public static string? For(string channel, string? address)
    {
        var text = (address ?? "").Trim();
        return channel switch
        {
            MessageChannels.Mail => IsMail(text) ? text : null,
            MessageChannels.Sms or MessageChannels.Voice => Number(text, Telephone, Fax),
            MessageChannels.Fax => Number(text, Fax, Telephone),
            _ => null,
        };
    }

    private static bool IsMail(string text) =>
        text.Length is > 2 and <= 254
        && !text.Any(char.IsControl)
        && !text.Contains(' ', StringComparison.Ordinal)
        && MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text;

    private static string? Number(string text, string wanted, string other)
    {
        if (text.StartsWith(other, StringComparison.Ordinal))
            return null;
        var number = text.StartsWith(wanted, StringComparison.Ordinal) ? text[wanted.Length..] : text;
        return number.Length is >= 8 and <= 16 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? number
            : null;
    }
}
