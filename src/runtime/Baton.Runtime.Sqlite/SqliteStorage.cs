using System.Data.Common;
using System.Globalization;
using Baton.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace Baton.Runtime.Sqlite;

/// <summary>
/// A SQLite file: write-ahead log, each commit on disk before it counts, one writer beside any number of readers, foreign keys on.
/// </summary>
public sealed class SqliteStorage : BatonStorage
{
    private readonly SqliteStorageOptions _options;
    private readonly string _file;
    private readonly string _writer;
    private readonly string _reader;

    /// <summary>A storage on the database of the options; nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The options name no file.</exception>
    public SqliteStorage(SqliteStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var builder = new SqliteConnectionStringBuilder(options.InMemory ? "" : options.ConnectionString);
        if (options.InMemory)
        {
            builder.DataSource = Path.Combine(MemoryFolder(), $"baton-{Guid.NewGuid():N}.db");
        }
        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:")
        {
            throw new ArgumentException(
                "Storage:ConnectionString names no file. Readers and the writer need a common file; for a throw-away database set Storage:InMemory.",
                nameof(options)
            );
        }
        _file = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        builder.Pooling = false;
        builder.DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds);
        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        _writer = builder.ToString();
        builder.Mode = SqliteOpenMode.ReadOnly;
        _reader = builder.ToString();
    }

    /// <inheritdoc/>
    public override string Name => _options.InMemory ? "SQLite in memory" : $"SQLite file {_file}";

    /// <inheritdoc/>
    public override string BlobType => "blob";

    /// <inheritdoc/>
    public override string ClusteredTable => "WITHOUT ROWID";

    /// <inheritdoc/>
    public override bool IsExclusive => true;

    /// <inheritdoc/>
    public override string ClockSql => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    /// <inheritdoc/>
    public override DbConnection OpenWriter()
    {
        var connection = Open(_writer);
        var synchronous = _options is { Durable: true, InMemory: false } ? "FULL" : "OFF";
        Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = 4000;");
        return connection;
    }

    /// <inheritdoc/>
    public override DbConnection OpenReader() => Open(_reader);

    /// <inheritdoc/>
    public override DbTransaction Begin(DbConnection writer) => ((SqliteConnection)writer).BeginTransaction(deferred: false);

    /// <inheritdoc/>
    public override RowWriters Writers(DbConnection writer) => new SqliteRowWriters((SqliteConnection)writer);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var ending in _options.InMemory ? (string[])["", "-wal", "-shm"] : [])
        {
            File.Delete(_file + ending);
        }
        base.Dispose(disposing);
    }

    private SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var busy = (long)_options.BusyTimeout.TotalMilliseconds;
        Execute(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout = {busy}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -{_options.CacheKibibytes}; PRAGMA temp_store = MEMORY;"
            )
        );
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string MemoryFolder() => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
}
