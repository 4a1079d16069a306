using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Http;

/// <summary>The secret by which a machine that does not sign in, such as a gateway or an exchange, shows that it may speak.</summary>
internal static class GatewaySecret
{
    private const string Bearer = "Bearer ";

    /// <summary>What the caller shows: <c>Authorization: Bearer</c>, else what stands among the values that it sends.</summary>
    public static string? Of(HttpRequest request, string? sent)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : sent;
    }

    /// <summary>True for the secret itself; takes as long wherever the first wrong character is.</summary>
    public static bool Matches(string? given, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")),
            SHA256.HashData(Encoding.UTF8.GetBytes(secret))
        );
}
