using Baton.Desk.Cases.Retention;
using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Desk.Notifications.Jobs;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Notifications.Tasks;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications;

/// <summary>What people are told inside the desk, and by messages outside of it.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessageOptions>().Bind(configuration.GetSection(MessageOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<MessageOptions>, MessageOptionsCheck>()
            .AddSingleton<ListNotifications>()
            .AddSingleton<CountUnread>()
            .AddSingleton<MarkRead>()
            .AddSingleton<MessageDrivers>()
            .AddSingleton<MessageDesk>()
            .AddSingleton<MessageOutcomes>()
            .AddSingleton<MessageHandOver>()
            .AddSingleton<IMessageReports, MessageReports>()
            .AddSingleton<HeldMessages>()
            .AddHostedService(provider => provider.GetRequiredService<HeldMessages>())
            .AddSingleton<IOutboxDriver>(provider => new MessageOutbox(new(provider.GetRequiredService<MessageHandOver>)))
            .AddSingleton<IOutboxDriver>(provider => new TaskNewsOutbox(new(provider.GetRequiredService<MessageDesk>)))
            .AddSingleton<Recipients.Recipients>()
            .AddSingleton<IUnitParticipant, MessageJobs>()
            .AddSingleton<DigestWork>()
            .AddSingleton(provider => provider.GetRequiredService<DigestWork>().Work)
            .AddSingleton<ICaseBelongings, MessageBelongings>()
            .AddSingleton<ListMessages>()
            .AddSingleton<ShowMessage>()
            .AddSingleton(provider => new ResendMessages(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<MessageDrivers>(),
                provider.GetRequiredService<IOptions<DeskOptions>>()
            ))
            .AddSingleton<CancelMessage>()
            .AddSingleton(provider => new ListChannels(
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<MessageDrivers>()
            ))
            .AddSingleton<MyMessages>()
            .AddSingleton<ListTemplates>()
            .AddSingleton<ShowTemplate>()
            .AddSingleton<SaveTemplate>()
            .AddSingleton<RetireTemplate>()
            .AddSingleton(provider => new PreviewTemplate(
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<MessageDesk>(),
                provider.GetRequiredService<IOptions<DeskOptions>>()
            ));
    }

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        ListNotifications.Map(routes);
        CountUnread.Map(routes);
        MarkRead.Map(routes);
        MyMessages.Map(routes);
        ListMessages.Map(routes);
        ListChannels.Map(routes);
        ShowMessage.Map(routes);
        ResendMessages.Map(routes);
        CancelMessage.Map(routes);
        ListTemplates.Map(routes);
        ShowTemplate.Map(routes);
        SaveTemplate.Map(routes);
        RetireTemplate.Map(routes);
        PreviewTemplate.Map(routes);
    }
}
