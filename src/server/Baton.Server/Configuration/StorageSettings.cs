using Npgsql;

namespace Baton.Server.Configuration;

/// <summary>Which database holds everything.</summary>
internal enum StorageProvider
{
    Sqlite,
    Postgres,
}

/// <summary>The database and where it is.</summary>
/// <param name="Provider">SQLite for one server, PostgreSQL for one or many.</param>
/// <param name="ConnectionString">May hold a password: not for logs, answers or messages.</param>
internal sealed record StorageSettings(StorageProvider Provider, string ConnectionString)
{
    public const string Key = "Storage:ConnectionString";

    private const string Example = "Host=localhost;Database=baton;Username=baton;Password=...";

    /// <summary>Whether other servers may use the same database at the same time.</summary>
    public bool IsShared => Provider == StorageProvider.Postgres;

    /// <summary>Without the connection string, so that no log or message ever prints a password.</summary>
    public override string ToString() => Provider.ToString();

    public static StorageSettings Read(SettingsReader reader, string dataDirectory)
    {
        StorageProvider provider = reader.Choice("Storage:Provider", StorageProvider.Sqlite);
        string? text = reader.Text(Key);
        if (provider == StorageProvider.Postgres)
        {
            CheckPostgres(reader, text);
        }
        return new StorageSettings(provider, text ?? $"Data Source={Path.Combine(dataDirectory, "baton.db")}");
    }

    /// <summary>Says what is wrong without repeating the text, which may hold a password.</summary>
    private static void CheckPostgres(SettingsReader reader, string? text)
    {
        if (text is null)
        {
            reader.Add(Key, $"is missing, but Storage:Provider is Postgres; give it, for example {Example}");
            return;
        }
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
            {
                reader.Add(Key, $"must name a host and a database for PostgreSQL; write it like {Example}");
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            reader.Add(Key, $"is no connection string for PostgreSQL; write it like {Example}");
        }
    }
}
