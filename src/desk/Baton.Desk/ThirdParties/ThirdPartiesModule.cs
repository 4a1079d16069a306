using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.ThirdParties;

/// <summary>The register of the firms whose services cases are about.</summary>
public static class ThirdPartiesModule
{
    public static IServiceCollection AddThirdParties(this IServiceCollection services) =>
        services.AddSingleton<ListThirdParties>().AddSingleton<SaveThirdParty>().AddSingleton<SetThirdParty>();

    public static void MapThirdParties(this IEndpointRouteBuilder routes)
    {
        ListThirdParties.Map(routes);
        SaveThirdParty.Map(routes);
        SetThirdParty.Map(routes);
    }
}
