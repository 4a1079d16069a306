using Baton.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Runtime.Postgres;

/// <summary>Registers PostgreSQL as the database.</summary>
public static class PostgresModule
{
    /// <summary>Keeps everything in the PostgreSQL database of <paramref name="options"/>.</summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, PostgresStorageOptions options) =>
        services.AddSingleton<BatonStorage>(_ => new PostgresStorage(options));
}
