using System.Data.Common;
using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Bench.Engine;

/// <summary>How large a database is, asked from itself. All sizes in bytes.</summary>
internal static class StoreSizes
{
    private static readonly string[] Tables =
    [
        "engine_journal",
        "engine_process_instance",
        "engine_element_instance",
        "engine_sequence_flow",
        "engine_user_task",
        "engine_user_task_candidate",
        "engine_job",
        "engine_message_subscription",
        "engine_correlated_message",
        "engine_variable",
    ];

    /// <summary>The database with its indexes, without the log.</summary>
    public static long Database(BatonStorage storage)
    {
        using var connection = storage.OpenReader();
        return connection is NpgsqlConnection
            ? Number(connection, "SELECT pg_database_size(current_database())")
            : Number(connection, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
    }

    /// <summary>The write-ahead log: of PostgreSQL that of the whole server.</summary>
    public static long Log(BatonStorage storage)
    {
        using var connection = storage.OpenReader();
        return connection is NpgsqlConnection ? Number(connection, "SELECT sum(size) FROM pg_ls_waldir()")
            : new FileInfo(Answer(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'") + "-wal") is { Exists: true } log
                ? log.Length
            : 0;
    }

    /// <summary>All rows of instances, running and ended, and their journals. Counts them one by one.</summary>
    public static long Rows(BatonStorage storage)
    {
        using var connection = storage.OpenReader();
        return Tables.Sum(table => Number(connection, $"SELECT count(*) FROM {table}"));
    }

    private static long Number(DbConnection connection, string sql) =>
        Convert.ToInt64(Answer(connection, sql), System.Globalization.CultureInfo.InvariantCulture);

    private static object? Answer(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command.ExecuteScalar();
    }
}
