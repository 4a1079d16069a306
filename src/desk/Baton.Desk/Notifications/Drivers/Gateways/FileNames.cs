using System.Security.Cryptography;
using System.Text;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>Names of files made of ids of messages: letters, digits and hyphens, another one for each id.</summary>
internal static class FileNames
{
    private const int MaxReadable = 60;

    public static string Of(string id)
    {
        if (id.Length is > 0 and <= MaxReadable && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            return id;
        var readable = string.Concat(id.Take(MaxReadable).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return readable + "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16];
    }
}
