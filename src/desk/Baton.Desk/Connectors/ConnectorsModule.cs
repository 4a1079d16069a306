using Baton.Desk.Connectors.Breaking;
using Baton.Desk.Connectors.Calls;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Workers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Connectors;

/// <summary>Calls of other systems that processes make, and the connections that administrators keep for them.</summary>
public static class ConnectorsModule
{
    public static IServiceCollection AddConnectors(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionSecrets>().AddSingleton<ConnectionTokens>().AddSingleton<CallOut>().AddSingleton<Circuits>();
        services.AddSingleton<HttpWorker>().AddJobWorker<HttpWorker>();
        return services.AddSingleton(List).AddSingleton(Save).AddSingleton(Try);
    }

    public static void MapConnectors(this IEndpointRouteBuilder routes)
    {
        ListConnections.Map(routes);
        SaveConnection.Map(routes);
        TryConnection.Map(routes);
    }

    private static ListConnections List(IServiceProvider provider) =>
        new(provider.GetRequiredService<DeskReader>(), provider.GetRequiredService<Circuits>());

    private static SaveConnection Save(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<BatonRuntime>(),
            provider.GetRequiredService<ConnectionSecrets>(),
            provider.GetRequiredService<Circuits>(),
            provider.GetRequiredService<OutboundHttp>(),
            provider.GetRequiredService<IOptions<OutboundOptions>>()
        );

    private static TryConnection Try(IServiceProvider provider) =>
        new(provider.GetRequiredService<DeskReader>(), provider.GetRequiredService<CallOut>());
}
