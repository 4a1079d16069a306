using System.Globalization;
using System.Text;
using Baton.Runtime.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Baton.Runtime.Sqlite;

/// <summary>
/// A prepared statement for a number of rows of one shape. It talks to SQLite directly: looking parameters up by name and boxing their values
/// would cost more than the insert. A parameter keeps its value until it gets another one, and rows have most of their values in common with
/// those before: only what differs is bound.
/// </summary>
internal sealed class SqliteRowStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly RowValue[] _held;
    private byte[] _text = new byte[512];

    public SqliteRowStatement(SqliteConnection connection, RowShape shape, int rows)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        var sql = shape.Sql(at => string.Create(CultureInfo.InvariantCulture, $"?{at + 1}"), rows);
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _held = new RowValue[rows * (shape.Columns.Count + shape.Keys.Count)];
    }

    /// <summary>Writes rows.</summary>
    /// <param name="values">The values of all rows, one after the other.</param>
    /// <param name="bytes">Where values that are bytes lie.</param>
    public void Run(ReadOnlySpan<RowValue> values, ReadOnlySpan<byte> bytes)
    {
        var hasLarge = false;
        for (var i = 0; i < values.Length; i++)
        {
            hasLarge |= values[i].IsLarge;
            if (values[i] != _held[i])
            {
                _held[i] = default;
                Check(Bind(i + 1, values[i], bytes));
                _held[i] = values[i].IsMemorable ? values[i] : default;
            }
        }
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (hasLarge)
        {
            raw.sqlite3_clear_bindings(_statement);
            Array.Clear(_held);
        }
        if (result is not raw.SQLITE_DONE and not raw.SQLITE_ROW)
        {
            Check(result);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int parameter, in RowValue value, ReadOnlySpan<byte> bytes) =>
        value.Kind switch
        {
            RowValueKind.Null => raw.sqlite3_bind_null(_statement, parameter),
            RowValueKind.Number => raw.sqlite3_bind_int64(_statement, parameter, value.Number),
            RowValueKind.Text => BindText(parameter, value.Text!),
            // As with texts: nothing has no address.
            _ when value.Length == 0 => raw.sqlite3_bind_zeroblob(_statement, parameter, 0),
            _ => raw.sqlite3_bind_blob(_statement, parameter, bytes.Slice((int)value.Number, value.Length)),
        };

    private int BindText(int parameter, string value)
    {
        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite would take for null.
            return raw.sqlite3_bind_text(_statement, parameter, "");
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _text.Length)
        {
            _text = new byte[most];
        }
        var length = Encoding.UTF8.GetBytes(value, _text);
        return raw.sqlite3_bind_text(_statement, parameter, _text.AsSpan(0, length));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
