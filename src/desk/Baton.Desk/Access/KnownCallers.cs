using System.Collections.Concurrent;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>
/// Keeps in memory what users may do and whose tokens are which, as every request asks. All of it is forgotten with the commit that changes any of it
/// (<see cref="AccessChanges"/>), before its caller is answered; other servers hear of it at once, or, should the news be lost, forget it by
/// themselves after <see cref="Lifetime"/>. Safe for any number of threads.
/// </summary>
public sealed class KnownCallers
{
    /// <summary>How long a server that is cut off from the news of others goes on with what it knows.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private const int Capacity = 10_000;

    private readonly DeskReader _reader;
    private readonly DeskChanges _changes;
    private readonly TimeProvider _clock;
    private volatile Memory _memory = new();

    public KnownCallers(DeskReader reader, DeskChanges changes, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(changes);
        _reader = reader;
        _changes = changes;
        _clock = clock;
        changes.Subscribe(DeskChanges.Access, _ => _memory = new());
    }

    /// <summary>What the user may do now; null for an unknown or disabled one.</summary>
    internal Task<DeskUser?> User(string userName, CancellationToken ct) =>
        Recall(memory => memory.Users, userName, db => DeskUsers.Load(db, userName, ct), ct);

    /// <summary>The token with this hash, which may have expired; null for an unknown or revoked one.</summary>
    internal Task<KnownToken?> Token(string hash, CancellationToken ct) =>
        Recall(
            memory => memory.Tokens,
            hash,
            db =>
                db.AccessTokens.Where(row => row.Hash == hash && row.RevokedAt == null)
                    .Select(row => new KnownToken(row.Key, row.UserName, row.ExpiresAt, row.LastUsedAt))
                    .SingleOrDefaultAsync(ct),
            ct
        );

    /// <summary>The use of a token was written down.</summary>
    internal void Used(string hash, DateTimeOffset at)
    {
        var tokens = _memory.Tokens;
        if (tokens.TryGetValue(hash, out var known))
            tokens.TryUpdate(hash, known with { Value = known.Value with { LastUsedAt = at } }, known);
    }

    private async Task<T?> Recall<T>(
        Func<Memory, ConcurrentDictionary<string, Known<T>>> part,
        string name,
        Func<DeskDb, Task<T?>> load,
        CancellationToken ct
    )
        where T : class
    {
        // What is read while somebody changes it goes into a memory that is forgotten already.
        var known = part(_memory);
        if (known.TryGetValue(name, out var found) && _clock.GetElapsedTime(found.ReadAt) < Lifetime)
            return found.Value;
        var readAt = _clock.GetTimestamp();
        var value = await _reader.Read(load, ct);
        if (value is not null && _changes.IsConnected)
        {
            if (known.Count >= Capacity)
                known.Clear();
            known[name] = new(value, readAt);
        }
        return value;
    }

    /// <summary>What a request has to know of its token.</summary>
    internal sealed record KnownToken(long Key, string UserName, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

    private sealed record Known<T>(T Value, long ReadAt);

    private sealed class Memory
    {
        public ConcurrentDictionary<string, Known<DeskUser>> Users { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, Known<KnownToken>> Tokens { get; } = new(StringComparer.Ordinal);
    }
}
