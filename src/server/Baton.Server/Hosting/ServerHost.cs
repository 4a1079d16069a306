using Baton.Server.Configuration;

namespace Baton.Server.Hosting;

/// <summary>Prepares the host: where configuration comes from, which environment this is, and that all settings can be used.</summary>
internal static class ServerHost
{
    /// <summary>
    /// A builder whose content lies beside the program, whatever directory it is started from. Without a named environment it is
    /// Development, so that trying Baton out needs nothing; an installation says ASPNETCORE_ENVIRONMENT=Production.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = arguments,
                ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = NamedEnvironment(arguments) ?? Environments.Development,
            }
        );
        // A build that was not published has its static files in many places; the manifest beside the program knows them.
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    /// <summary>Reads the settings of the server; the reader knows what is wrong with them.</summary>
    public static ServerSettings ReadSettings(this WebApplicationBuilder builder, string[] arguments, SettingsReader reader)
    {
        KnownSections.Check(arguments, reader);
        return ServerSettings.Read(reader, builder.Environment.EnvironmentName);
    }

    /// <summary>Limits of the web server that follow from the settings.</summary>
    public static void UseSettings(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = RequestLimits.UploadBytes(settings.AttachmentMegabytes);
        });
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(options =>
            options.MultipartBodyLengthLimit = RequestLimits.UploadBytes(settings.AttachmentMegabytes)
        );
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.StopTime - settings.DrainTime);
    }

    private static string? NamedEnvironment(string[] arguments) =>
        new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddCommandLine(arguments)
            .Build()["environment"];
}
