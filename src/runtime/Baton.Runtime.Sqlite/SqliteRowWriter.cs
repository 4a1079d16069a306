using System.Runtime.InteropServices;
using Baton.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace Baton.Runtime.Sqlite;

/// <summary>
/// Collects rows that are added one after the other and writes them with one statement: to begin and end a statement costs SQLite about as much as
/// the row itself.
/// </summary>
internal sealed class SqliteRowWriter(SqliteConnection connection, RowShape shape) : RowWriter
{
    /// <summary>An instance seldom leaves more rows of one shape in a unit, and what a larger statement saves is little.</summary>
    private const int MostRows = 16;

    private readonly int _width = shape.Columns.Count + shape.Keys.Count;
    private readonly int _mostRows = shape.Verb is RowVerb.Insert or RowVerb.InsertNew ? MostRows : 1;

    /// <summary>The statement for one row, for two rows, and so on, as far as they were needed.</summary>
    private readonly SqliteRowStatement?[] _statements = new SqliteRowStatement?[MostRows];
    private readonly List<RowValue> _values = [];
    private readonly List<byte> _bytes = [];
    private int _rows;

    public override RowWriter Begin()
    {
        if (_values.Count > _rows * _width)
        {
            _values.RemoveRange(_rows * _width, _values.Count - _rows * _width);
        }
        return this;
    }

    public override RowWriter Bind(long value) => Bind(RowValue.Of(value));

    public override RowWriter Bind(long? value) => Bind(value is { } known ? RowValue.Of(known) : RowValue.Null);

    public override RowWriter Bind(string? value) => Bind(value is null ? RowValue.Null : RowValue.Of(value));

    public override RowWriter Bind(ReadOnlySpan<byte> value)
    {
        var start = _bytes.Count;
        _bytes.AddRange(value);
        return Bind(RowValue.OfBytes(start, value.Length));
    }

    public override void Add()
    {
        _rows++;
        if (_rows == _mostRows)
        {
            Send();
        }
    }

    /// <summary>Writes the rows that were added since the last time.</summary>
    public void Send()
    {
        if (_rows == 0)
        {
            return;
        }
        var statement = _statements[_rows - 1] ??= new(connection, shape, _rows);
        try
        {
            statement.Run(CollectionsMarshal.AsSpan(_values)[..(_rows * _width)], CollectionsMarshal.AsSpan(_bytes));
        }
        finally
        {
            Forget();
        }
    }

    /// <summary>Forgets the rows that were added since the last time.</summary>
    public void Forget()
    {
        _rows = 0;
        _values.Clear();
        _bytes.Clear();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var statement in disposing ? _statements : [])
        {
            statement?.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteRowWriter Bind(RowValue value)
    {
        _values.Add(value);
        return this;
    }
}
