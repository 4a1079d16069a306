using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Runtime.Sqlite;

/// <summary>Starts runtimes without a container. Disposing the runtime stops it, its workers included, and closes the database.</summary>
public static class SqliteRuntime
{
    /// <summary>A runtime on a SQLite file, which is created where there is none. One program at a time may open a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">How the runtime behaves; null is the default.</param>
    /// <param name="parts">What the program adds; null is nothing.</param>
    /// <param name="logger">Where runtime and workers write their log.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static Task<BatonRuntime> Open(
        string file,
        RuntimeOptions? options = null,
        RuntimeParts? parts = null,
        ILogger<BatonRuntime>? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        var connection = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = file };
        return Start(new() { ConnectionString = connection.ToString() }, options, parts, logger, cancellationToken);
    }

    /// <summary>A runtime on a database that goes with it, for trials and tests.</summary>
    /// <param name="options">How the runtime behaves; null is the default.</param>
    /// <param name="parts">What the program adds; null is nothing.</param>
    /// <param name="logger">Where runtime and workers write their log.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static Task<BatonRuntime> OpenInMemory(
        RuntimeOptions? options = null,
        RuntimeParts? parts = null,
        ILogger<BatonRuntime>? logger = null,
        CancellationToken cancellationToken = default
    ) => Start(new() { InMemory = true }, options, parts, logger, cancellationToken);

    private static async Task<BatonRuntime> Start(
        SqliteStorageOptions storage,
        RuntimeOptions? options,
        RuntimeParts? parts,
        ILogger<BatonRuntime>? logger,
        CancellationToken cancellationToken
    )
    {
        var runtime = new BatonRuntime(
            new SqliteStorage(storage),
            new BatonClock(),
            options ?? new(),
            parts ?? RuntimeParts.None,
            logger ?? NullLogger<BatonRuntime>.Instance
        )
        {
            OwnsStorage = true,
        };
        try
        {
            await runtime.Start(cancellationToken).ConfigureAwait(false);
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
