using Baton.Desk;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Processes.Packs;
using Baton.Runtime;
using Baton.Runtime.Postgres;
using Baton.Runtime.Sqlite;
using Baton.Server.Configuration;
using Microsoft.Extensions.Options;

namespace Baton.Server.Hosting;

/// <summary>Storage, runtime and desk: what serving and the commands of the command line have in common.</summary>
internal static class BatonParts
{
    public static void AddBaton(this IServiceCollection services, IConfiguration configuration, ServerSettings settings)
    {
        services.AddStorage(settings.Storage);
        services.AddOptions<RuntimeOptions>().BindConfiguration(RuntimeOptions.Section);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RuntimeOptions>>().Value);
        services.AddBatonRuntime();
        // Who tries the demo out sees the customers' page too, unless the configuration says otherwise.
        services.Configure<PortalOptions>(options => options.Enabled = settings is { LoadDemo: true, IsTrial: true });
        // And his mails, in a folder: nobody at the addresses of the demo is to get any.
        if (settings is { LoadDemo: true, IsTrial: true } && configuration["Mail:Driver"] is null && configuration["Mail:Host"] is null)
            configuration["Mail:Driver"] = "file";
        // Links in his mails lead to the only address that there is.
        if (settings.IsTrial && configuration["Desk:PublicAddress"] is null && Addresses.First(settings.Urls) is { } own)
            configuration["Desk:PublicAddress"] = own;
        services.AddDesk(configuration);
        services.Configure<DemoOptions>(options => options.Load = settings.LoadDemo);
        services.Configure<DeskOptions>(options =>
        {
            options.DataDirectory = settings.DataDirectory;
            options.AttachmentMaxBytes = settings.AttachmentMegabytes * 1024 * 1024;
        });
    }

    private static void AddStorage(this IServiceCollection services, StorageSettings storage)
    {
        if (storage.Provider == StorageProvider.Postgres)
        {
            services.AddPostgresStorage(new PostgresStorageOptions { ConnectionString = storage.ConnectionString });
        }
        else
        {
            services.AddSqliteStorage(new SqliteStorageOptions { ConnectionString = storage.ConnectionString });
        }
    }
}
