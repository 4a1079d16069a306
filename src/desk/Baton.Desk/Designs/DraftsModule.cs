using Baton.Desk.Designs.Decisions;
using Baton.Desk.Designs.Forms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Designs;

/// <summary>What helps to draw decisions and forms: trials, and what they may refer to.</summary>
public static class DraftsModule
{
    public static IServiceCollection AddDrafts(this IServiceCollection services) =>
        services.AddSingleton<TryDraftDecision>().AddSingleton<TakeValuesOfCase>().AddSingleton<ListFieldKeys>();

    public static void MapDrafts(this IEndpointRouteBuilder routes)
    {
        TryDraftDecision.Map(routes);
        TakeValuesOfCase.Map(routes);
        ListFieldKeys.Map(routes);
    }
}
