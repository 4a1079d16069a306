using Baton.Desk.Designs.Deploying;
using Baton.Desk.Designs.Review;
using Baton.Desk.Designs.Versions;
using Baton.Runtime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Designs;

/// <summary>Processes, decisions and forms on their way from a drawing to a version that runs.</summary>
public static class DesignsModule
{
    public static IServiceCollection AddDesigns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DesignOptions>().Bind(configuration.GetSection(DesignOptions.Section));
        return services
            .AddSingleton<StartDesign>()
            .AddSingleton<SaveDesign>()
            .AddSingleton<ShowDesign>()
            .AddSingleton<ShowRevisions>()
            .AddSingleton<ListDesigns>()
            .AddSingleton<DiscardDesign>()
            .AddSingleton<CheckDesign>()
            .AddSingleton<RequestReview>()
            .AddSingleton<DecideReview>()
            .AddSingleton<AddRemark>()
            .AddSingleton<DesignDeployer>()
            .AddSingleton(provider => new DeployDesign(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<DesignDeployer>()
            ))
            .AddSingleton<UnscheduleDesign>()
            .AddSingleton<ScheduledDeployments>()
            .AddSingleton(provider => provider.GetRequiredService<ScheduledDeployments>().Work)
            .AddSingleton<ListDeployed>()
            .AddSingleton<ListVersions>()
            .AddSingleton<ShowVersion>()
            .AddSingleton<RollBack>();
    }

    public static void MapDesigns(this IEndpointRouteBuilder routes)
    {
        StartDesign.Map(routes);
        SaveDesign.Map(routes);
        ShowDesign.Map(routes);
        ShowRevisions.Map(routes);
        ListDesigns.Map(routes);
        DiscardDesign.Map(routes);
        CheckDesign.Map(routes);
        RequestReview.Map(routes);
        DecideReview.Map(routes);
        AddRemark.Map(routes);
        DeployDesign.Map(routes);
        UnscheduleDesign.Map(routes);
        ListDeployed.Map(routes);
        ListVersions.Map(routes);
        ShowVersion.Map(routes);
        RollBack.Map(routes);
    }
}
