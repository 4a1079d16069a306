using Baton.Desk.Channels.Folders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Drop;

/// <summary>The folder into which other systems put messages, looked into where the configuration names it.</summary>
public static class DropModule
{
    public static IServiceCollection AddDrop(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<DropOptions>()
            .Bind(configuration.GetSection(DropOptions.Section))
            .Validate(options => options.PollMilliseconds is >= 200 and <= 600_000, "Drop:PollMilliseconds must be 200 to 600000.")
            .Validate(options => options.AlarmMinutes is >= 0 and <= 10_080, "Drop:AlarmMinutes must be 0 to 10080.")
            .Validate(
                options => !options.IsOn || options.User is { Length: > 0 },
                "Drop:User must name the user as whom messages are taken."
            )
            .ValidateOnStart();
        services.AddSingleton<DropState>().AddSingleton<DropFolder>().AddSingleton<DropRound>().AddSingleton<ShowDrop>();
        if (configuration.GetSection(DropOptions.Section).Get<DropOptions>() is { IsOn: true } drop)
            services.AddSingleton<IHostedService>(provider => new FolderWatch(
                DropOptions.Section,
                provider.GetRequiredService<DropRound>().Run,
                TimeSpan.FromMilliseconds(drop.PollMilliseconds),
                provider.GetRequiredService<ILogger<FolderWatch>>()
            ));
        return services;
    }
}
