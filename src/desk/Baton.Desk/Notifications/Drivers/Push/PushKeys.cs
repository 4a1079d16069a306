using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>The desk's key towards push services, made when it is needed for the first time and kept in the database, so that all servers have the same.</summary>
internal sealed class PushKeys(BatonRuntime runtime, DeskReader reader) : IDisposable
{
    private VapidKey? _key;

    public async Task<VapidKey> Get(CancellationToken ct)
    {
        if (_key is { } known)
            return known;
        var kept = await reader.Read(
            db => db.Set<PushKey>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == PushKey.Current, ct),
            ct
        );
        var key = new VapidKey(kept?.PrivateKey ?? await Make(ct));
        if (Interlocked.CompareExchange(ref _key, key, null) is not { } other)
            return key;
        key.Dispose();
        return other;
    }

    public void Dispose() => _key?.Dispose();

    private async Task<string> Make(CancellationToken ct)
    {
        var outcome = await runtime.Write<string>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (await db.Set<PushKey>().SingleOrDefaultAsync(row => row.Name == PushKey.Current, ct) is { } made)
                    return made.PrivateKey;
                var row = new PushKey
                {
                    Name = PushKey.Current,
                    PrivateKey = VapidKey.Make(),
                    CreatedAt = unit.Now,
                };
                db.Add(row);
                await db.SaveChangesAsync(ct);
                return row.PrivateKey;
            },
            ct
        );
        return outcome.Value;
    }
}
