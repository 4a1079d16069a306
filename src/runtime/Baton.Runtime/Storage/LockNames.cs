using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Runtime.Storage;

/// <summary>The keys of locks that are no root instances. Two names may share a lock by chance, which costs time and nothing else.</summary>
public static class LockNames
{
    /// <summary>The rows of the host: who writes them is alone with them, on all lanes of all processes.</summary>
    public static long Host { get; } = Of("host");

    /// <summary>The deployed definitions.</summary>
    public static long Catalog { get; } = Of("catalog");

    /// <summary>Who waits for a message and who sends it.</summary>
    public static long Message(string name, string correlationKey) => Of("message", name, correlationKey);

    /// <summary>The one instance that messages with a correlation key may start.</summary>
    public static long MessageStart(string processId, string correlationKey) => Of("start", processId, correlationKey);

    /// <summary>Named work of the host; never locked, but shared out by this number.</summary>
    internal static long Schedule(string name) => Of("schedule", name);

    private static long Of(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts!)));
        return BinaryPrimitives.ReadInt64BigEndian(hash) | long.MinValue;
    }
}
