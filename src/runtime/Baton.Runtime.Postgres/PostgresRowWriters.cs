using System.Data.Common;
using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>
/// Collects rows and sends them together: one statement for all rows of a shape, its values as arrays, and all statements in one round trip.
/// </summary>
internal sealed class PostgresRowWriters(NpgsqlConnection connection, PostgresColumns columns) : RowWriters
{
    private readonly Dictionary<RowShape, PostgresRowWriter> _writers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RowShape, string> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly List<RowSegment> _segments = [];

    public override RowWriter this[RowShape shape]
    {
        get
        {
            if (!_writers.TryGetValue(shape, out var writer))
            {
                writer = new(shape, Add);
                _writers.Add(shape, writer);
            }
            return writer.Begin();
        }
    }

    public override void Send()
    {
        if (_segments.Count == 0)
        {
            return;
        }
        using var batch = WithRows();
        batch.ExecuteNonQuery();
    }

    public override DbDataReader Read(DbCommand query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _segments.Count == 0 ? query.ExecuteReader() : Read([Batched(query)]);
    }

    public override int Execute(DbCommand statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (_segments.Count == 0)
        {
            return statement.ExecuteNonQuery();
        }
        using var batch = WithRows();
        var last = Batched(statement);
        batch.BatchCommands.Add(last);
        batch.ExecuteNonQuery();
        return (int)last.Rows;
    }

    /// <summary>In one round trip. A row that is refused keeps the database from reading on, so nothing is committed then.</summary>
    public override void Commit(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (_segments.Count == 0)
        {
            transaction.Commit();
            return;
        }
        using var batch = WithRows();
        batch.BatchCommands.Add(new("COMMIT"));
        batch.ExecuteNonQuery();
    }

    /// <summary>
    /// Sends the rows and asks in the same round trip. The reader stands at the first of these queries; the batch, which holds nothing but memory, may
    /// be forgotten.
    /// </summary>
    public NpgsqlDataReader Read(IEnumerable<NpgsqlBatchCommand> queries)
    {
        var batch = WithRows();
        foreach (var query in queries)
        {
            batch.BatchCommands.Add(query);
        }
        return batch.ExecuteReader();
    }

    /// <summary>A command as part of a batch.</summary>
    public static NpgsqlBatchCommand Batched(DbCommand command)
    {
        var batched = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            batched.Parameters.Add(parameter.Clone());
        }
        return batched;
    }

    private NpgsqlBatch WithRows()
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var segment in _segments)
        {
            batch.BatchCommands.Add(segment.Command(Statement(segment)));
        }
        _segments.Clear();
        return batch;
    }

    public override void Forget() => _segments.Clear();

    /// <summary>
    /// Adds the row to the last statement of its shape, unless a later statement touches the same row: then it has to come after that one.
    /// </summary>
    private void Add(PostgresRowWriter row)
    {
        var key = row.Key;
        for (var i = _segments.Count - 1; i >= 0; i--)
        {
            var segment = _segments[i];
            if (ReferenceEquals(segment.Shape, row.Shape))
            {
                segment.Add(row, key);
                return;
            }
            if (segment.Shape.Table == row.Shape.Table && segment.Touches(key))
            {
                break;
            }
        }
        var last = new RowSegment(row.Shape, NewColumns(row.Shape));
        last.Add(row, key);
        _segments.Add(last);
    }

    private ColumnValues[] NewColumns(RowShape shape) =>
        [.. shape.Columns.Concat(shape.Keys).Select(column => ColumnValues.Of(columns.Of(connection, shape.Table, column)))];

    private string Statement(RowSegment segment)
    {
        if (!_statements.TryGetValue(segment.Shape, out var sql))
        {
            sql = segment.Sql();
            _statements.Add(segment.Shape, sql);
        }
        return sql;
    }
}
