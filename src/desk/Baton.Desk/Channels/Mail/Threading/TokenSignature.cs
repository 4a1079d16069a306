using System.Security.Cryptography;
using System.Text;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>Short signatures in letters that survive mail programs. Pure.</summary>
internal static class TokenSignature
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
    public const int Length = 16;

    public static string Of(byte[] key, string text) =>
        string.Create(
            Length,
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)),
            static (token, bytes) =>
            {
                for (var i = 0; i < Length; i++)
                    token[i] = Letters[bytes[i] & 31];
            }
        );

    /// <summary>Takes as long for a wrong one as for the right one.</summary>
    public static bool IsSame(string given, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.ToLowerInvariant()), Encoding.UTF8.GetBytes(right));
}
