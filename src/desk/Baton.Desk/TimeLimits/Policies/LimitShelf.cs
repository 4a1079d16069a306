using System.Collections.Concurrent;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>The policies, kept in memory until one changes, here or at another server. Safe from any thread.</summary>
internal sealed class LimitShelf
{
    private readonly ConcurrentDictionary<(string Code, int Version), TimeLimit> _read = [];
    private readonly DeskChanges _changes;
    private volatile Snapshot? _snapshot;
    private int _generation;

    public LimitShelf(DeskChanges changes)
    {
        _changes = changes;
        changes.Subscribe(
            DeskChanges.TimeLimits,
            _ =>
            {
                Interlocked.Increment(ref _generation);
                _snapshot = null;
            }
        );
    }

    /// <summary>The policies as they are now.</summary>
    public async ValueTask<Snapshot> Now(DeskDb db, CancellationToken ct)
    {
        if (_snapshot is { } known)
            return known;
        var generation = Volatile.Read(ref _generation);
        var rows = await Latest(db).Where(row => !row.IsRetired).OrderBy(row => row.Code).ToListAsync(ct);
        var any = rows.Count > 0 || await db.Set<LimitVersion>().AnyAsync(ct);
        var snapshot = new Snapshot([.. rows.Select(row => (Of(row), row.Version))], any);
        // What is not told of changes must not keep anything.
        if (_changes.IsConnected && generation == Volatile.Read(ref _generation))
            _snapshot = snapshot;
        return snapshot;
    }

    /// <summary>One version, whatever came after it.</summary>
    public async ValueTask<TimeLimit> Get(DeskDb db, string code, int version, CancellationToken ct) =>
        _read.TryGetValue((code, version), out var known)
            ? known
            : Of(await db.Set<LimitVersion>().AsNoTracking().SingleAsync(row => row.Code == code && row.Version == version, ct));

    /// <summary>The newest version of each, also of those that are retired.</summary>
    public static IQueryable<LimitVersion> Latest(DeskDb db) =>
        db.Set<LimitVersion>()
            .AsNoTracking()
            .Where(row => !db.Set<LimitVersion>().Any(later => later.Code == row.Code && later.Version > row.Version));

    private TimeLimit Of(LimitVersion row) =>
        _read.GetOrAdd((row.Code, row.Version), static (_, content) => TimeLimitReader.Read(content), row.Content);

    /// <summary>A reading of all policies.</summary>
    /// <param name="Current">Those by which clocks start.</param>
    /// <param name="HasAny">There is, or was, one at all: there may be clocks.</param>
    internal sealed record Snapshot(IReadOnlyList<(TimeLimit Limit, int Version)> Current, bool HasAny);
}
