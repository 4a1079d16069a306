using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>
/// A PostgreSQL database, shared by any number of programs. Statements see what is committed when they begin (READ COMMITTED); what must not
/// happen at the same time is kept apart by locks of the transaction.
/// </summary>
public sealed class PostgresStorage : BatonStorage
{
    /// <summary>The lock under which the schema is changed; any number that nobody else takes.</summary>
    private const long SchemaLock = -0x4261_746F_6E00;

    private readonly NpgsqlDataSource _writers;
    private readonly NpgsqlDataSource _readers;
    private readonly PostgresColumns _columns = new();

    /// <summary>A storage on the database of the options; nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The options name no database.</exception>
    public PostgresStorage(PostgresStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
        {
            throw new ArgumentException(
                "Storage:ConnectionString names no host or no database. Expected something like Host=localhost;Database=baton;Username=baton.",
                nameof(options)
            );
        }
        Name = $"PostgreSQL database {builder.Database} on {builder.Host}:{builder.Port}";
        builder.ApplicationName ??= "Baton";
        builder.Enlist = false;
        builder.MaxAutoPrepare = 500;
        builder.AutoPrepareMinUsages = 2;
        // Its own statements are short; planning them again and again would cost more than running them.
        var synchronous = options.Durable ? "on" : "off";
        builder.Options = $"-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c synchronous_commit={synchronous}";
        _writers = NpgsqlDataSource.Create(builder);
        builder.Options = "-c jit=off -c default_transaction_read_only=on";
        _readers = NpgsqlDataSource.Create(builder);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string BlobType => "bytea";

    /// <inheritdoc/>
    public override string TextType => "text COLLATE \"C\"";

    /// <inheritdoc/>
    public override string ClusteredTable => "";

    /// <inheritdoc/>
    public override bool IsExclusive => false;

    /// <inheritdoc/>
    public override DbConnection OpenWriter() => _writers.OpenConnection();

    /// <inheritdoc/>
    public override DbConnection OpenReader() => _readers.OpenConnection();

    /// <inheritdoc/>
    public override DbTransaction Begin(DbConnection writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return writer.BeginTransaction(IsolationLevel.ReadCommitted);
    }

    /// <inheritdoc/>
    public override RowWriters Writers(DbConnection writer) => new PostgresRowWriters((NpgsqlConnection)writer, _columns);

    /// <inheritdoc/>
    public override string ClockSql => "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    /// <inheritdoc/>
    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    /// <inheritdoc/>
    public override LaneLocks Locks(DbConnection writer, RowWriters writers) =>
        new PostgresLaneLocks((NpgsqlConnection)writer, (PostgresRowWriters)writers);

    /// <inheritdoc/>
    public override string NextKeysSql => "SELECT nextval('engine_keys')";

    /// <inheritdoc/>
    public override long KeysAtOnce => 4_096;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OwnSchema =>
        [string.Create(CultureInfo.InvariantCulture, $"CREATE SEQUENCE IF NOT EXISTS engine_keys INCREMENT BY {KeysAtOnce} START WITH 1")];

    /// <inheritdoc/>
    public override bool IsContention(Exception error) =>
        error
            is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "engine_journal" };

    /// <inheritdoc/>
    public override bool IsUnreachable(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (
                cause
                is NpgsqlException { InnerException: IOException or SocketException or TimeoutException }
                    or PostgresException
                    {
                        SqlState: PostgresErrorCodes.AdminShutdown
                            or PostgresErrorCodes.CrashShutdown
                            or PostgresErrorCodes.CannotConnectNow
                            or PostgresErrorCodes.TooManyConnections
                    }
            )
            {
                return true;
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public override NodeChannel OpenChannel() => new PostgresChannel(_writers);

    /// <inheritdoc/>
    public override IDisposable LockSchema(DbConnection writer) => new SessionLock((NpgsqlConnection)writer, SchemaLock);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writers.Dispose();
            _readers.Dispose();
        }
        base.Dispose(disposing);
    }

    private sealed class SessionLock : IDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly long _key;

        public SessionLock(NpgsqlConnection connection, long key)
        {
            (_connection, _key) = (connection, key);
            Execute("SELECT pg_advisory_lock($1)");
        }

        public void Dispose() => Execute("SELECT pg_advisory_unlock($1)");

        private void Execute(string sql)
        {
            using var command = new NpgsqlCommand(sql, _connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = _key } } };
            // Whoever has it may be making an index of millions of rows.
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
    }
}
