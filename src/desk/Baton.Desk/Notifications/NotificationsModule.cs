using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Notifications;

/// <summary>What people are told inside the desk.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) =>
        services.AddSingleton<ListNotifications>().AddSingleton<CountUnread>().AddSingleton<MarkRead>();

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        ListNotifications.Map(routes);
        CountUnread.Map(routes);
        MarkRead.Map(routes);
    }
}
