using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Baton.Desk;

namespace Baton.Server.Access;

/// <summary>
/// Remembers for a short while which Basic credentials were right, as checking a password is slow on purpose. Holds keyed hashes only,
/// with a key that dies with the process. Whether the user is still allowed must be checked with each use, and one wrong password forgets
/// what was known of its user, so that a guess during a lockout never meets a remembered answer. Safe for any number of threads.
/// </summary>
internal sealed class RecentSignIns(TimeProvider clock)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public DeskUser? Find(string userName, string password) =>
        _entries.TryGetValue(userName, out Entry? entry)
        && clock.GetElapsedTime(entry.Timestamp) < Lifetime
        && CryptographicOperations.FixedTimeEquals(entry.Hash, Hash(userName, password))
            ? entry.User
            : null;

    public void Remember(string userName, string password, DeskUser user)
    {
        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }
        _entries[userName] = new Entry(user, Hash(userName, password), clock.GetTimestamp());
    }

    public void Forget(string userName) => _entries.TryRemove(userName, out _);

    private byte[] Hash(string userName, string password) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{userName}\0{password}"));

    private sealed record Entry(DeskUser User, byte[] Hash, long Timestamp);
}
