using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Phrases;

/// <summary>Texts that staff keep and insert where they write.</summary>
public static class PhrasesModule
{
    public static IServiceCollection AddPhrases(this IServiceCollection services) =>
        services
            .AddSingleton<ListPhrases>()
            .AddSingleton<OfferPhrases>()
            .AddSingleton<UsePhrase>()
            .AddSingleton<SavePhrase>()
            .AddSingleton<DeletePhrase>();

    public static void MapPhrases(this IEndpointRouteBuilder routes)
    {
        ListPhrases.Map(routes);
        OfferPhrases.Map(routes);
        UsePhrase.Map(routes);
        SavePhrase.Map(routes);
        DeletePhrase.Map(routes);
    }
}
