using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Baton.Desk.Access;

/// <summary>Passwords, tokens and stamps: made at random, kept as hashes.</summary>
internal static class Secrets
{
    private const string TokenPrefix = "baton_";
    private const int PrefixShown = 12;

    private static readonly PasswordHasher<User> Hasher = new();
    private static readonly User Nobody = new()
    {
        UserName = "",
        DisplayName = "",
        Language = Languages.Default,
        SecurityStamp = "",
    };

    /// <summary>Checked when the user is unknown, so that an unknown name takes as long as a wrong password.</summary>
    private static readonly Lazy<string> DecoyHash = new(() => HashPassword(NewStamp()));

    public static string HashPassword(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Does the same work whether or not there is a hash.</summary>
    public static bool IsPassword(string? hash, string password, out bool hashIsOld)
    {
        var result = Hasher.VerifyHashedPassword(Nobody, hash ?? DecoyHash.Value, password);
        hashIsOld = result == PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    public static string NewStamp() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public static string NewToken() => TokenPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Shown(string token) => token[..PrefixShown];

    public static string HashToken(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
