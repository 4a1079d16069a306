using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Feeds;

/// <summary>To-do feeds: other systems, such as an office portal, show a user's open tasks.</summary>
public static class FeedsModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<FeedOptions>().Bind(configuration.GetSection(FeedOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsCheck>()
            .AddSingleton<ReadFeed>()
            .AddSingleton<CreateFeedToken>()
            .AddSingleton<ListFeedTokens>()
            .AddSingleton<RevokeFeedToken>();
    }

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        CreateFeedToken.Map(routes);
        ListFeedTokens.Map(routes);
        RevokeFeedToken.Map(routes);
        FeedRoutes.Map(routes);
    }

    /// <summary>The pages of feeds, which do not lie below <c>/api</c>.</summary>
    public static void MapFeedPages(this IEndpointRouteBuilder routes) => FeedRoutes.MapPage(routes);
}
