using System.Globalization;
using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>Rows of one shape that one statement writes.</summary>
internal sealed class RowSegment(RowShape shape, ColumnValues[] columns)
{
    private readonly HashSet<(long, long)> _touched = [];
    private readonly Dictionary<(long, long, long), int> _rowOf = [];
    private int _rows;

    public RowShape Shape { get; } = shape;

    public bool Touches((long, long) key) => _touched.Contains(key);

    /// <summary>Adds a row. A second change of a row replaces the first; one statement changes each row once.</summary>
    public void Add(PostgresRowWriter row, (long, long) key)
    {
        var isChange = Shape.Verb is RowVerb.Update or RowVerb.Delete;
        var whole = (key.Item1, key.Item2, row.Part);
        var at = isChange && _rowOf.TryGetValue(whole, out var known) ? known : _rows;
        row.CopyTo(columns, at);
        if (at == _rows)
        {
            _rows++;
        }
        _rowOf[whole] = at;
        _touched.Add(key);
    }

    public NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
        {
            command.Parameters.Add(column.Parameter(_rows));
        }
        return command;
    }

    public string Sql()
    {
        var arrays = string.Join(
            ", ",
            columns.Select((column, at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}::{column.SqlType}"))
        );
        var names = string.Join(", ", Shape.Columns.Concat(Shape.Keys));
        var match = string.Join(" AND ", Shape.Keys.Select(key => $"t.{key} = v.{key}"));
        return Shape.Verb switch
        {
            RowVerb.Insert => $"INSERT INTO {Shape.Table} ({names}) SELECT * FROM unnest({arrays})",
            RowVerb.InsertNew => $"INSERT INTO {Shape.Table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING",
            RowVerb.Update =>
                $"UPDATE {Shape.Table} t SET {string.Join(", ", Shape.Columns.Select(name => $"{name} = v.{name}"))} FROM unnest({arrays}) AS v({names}) WHERE {match}",
            _ => $"DELETE FROM {Shape.Table} t USING unnest({arrays}) AS v({names}) WHERE {match}",
        };
    }
}
