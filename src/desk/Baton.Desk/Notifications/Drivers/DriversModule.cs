using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Drivers.Push;
using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Desk.Notifications.Drivers.Sms;
using Baton.Desk.Notifications.Drivers.Voice;
using Baton.Desk.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers;

/// <summary>The ways out: a driver for each channel that the configuration sets up, and the reports of their gateways.</summary>
public static class DriversModule
{
    public static IServiceCollection AddMessageDrivers(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions<MailOptions, MailOptionsCheck>(services, configuration, MailOptions.Section);
        AddOptions<SmsOptions, SmsOptionsCheck>(services, configuration, SmsOptions.Section);
        AddOptions<VoiceOptions, VoiceOptionsCheck>(services, configuration, VoiceOptions.Section);
        AddOptions<PushOptions, PushOptionsCheck>(services, configuration, PushOptions.Section);
        services
            .AddHttpClient(OutgoingHttp.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                }
            )
            .RemoveAllLoggers();
        services.AddSingleton(provider => new OutgoingHttp(provider.GetRequiredService<IHttpClientFactory>()));
        services.AddSingleton<TakeReport>();
        services.AddSingleton<ChannelSetup>();
        services.AddSingleton<PushKeys>().AddSingleton<SubscribePush>().AddSingleton<UnsubscribePush>();
        services.AddSingleton(provider => new ShowPush(
            provider.GetRequiredService<PushKeys>(),
            provider.GetRequiredService<DeskReader>(),
            provider.GetRequiredService<IOptions<PushOptions>>()
        ));
        return AddDrivers(services, configuration);
    }

    public static void MapMessageDrivers(this IEndpointRouteBuilder routes)
    {
        TakeReport.Map(routes);
        ShowPush.Map(routes);
        SubscribePush.Map(routes);
        UnsubscribePush.Map(routes);
    }

    /// <summary>Reads the settings as they are: which channels there are must be known before options are made.</summary>
    private static IServiceCollection AddDrivers(IServiceCollection services, IConfiguration configuration)
    {
        if (IsSet(configuration, "Mail:Driver") || IsSet(configuration, "Mail:Host"))
            services.AddSingleton(Mail);
        if (IsSet(configuration, "Sms:Driver"))
            services.AddSingleton(Sms);
        if (IsSet(configuration, "Push:Contact"))
            services.AddSingleton<IMessageDriver, PushDriver>();
        if (!IsSet(configuration, "Voice:Driver"))
            return services;
        services.AddSingleton(Voice);
        if (configuration["Voice:Driver"] == VoiceOptions.FileDriver)
            services.AddSingleton(VoiceFolder).AddHostedService<VoiceResults>();
        return services;
    }

    private static void AddOptions<TOptions, TCheck>(IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TCheck : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TCheck>();
    }

    private static bool IsSet(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 };

    private static IMessageDriver Mail(IServiceProvider provider)
    {
        var mail = Options<MailOptions>(provider);
        var clock = provider.GetRequiredService<TimeProvider>();
        if (mail.DriverInUse == MailOptions.File)
            return new MailFolderDriver(Folder(provider, mail.Directory, "mail"), mail, clock);
        var tokens = mail.OAuth.TokenUrl is { Length: > 0 }
            ? new OAuthTokens(provider.GetRequiredService<OutgoingHttp>(), mail.OAuth, TimeProvider.System)
            : null;
        return new SmtpDriver(new SmtpConnections(mail, tokens, TimeProvider.System), mail, clock);
    }

    private static IMessageDriver Sms(IServiceProvider provider)
    {
        var sms = Options<SmsOptions>(provider);
        var http = provider.GetRequiredService<OutgoingHttp>();
        SmsGateway gateway = sms.Driver == SmsOptions.KannelDriver ? new KannelGateway(http, sms).Send : new HttpSmsGateway(http, sms).Send;
        return new SmsDriver(gateway, sms, Region(provider, sms.DefaultRegion));
    }

    private static IMessageDriver Voice(IServiceProvider provider)
    {
        var voice = Options<VoiceOptions>(provider);
        VoiceGateway gateway =
            voice.Driver == VoiceOptions.FileDriver
                ? provider.GetRequiredService<VoiceFolder>().Send
                : new HttpVoiceGateway(provider.GetRequiredService<OutgoingHttp>(), voice).Send;
        return new VoiceDriver(gateway, voice, Region(provider, voice.DefaultRegion));
    }

    private static VoiceFolder VoiceFolder(IServiceProvider provider)
    {
        var voice = Options<VoiceOptions>(provider);
        return new VoiceFolder(
            Folder(provider, voice.Directory, "voice"),
            voice,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<VoiceFolder>>()
        );
    }

    private static T Options<T>(IServiceProvider provider)
        where T : class => provider.GetRequiredService<IOptions<T>>().Value;

    private static string Region(IServiceProvider provider, string? own) =>
        own is { Length: > 0 } region ? region : Options<DeskOptions>(provider).DefaultRegion;

    private static string Folder(IServiceProvider provider, string? own, string name) =>
        own is { Length: > 0 } folder ? folder : Path.Combine(Options<DeskOptions>(provider).DataDirectory, name);
}
