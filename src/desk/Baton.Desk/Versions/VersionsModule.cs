using Baton.Desk.Versions.Migration;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Versions;

/// <summary>What differs between versions, and running instances that go on by another one.</summary>
public static class VersionsModule
{
    public static IServiceCollection AddVersions(this IServiceCollection services) =>
        services
            .AddSingleton<CompareVersions>()
            .AddSingleton<ProposeMigration>()
            .AddSingleton<PreviewMigration>()
            .AddSingleton<StartMigration>()
            .AddSingleton<StopMigration>()
            .AddSingleton<ShowMigration>()
            .AddSingleton<ListMigrations>();

    public static void MapVersions(this IEndpointRouteBuilder routes)
    {
        CompareVersions.Map(routes);
        ProposeMigration.Map(routes);
        PreviewMigration.Map(routes);
        StartMigration.Map(routes);
        StopMigration.Map(routes);
        ShowMigration.Map(routes);
        ListMigrations.Map(routes);
    }
}
