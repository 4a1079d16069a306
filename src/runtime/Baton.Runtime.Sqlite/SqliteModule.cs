using Baton.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Runtime.Sqlite;

/// <summary>Registers SQLite as the database.</summary>
public static class SqliteModule
{
    /// <summary>Keeps everything in the SQLite database of <paramref name="options"/>.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteStorageOptions options) =>
        services.AddSingleton<BatonStorage>(_ => new SqliteStorage(options));
}
