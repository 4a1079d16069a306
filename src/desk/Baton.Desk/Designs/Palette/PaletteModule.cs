using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Designs.Palette;

/// <summary>What can be put into a design.</summary>
public static class PaletteModule
{
    public static IServiceCollection AddDesignPalette(this IServiceCollection services) => services.AddSingleton<DesignPalette>();

    public static void MapDesignPalette(this IEndpointRouteBuilder routes) => DesignPalette.Map(routes);
}
