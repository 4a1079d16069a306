using Microsoft.Data.Sqlite;

namespace Baton.Runtime.Sqlite;

/// <summary>
/// Copies a database while programs write to it. The copy is one committed state of the whole database; writers do not wait for it.
/// </summary>
public static class SqliteBackup
{
    /// <summary>
    /// Copies the database of <paramref name="options"/> to a file, checks the copy and brings it to the disk. The file gets its name only
    /// when all that went well, so that there is never half a copy under it.
    /// </summary>
    /// <param name="options">Which database; it must exist.</param>
    /// <param name="file">Where the copy goes, in a folder that exists; nothing may be there.</param>
    /// <returns>The size of the copy in bytes.</returns>
    /// <exception cref="IOException">
    /// The file exists already, its folder does not, there is no database, it cannot be read, or the copy fails the check.
    /// </exception>
    public static long Copy(SqliteStorageOptions options, string file)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        var target = Path.GetFullPath(file);
        if (Path.Exists(target))
        {
            throw new IOException($"Expected to write a copy to '{target}', but it exists already. Give another name, or move it away.");
        }
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new IOException($"Expected to write a copy to '{target}', but its folder does not exist. Make it first.");
        }
        var partial = $"{target}.{Guid.NewGuid():N}.partial";
        try
        {
            CopyPages(options, partial);
            Check(partial);
            Flush(partial);
            File.Move(partial, target, overwrite: false);
        }
        catch (SqliteException error)
        {
            throw new IOException($"Expected to copy the database to '{target}', but SQLite says: {error.Message}", error);
        }
        finally
        {
            foreach (var ending in (string[])["", "-journal", "-wal", "-shm"])
            {
                File.Delete(partial + ending);
            }
        }
        return new FileInfo(target).Length;
    }

    /// <summary>All pages in one read transaction: a copy in steps would begin again with each commit of another process.</summary>
    private static void CopyPages(SqliteStorageOptions options, string partial)
    {
        var from = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        };
        if (!File.Exists(from.DataSource))
        {
            throw new IOException(
                $"Expected to copy the database '{Path.GetFullPath(from.DataSource)}', but there is none. Name the data directory of the server."
            );
        }
        using var source = new SqliteConnection(from.ToString());
        using var copy = Open(partial);
        source.Open();
        source.BackupDatabase(copy);
    }

    private static void Check(string partial)
    {
        using var copy = Open(partial);
        using var command = copy.CreateCommand();
        // A copy of its own, without a log beside it.
        command.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA integrity_check(1);";
        using var reader = command.ExecuteReader();
        reader.NextResult();
        if (!reader.Read() || reader.GetString(0) is not "ok")
        {
            throw new IOException(
                "Expected a sound copy, but the integrity check of SQLite failed. Check the disk and the database of the server; go back to an older copy where it is damaged."
            );
        }
    }

    private static void Flush(string partial)
    {
        using var stream = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        stream.Flush(flushToDisk: true);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
