using System.Collections.Concurrent;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>The types of columns, asked from the database once a table. Safe for any number of threads.</summary>
internal sealed class PostgresColumns
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ColumnType>> _byTable = new(StringComparer.Ordinal);

    public ColumnType Of(NpgsqlConnection connection, string table, string column)
    {
        var types = _byTable.GetOrAdd(table, name => Read(connection, name));
        return types.TryGetValue(column, out var type)
            ? type
            : throw new InvalidOperationException($"The table {table} has no column {column}.");
    }

    private static Dictionary<string, ColumnType> Read(NpgsqlConnection connection, string table)
    {
        using var command = new NpgsqlCommand(
            "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1",
            connection
        )
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = table } },
        };
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            types.Add(
                reader.GetString(0),
                reader.GetString(1) switch
                {
                    "bigint" => ColumnType.Number,
                    "text" => ColumnType.Text,
                    "bytea" => ColumnType.Bytes,
                    var other => throw new InvalidOperationException(
                        $"The column {reader.GetString(0)} of {table} is a {other}; rows are written as bigint, text or bytea."
                    ),
                }
            );
        }
        return types;
    }
}

/// <summary>The types that rows are made of.</summary>
internal enum ColumnType
{
    Number,
    Text,
    Bytes,
}
