using System.Data.Common;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Baton.Bench.Desk;

/// <summary>Writes millions of rows of the desk's tables, as the model of EF has their columns, without tracking them.</summary>
internal abstract class BulkRows : IDisposable
{
    /// <summary>The server gives keys from here on, above all that were filled in.</summary>
    private const long FreeKeys = 100_000_000_000;

    protected BulkRows(DbConnection connection)
    {
        connection.Open();
        Db = DeskDb.On(connection);
    }

    public DeskDb Db { get; }

    public static BulkRows On(string? postgres, string folder) =>
        postgres is not null
            ? new Postgres(new NpgsqlConnection(postgres))
            : new Sqlite(new SqliteConnection($"Data Source={Path.Combine(folder, "baton.db")}"));

    /// <summary>Writes all rows of one table.</summary>
    public void Write<T>(IEnumerable<T> rows)
        where T : class
    {
        var columns = new Columns<T>(Db.Model.FindEntityType(typeof(T))!);
        Write(columns.Table, columns.Names, rows.Select(columns.Values));
    }

    /// <summary>Writes what rows are found by.</summary>
    public abstract void WriteWords(string table, IEnumerable<ISearched> rows);

    /// <summary>Takes the indexes away until <see cref="Finish"/>.</summary>
    public abstract void Begin();

    /// <summary>Makes the indexes again, and lets the database look at what it holds.</summary>
    public abstract void Finish();

    public virtual void Dispose()
    {
        Db.Dispose();
    }

    protected abstract void Write(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows);

    protected void Execute(string sql)
    {
        using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    protected List<(string Name, string Definition)> Read(string sql)
    {
        using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }
        return rows;
    }

    /// <summary>The columns of a table and what a row has in them, as it is stored.</summary>
    private sealed class Columns<T>
        where T : class
    {
        private readonly Func<T, object?>[] _values;

        public Columns(IEntityType type)
        {
            Table = type.GetTableName()!;
            var properties = type.GetProperties().ToList();
            Names = properties.ConvertAll(property => property.GetColumnName());
            _values = [.. properties.Select(Value)];
        }

        public string Table { get; }
        public List<string> Names { get; }

        public object?[] Values(T row) => Array.ConvertAll(_values, value => value(row));

        private static Func<T, object?> Value(IProperty property)
        {
            var getter = property.GetGetter();
            var convert = property.GetTypeMapping().Converter?.ConvertToProvider ?? (value => value);
            return row => getter.GetClrValue(row) is { } value ? convert(value) : null;
        }
    }

    private sealed class Postgres(NpgsqlConnection connection) : BulkRows(connection)
    {
        private List<(string Name, string Definition)> _indexes = [];

        public override void Begin()
        {
            // Every row is made with its keys; asking for each of them again would take longer than writing it.
            Execute("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off");
            _indexes = Read(
                """
                SELECT indexname, indexdef FROM pg_indexes
                WHERE tablename IN ('desk_case', 'desk_case_words', 'desk_customer_words', 'desk_timeline_entry', 'desk_work_item',
                    'desk_work_item_candidate', 'desk_case_involvement', 'desk_customer')
                    AND indexdef NOT LIKE 'CREATE UNIQUE%'
                """
            );
            _indexes.ForEach(index => Execute($"DROP INDEX \"{index.Name}\""));
        }

        public override void Finish()
        {
            _indexes.ForEach(index => Execute(index.Definition));
            Execute($"SELECT setval('engine_keys', {FreeKeys})");
            Execute("VACUUM ANALYZE");
        }

        public override void WriteWords(string table, IEnumerable<ISearched> rows)
        {
            using var import = connection.BeginTextImport($"COPY {table} (key, words) FROM STDIN");
            foreach (var row in rows)
            {
                import.Write($"{row.Key}\t{string.Join(' ', WordIndex.Words(row))}\n");
            }
        }

        public override void Dispose()
        {
            base.Dispose();
            connection.Dispose();
        }

        protected override void Write(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
        {
            using var import = connection.BeginBinaryImport(
                $"COPY {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) FROM STDIN (FORMAT BINARY)"
            );
            foreach (var row in rows)
            {
                import.WriteRow(row);
            }
            import.Complete();
        }
    }

    private sealed class Sqlite(SqliteConnection connection) : BulkRows(connection)
    {
        private List<(string Name, string Definition)> _indexes = [];

        public override void Begin()
        {
            Execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000");
            _indexes = Read(
                """
                SELECT name, sql FROM sqlite_master
                WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'
                    AND tbl_name IN ('desk_case', 'desk_timeline_entry', 'desk_work_item', 'desk_work_item_candidate', 'desk_case_involvement', 'desk_customer')
                """
            );
            _indexes.ForEach(index => Execute($"DROP INDEX \"{index.Name}\""));
        }

        public override void Finish()
        {
            _indexes.ForEach(index => Execute(index.Definition));
            Execute($"UPDATE engine_key_block SET next_key = {FreeKeys}");
            using (var transaction = Db.Database.BeginTransaction())
            {
                SqliteStatistics.Collect(Db, CancellationToken.None).GetAwaiter().GetResult();
                transaction.Commit();
            }
            Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        public override void WriteWords(string table, IEnumerable<ISearched> rows) =>
            Write(table, ["rowid", "words"], rows.Select(row => new object?[] { row.Key, string.Join(' ', WordIndex.Words(row)) }));

        public override void Dispose()
        {
            base.Dispose();
            connection.Dispose();
        }

        protected override void Write(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText =
                $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, index) => $"${index}"))})";
            var parameters = columns.Select((_, index) => command.Parameters.AddWithValue($"${index}", DBNull.Value)).ToList();
            foreach (var row in rows)
            {
                for (var index = 0; index < row.Length; index++)
                {
                    parameters[index].Value = row[index] ?? DBNull.Value;
                }
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }
}
