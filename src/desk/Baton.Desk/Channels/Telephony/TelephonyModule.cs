using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Telephony;

/// <summary>Calls of a telephone exchange: on the screen while they ring, in the log, and on the case that they are about.</summary>
internal static class TelephonyModule
{
    public static IServiceCollection AddTelephony(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelephonyOptions>().Bind(configuration.GetSection(TelephonyOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<TelephonyOptions>, TelephonyOptions.Check>()
            .AddSingleton<TakeCall>()
            .AddSingleton<CallEnds>()
            .AddSingleton<ListCalls>()
            .AddSingleton<MyExtension>()
            // Their constructors are not public, as what they need is not.
            .AddSingleton(provider => new CallNumber(
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<OutboundHttp>(),
                provider.GetRequiredService<IOptions<TelephonyOptions>>(),
                provider.GetRequiredService<IOptions<DeskOptions>>(),
                provider.GetRequiredService<ILogger<CallNumber>>()
            ))
            .AddSingleton(provider => new TakeUpCall(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<ReceiveContact>(),
                provider.GetRequiredService<ClaimIncoming>(),
                provider.GetRequiredService<DeskChanges>()
            ));
    }

    public static void MapTelephony(this IEndpointRouteBuilder routes)
    {
        TakeCall.Map(routes);
        ListCalls.Map(routes);
        TakeUpCall.Map(routes);
        MyExtension.Map(routes);
        CallNumber.Map(routes);
    }
}
