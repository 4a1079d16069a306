using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Baton.Desk.Channels.Telephony;

/// <summary>How an exchange is asked to connect a phone of the desk with a number. Pure.</summary>
internal static class CallOutRequests
{
    /// <summary>The address with the number and the extension put in, as parts of an address.</summary>
    public static string Address(string pattern, string number, string extension) =>
        pattern
            .Replace("{number}", Uri.EscapeDataString(number), StringComparison.Ordinal)
            .Replace("{extension}", Uri.EscapeDataString(extension), StringComparison.Ordinal);

    /// <param name="options">Where and with which token.</param>
    /// <param name="number">E.164.</param>
    /// <param name="extension">The phone that rings first.</param>
    /// <param name="user">Who calls.</param>
    public static HttpRequestMessage Of(TelephonyOptions options, string number, string extension, string user)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address(options.CallOut!, number, extension)))
        {
            Content = new StringContent(
                JsonSerializer.Serialize(
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["number"] = number,
                        ["extension"] = extension,
                        ["user"] = user,
                    }
                ),
                Encoding.UTF8,
                "application/json"
            ),
        };
        if (options.CallOutToken is { Length: > 0 } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
