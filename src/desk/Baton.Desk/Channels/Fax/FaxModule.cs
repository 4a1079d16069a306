using Baton.Desk.Cases.Retention;
using Baton.Desk.Channels.Fax.HylaFax;
using Baton.Desk.Channels.Fax.Messages;
using Baton.Desk.Channels.Fax.Spool;
using Baton.Desk.Notifications.Drivers;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax;

/// <summary>The fax channel: jobs become transmissions, leave in rounds through the spool directory, and come back as results.</summary>
public static class FaxModule
{
    public static IServiceCollection AddFax(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FaxOptions>().Bind(configuration.GetSection(FaxOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FaxOptions>, FaxOptionsCheck>();
        services.AddSingleton(Driver);
        services.AddSingleton<FaxInbox>();
        services.AddSingleton<IFaxInbox, FaxMessageInbox>();
        // Read here: what carries messages is known before the options are made.
        if (bool.TryParse(configuration[FaxOptions.Section + ":Messages"], out var messages) && messages)
            services.AddSingleton<IMessageDriver, FaxMessages>();
        services.AddSingleton<FaxOutcomes>();
        services.AddSingleton<ICaseBelongings, CaseFaxes>();
        services.AddSingleton<CaseDocuments>();
        services.AddSingleton<FaxDocuments>();
        services.AddSingleton<FaxRounds>();
        services.AddSingleton(provider => provider.GetRequiredService<FaxRounds>().Round);
        services.AddSingleton(provider => provider.GetRequiredService<FaxRounds>().AtOnce);
        services.AddSingleton<IUnitParticipant, FaxIntake>();
        services.AddSingleton<FaxHandOver>();
        services.AddSingleton<IOutboxDriver>(provider => new FaxOutbox(new(provider.GetRequiredService<FaxHandOver>)));
        services.AddHostedService<FaxReceiver>();
        services.AddSingleton<ListTransmissions.ListTransmissions>();
        services.AddSingleton(provider => new ShowTransmission.ShowTransmission(
            provider.GetRequiredService<Storage.DeskReader>(),
            provider.GetRequiredService<FaxDocuments>()
        ));
        services.AddSingleton<ListRounds.ListRounds>();
        services.AddSingleton<ListRejections.ListRejections>();
        return services;
    }

    public static void MapFax(this IEndpointRouteBuilder routes)
    {
        ListTransmissions.ListTransmissions.Map(routes);
        ShowTransmission.ShowTransmission.Map(routes);
        ListRounds.ListRounds.Map(routes);
        ListRejections.ListRejections.Map(routes);
    }

    private static IFaxDriver Driver(IServiceProvider provider)
    {
        var fax = provider.GetRequiredService<IOptions<FaxOptions>>().Value;
        var folder = string.IsNullOrWhiteSpace(fax.SpoolDirectory)
            ? Path.Combine(provider.GetRequiredService<IOptions<DeskOptions>>().Value.DataDirectory, "fax")
            : fax.SpoolDirectory;
        if (fax.Driver == FaxOptions.HylaFaxDriver)
            return new HylaFaxDriver(
                new HylaFaxClient(fax.HylaFax, Path.Combine(folder, "hylafax")),
                fax.HylaFax,
                TimeProvider.System,
                provider.GetRequiredService<ILogger<HylaFaxDriver>>()
            );
        return new SpoolFaxDriver(
            folder,
            TimeSpan.FromMilliseconds(fax.ResultPollMilliseconds),
            TimeProvider.System,
            provider.GetRequiredService<ILogger<SpoolFaxDriver>>()
        );
    }
}
