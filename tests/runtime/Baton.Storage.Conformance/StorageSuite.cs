using Baton.Runtime;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>A storage under test. Each test gets its own database, which may be opened several times.</summary>
public abstract class StorageSuite : IAsyncLifetime
{
    private readonly List<BatonTestHost> _hosts = [];
    private readonly List<Action> _cleanUps = [];
    private BatonStorage? _storage;

    protected BatonStorage Storage => _storage ??= NewStorage();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.Runtime.DisposeAsync();
        }
        _storage?.Dispose();
        CleanUp();
        _cleanUps.ForEach(action => action());
        GC.SuppressFinalize(this);
    }

    protected abstract BatonStorage NewStorage();

    protected virtual void CleanUp() { }

    /// <summary>Has something done after the test, when its storage is closed.</summary>
    internal void OnCleanUp(Action action) => _cleanUps.Add(action);

    /// <summary>
    /// Opens the database of this test; a host before must have stopped. Where one before crashed and others could go on, what it had begun is
    /// theirs once its lease has ended.
    /// </summary>
    protected async Task<BatonTestHost> Open(RuntimeParts? parts = null, RuntimeOptions? options = null, DateTimeOffset? at = null)
    {
        var host = await BatonTestHost.Start(Storage, parts, options, at: at);
        _hosts.Add(host);
        if (host.Runtime.Nodes.Count > 1)
        {
            while (host.Runtime.Nodes.Count > 1)
            {
                await Task.Delay(50, Cancel);
            }
            await host.Runtime.RunDue(Cancel);
        }
        return host;
    }

    /// <summary>How many rows a table holds.</summary>
    protected static Task<long> Count(BatonTestHost host, string table) =>
        host.Runtime.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {table}";
            return new ValueTask<long>(Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
        });

    /// <summary>Holds all lanes, so that what is queued meanwhile becomes one group; disposing lets them go.</summary>
    internal static async Task<IAsyncDisposable> HoldLane(BatonTestHost host)
    {
        var release = new TaskCompletionSource();
        var units = new List<Task>();
        for (var lane = 0; lane < host.Runtime.Lanes; lane++)
        {
            var held = new TaskCompletionSource();
            units.Add(
                host.Runtime.Write<Done>(async _ =>
                {
                    held.SetResult();
                    await release.Task;
                    return default(Done);
                })
            );
            await held.Task;
        }
        return new LaneHold(release, Task.WhenAll(units));
    }

    private sealed class LaneHold(TaskCompletionSource release, Task unit) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            release.TrySetResult();
            await unit;
        }
    }
}

/// <summary>SQLite in a memory file system.</summary>
internal static class SqliteStorages
{
    public static BatonStorage InMemory() => new SqliteStorage(new() { InMemory = true });

    public static BatonStorage InFile(string folder) =>
        new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(folder, "baton.db")}" });
}
