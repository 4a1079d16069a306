namespace Baton.Runtime.Sqlite;

/// <summary>Which SQLite database is used, and how carefully it is written. Bound from the section <c>Storage</c>.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary>The connection string; its <c>Data Source</c> is the file. Other keywords are kept.</summary>
    public string ConnectionString { get; set; } = "Data Source=baton.db";

    /// <summary>Uses a fresh database that vanishes with the runtime, in memory where the machine has a memory file system. For tests.</summary>
    public bool InMemory { get; set; }

    /// <summary>
    /// True waits until the disk has each commit. False may lose the last commits when the power fails (not when the process dies), which is
    /// good enough for tests only.
    /// </summary>
    public bool Durable { get; set; } = true;

    /// <summary>How long a connection waits for another one's lock.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How much of the file a connection keeps in memory, in KiB.</summary>
    public int CacheKibibytes { get; set; } = 65_536;
}
