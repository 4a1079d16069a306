using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Bulk;

/// <summary>One thing done to several cases or tasks at once, and taken back.</summary>
public static class BulkModule
{
    public static IServiceCollection AddBulk(this IServiceCollection services) =>
        services
            .AddSingleton<BulkLog>()
            .AddSingleton<CaseDeeds>()
            .AddSingleton<TaskDeeds>()
            .AddSingleton<BulkCases>()
            .AddSingleton<BulkTasks>()
            .AddSingleton<ShowBulk>()
            .AddSingleton<UndoBulk>()
            .AddSingleton(OldBulkActions.Work());

    public static void MapBulk(this IEndpointRouteBuilder routes)
    {
        BulkCases.Map(routes);
        BulkTasks.Map(routes);
        ShowBulk.Map(routes);
        UndoBulk.Map(routes);
    }
}
