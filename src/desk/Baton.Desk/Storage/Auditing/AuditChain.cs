using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Baton.Desk.Storage.Auditing;

/// <summary>
/// How entries of the audit log hang together: each hash covers the one before and the entry's own content, so that nobody can change, insert or
/// remove an entry without making every later one wrong.
/// </summary>
internal static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Start = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>The hash of an entry whose predecessor has <paramref name="previous"/>, in hexadecimal.</summary>
    public static string Hash(string previous, AuditEntry entry)
    {
        // A JSON array says unmistakably where one value ends and the next begins.
        object?[] content =
        [
            previous,
            entry.Number,
            entry.At.ToUnixTimeMilliseconds(),
            entry.Actor,
            entry.RemoteAddress,
            entry.Kind,
            entry.Target,
            entry.Action,
            entry.Before,
            entry.After,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content))));
    }
}
