using Baton.Desk.Cases.Retention;
using Baton.Desk.Outbound;
using Baton.Desk.Webhooks.Deliveries;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks;

/// <summary>Web hooks: other systems are told what happens in the desk.</summary>
public static class WebhooksModule
{
    /// <summary>To be added after all that changes rows at the end of a unit: hooks are told of that as well.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsCheck>()
            .AddSingleton<WebhookSecrets>()
            .AddSingleton<WebhookShelf>()
            .AddSingleton<WebhookWriter>()
            .AddSingleton(provider => provider.GetRequiredService<WebhookWriter>().Ending)
            .AddSingleton<WebhookOutcomes>()
            .AddSingleton<WebhookHandOver>()
            .AddSingleton<IOutboxDriver>(provider => new WebhookOutbox(new(provider.GetRequiredService<WebhookHandOver>)))
            .AddSingleton<DeliveryRetention>()
            .AddSingleton(provider => provider.GetRequiredService<DeliveryRetention>().Work)
            .AddSingleton<ICaseBelongings, CaseDeliveries>()
            .AddSingleton<ListWebhooks>()
            .AddSingleton(provider => new SaveWebhook(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<OutboundHttp>(),
                provider.GetRequiredService<WebhookSecrets>(),
                provider.GetRequiredService<IOptions<WebhookOptions>>()
            ))
            .AddSingleton<DeleteWebhook>()
            .AddSingleton(provider => new RenewWebhookSecret(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<WebhookSecrets>(),
                provider.GetRequiredService<IOptions<WebhookOptions>>()
            ))
            .AddSingleton<TestWebhook>()
            .AddSingleton<ListDeliveries>()
            .AddSingleton<ReplayDeliveries>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        ListWebhooks.Map(routes);
        SaveWebhook.Map(routes);
        DeleteWebhook.Map(routes);
        RenewWebhookSecret.Map(routes);
        TestWebhook.Map(routes);
        ListDeliveries.Map(routes);
        ReplayDeliveries.Map(routes);
    }
}
