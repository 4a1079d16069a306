using Baton.Desk.Channels.Fax.In;
using Baton.Desk.Channels.Voice;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Folders;

/// <summary>Faxes and voice messages in: folders into which machines put files, looked into where the configuration names them.</summary>
public static class FoldersModule
{
    private const int ShortestPause = 200;
    private const int LongestPause = 600_000;

    public static IServiceCollection AddContactFolders(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<VoiceInOptions>()
            .Bind(configuration.GetSection(VoiceInOptions.Section))
            .Validate(
                options => options.PollMilliseconds is >= ShortestPause and <= LongestPause,
                "VoiceIn:PollMilliseconds must be 200 to 600000."
            )
            .ValidateOnStart();
        services
            .AddOptions<FaxInOptions>()
            .Bind(configuration.GetSection(FaxInOptions.Section))
            .Validate(
                options => options.PollMilliseconds is >= ShortestPause and <= LongestPause,
                "FaxIn:PollMilliseconds must be 200 to 600000."
            )
            .ValidateOnStart();
        services.AddSingleton<ContactFolder>().AddSingleton<VoiceIn>().AddSingleton<FaxIn>();
        if (configuration.GetSection(VoiceInOptions.Section).Get<VoiceInOptions>() is { IsOn: true } voice)
            services.AddSingleton<IHostedService>(provider =>
                Watch(provider, VoiceInOptions.Section, provider.GetRequiredService<VoiceIn>().ReceiveOnce, voice.PollMilliseconds)
            );
        if (configuration.GetSection(FaxInOptions.Section).Get<FaxInOptions>() is { IsOn: true } fax)
            services.AddSingleton<IHostedService>(provider =>
                Watch(provider, FaxInOptions.Section, provider.GetRequiredService<FaxIn>().ReceiveOnce, fax.PollMilliseconds)
            );
        return services;
    }

    private static FolderWatch Watch(IServiceProvider provider, string name, Func<CancellationToken, Task> look, int milliseconds) =>
        new(name, look, TimeSpan.FromMilliseconds(milliseconds), provider.GetRequiredService<ILogger<FolderWatch>>());
}
