namespace Baton.Runtime.Postgres;

/// <summary>Which PostgreSQL database is used. Bound from the section <c>Storage</c>.</summary>
public sealed record PostgresStorageOptions
{
    /// <summary>The connection string, as Npgsql reads it: <c>Host=...;Database=...;Username=...;Password=...</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// True waits until the disk has each commit. False may lose the last commits when the database's machine loses power, which is good
    /// enough for tests only.
    /// </summary>
    public bool Durable { get; set; } = true;
}
