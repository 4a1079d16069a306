using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Conversion;

/// <summary>Models from elsewhere become designs; those of Camunda 7 are converted.</summary>
public static class ConversionModule
{
    public static IServiceCollection AddConversion(this IServiceCollection services) =>
        services.AddSingleton<PreviewImport>().AddSingleton<ImportModels>();

    public static void MapConversion(this IEndpointRouteBuilder routes)
    {
        PreviewImport.Map(routes);
        ImportModels.Map(routes);
    }
}
