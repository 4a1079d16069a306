using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Cases.Retention;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal;

/// <summary>The customers' own page: registering a case, following it, answering, rating.</summary>
internal static class PortalModule
{
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PortalOptions>().Bind(configuration.GetSection(PortalOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsCheck>();
        services.AddDataProtection();
        return services
            .AddSingleton<PortalTickets>()
            .AddSingleton<PortalGuard>()
            .AddSingleton<PortalLimits>()
            .AddSingleton<EnterPortal>()
            .AddSingleton<GivePortalCode>()
            .AddSingleton<ListPortalCaseTypes>()
            .AddSingleton<RegisterCase>()
            .AddSingleton<ShowPortalCase>()
            .AddSingleton<SendToDesk>()
            .AddSingleton<RateCase>()
            .AddSingleton<ICaseBelongings, PortalBelongings>();
    }

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        ListPortalCaseTypes.Map(routes);
        RegisterCase.Map(routes);
        EnterPortal.Map(routes);
        ShowPortalCase.Map(routes);
        SendToDesk.Map(routes);
        RateCase.Map(routes);
        GivePortalCode.Map(routes);
    }
}
