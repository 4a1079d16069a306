using Baton.Desk.Cases.Retention;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Baton.Desk.TimeLimits;

/// <summary>Time limits: calendars, policies, and the clocks that run on cases.</summary>
public static class TimeLimitsModule
{
    public static IServiceCollection AddTimeLimits(this IServiceCollection services) =>
        services
            .AddSingleton<LimitShelf>()
            .AddSingleton<ListTimeLimits>()
            .AddSingleton<ShowTimeLimit>()
            .AddSingleton<SaveTimeLimit>()
            .AddSingleton<RetireTimeLimit>()
            // What takes part in units is made before the runtime, and asks for what belongs to it when it needs it.
            .AddSingleton(provider => new ClockTargets(new(() => Runtime(provider).Decisions)))
            .AddSingleton<OrderMessages>(provider =>
                (unit, db, orders, ct) => provider.GetRequiredService<MessageDesk>().Order(unit, db, orders, ct)
            )
            .AddSingleton(provider => new ClockDeeds(
                provider.GetRequiredService<OrderMessages>(),
                new(provider.GetRequiredService<Recipients>)
            ))
            .AddSingleton(Keeper)
            .AddSingleton(provider => provider.GetRequiredService<ClockKeeper>().Ending)
            .AddSingleton(Alarms)
            .AddSingleton(provider => provider.GetRequiredService<ClockAlarms>().Work)
            .AddSingleton<ICaseBelongings, ClockBelongings>()
            .AddSingleton(provider => new ShowClocks(
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<Texts.PackTexts>(),
                provider.GetRequiredService<LimitShelf>(),
                provider.GetRequiredService<CalendarShelf>(),
                provider.GetRequiredService<Recipients>(),
                Zone(provider)
            ))
            .AddSingleton(provider => new ListClocks(provider.GetRequiredService<DeskReader>(), provider.GetRequiredService<LimitShelf>()))
            .AddSingleton(provider => new PreviewTimeLimit(
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<CalendarShelf>(),
                provider.GetRequiredService<ClockTargets>(),
                provider.GetRequiredService<Recipients>(),
                Zone(provider)
            ));

    public static void MapTimeLimits(this IEndpointRouteBuilder routes)
    {
        ListTimeLimits.Map(routes);
        ShowTimeLimit.Map(routes);
        SaveTimeLimit.Map(routes);
        RetireTimeLimit.Map(routes);
        PreviewTimeLimit.Map(routes);
        ShowClocks.Map(routes);
        ListClocks.Map(routes);
    }

    private static ClockKeeper Keeper(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<LimitShelf>(),
            provider.GetRequiredService<CalendarShelf>(),
            provider.GetRequiredService<ClockTargets>(),
            provider.GetRequiredService<ClockDeeds>(),
            provider.GetRequiredService<DeskChanges>(),
            Zone(provider),
            provider.GetService<ILogger<ClockKeeper>>() ?? NullLogger<ClockKeeper>.Instance
        );

    private static ClockAlarms Alarms(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<LimitShelf>(),
            provider.GetRequiredService<CalendarShelf>(),
            provider.GetRequiredService<ClockDeeds>(),
            provider.GetRequiredService<DeskChanges>(),
            Zone(provider),
            provider.GetService<ILogger<ClockAlarms>>() ?? NullLogger<ClockAlarms>.Instance
        );

    private static BatonRuntime Runtime(IServiceProvider provider) => provider.GetRequiredService<BatonRuntime>();

    private static Lazy<TimeZoneInfo> Zone(IServiceProvider provider) =>
        new(() => provider.GetRequiredService<IOptions<DeskOptions>>().Value.Zone(provider.GetRequiredService<TimeProvider>()));
}
