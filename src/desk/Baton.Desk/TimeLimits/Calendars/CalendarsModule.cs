using Baton.Desk.TimeLimits.Calendars.Holidays;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>Calendars of working hours, with their holidays.</summary>
public static class CalendarsModule
{
    public static IServiceCollection AddCalendars(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<HolidayOptions>()
            .Bind(configuration.GetSection(HolidayOptions.Section))
            .Validate(
                options => options.TimeoutSeconds is >= 1 and <= 120,
                $"{HolidayOptions.Section}:{nameof(HolidayOptions.TimeoutSeconds)} must lie between 1 and 120."
            )
            .ValidateOnStart();
        services
            .AddHttpClient(HolidaySource.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(provider =>
                HolidaySource.Handler(provider.GetRequiredService<IOptions<HolidayOptions>>().Value.PrivateHosts)
            );
        return services
            .AddSingleton<CalendarShelf>()
            .AddSingleton<HolidaySource>()
            .AddSingleton<ReadSubscription>()
            .AddSingleton(ReadSubscription.Work)
            .AddSingleton<IOutboxDriver>(provider => new HolidayOutbox(new(provider.GetRequiredService<ReadSubscription>)))
            .AddSingleton<ListCalendars>()
            .AddSingleton<SaveCalendar>()
            .AddSingleton<PreviewCalendar>()
            .AddSingleton<AssignCalendar>()
            .AddSingleton<ReadHolidays>()
            .AddSingleton<ReadHolidaysNow>();
    }

    public static void MapCalendars(this IEndpointRouteBuilder routes)
    {
        ListCalendars.Map(routes);
        SaveCalendar.Map(routes);
        PreviewCalendar.Map(routes);
        AssignCalendar.Map(routes);
        ReadHolidays.Map(routes);
        ReadHolidaysNow.Map(routes);
    }
}
