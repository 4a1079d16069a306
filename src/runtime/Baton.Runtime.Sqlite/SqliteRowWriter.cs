using System.Globalization;
using System.Text;
using Baton.Runtime.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Baton.Runtime.Sqlite;

/// <summary>
/// Writes rows with one prepared statement that is bound and run again for each. It talks to SQLite directly: looking parameters up by name
/// and boxing their values would cost more than the insert. A parameter keeps its value until it gets another one, and rows of one unit have most
/// of their values in common: only what differs from the row before is bound.
/// </summary>
internal sealed class SqliteRowWriter : RowWriter
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly HeldValue[] _held;
    private byte[] _text = new byte[512];
    private int _bound;

    public SqliteRowWriter(SqliteConnection connection, RowShape shape)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        var sql = shape.Sql(at => string.Create(CultureInfo.InvariantCulture, $"?{at + 1}"));
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _held = new HeldValue[shape.Columns.Count + shape.Keys.Count];
    }

    public override RowWriter Begin()
    {
        _bound = 0;
        return this;
    }

    public override RowWriter Bind(long value)
    {
        ref var held = ref _held[_bound++];
        if (!held.Is(value))
        {
            held = HeldValue.Unknown;
            Check(raw.sqlite3_bind_int64(_statement, _bound, value));
            held = HeldValue.Of(value);
        }
        return this;
    }

    public override RowWriter Bind(long? value) => value is { } known ? Bind(known) : BindNull();

    public override RowWriter Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }
        ref var held = ref _held[_bound++];
        if (!held.Is(value))
        {
            held = HeldValue.Unknown;
            Check(BindText(value));
            held = HeldValue.Of(value);
        }
        return this;
    }

    public override RowWriter Bind(ReadOnlySpan<byte> value)
    {
        _held[_bound++] = HeldValue.Unknown;
        Check(raw.sqlite3_bind_blob(_statement, _bound, value));
        return this;
    }

    private SqliteRowWriter BindNull()
    {
        ref var held = ref _held[_bound++];
        if (!held.IsNull)
        {
            held = HeldValue.Unknown;
            Check(raw.sqlite3_bind_null(_statement, _bound));
            held = HeldValue.Null;
        }
        return this;
    }

    private int BindText(string value)
    {
        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite would take for null.
            return raw.sqlite3_bind_text(_statement, _bound, "");
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _text.Length)
        {
            _text = new byte[most];
        }
        var length = Encoding.UTF8.GetBytes(value, _text);
        return raw.sqlite3_bind_text(_statement, _bound, _text.AsSpan(0, length));
    }

    public override void Add()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result is not raw.SQLITE_DONE and not raw.SQLITE_ROW)
        {
            Check(result);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _statement.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
