using Baton.Desk.Cases.Retention;
using Baton.Desk.Contacts.Inbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Contacts;

/// <summary>Every contact with customers, also those that need no case.</summary>
public static class ContactsModule
{
    public static IServiceCollection AddContacts(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<InboxOptions>()
            .Bind(configuration.GetSection(InboxOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<LogContact>()
            .AddSingleton<LogCaseContact>()
            .AddSingleton<ListContacts>()
            .AddSingleton<InboxClock>()
            .AddSingleton<OpenByItself>()
            .AddSingleton<ReceiveContact>()
            .AddSingleton<InboxUrging>()
            .AddSingleton<InboxCommand>()
            .AddSingleton<ListInbox>()
            .AddSingleton<ShowIncoming>()
            .AddSingleton<ClaimIncoming>()
            .AddSingleton<JoinIncoming>()
            .AddSingleton<LogIncoming>()
            .AddSingleton<MarkSpam>()
            .AddSingleton<SetIncomingCustomer>()
            .AddSingleton<DecideMany>()
            .AddSingleton<ListBlockedSenders>()
            .AddSingleton(provider => provider.GetRequiredService<InboxUrging>().Work)
            .AddSingleton<ICaseBelongings, IncomingBelongings>();
    }

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        LogContact.Map(routes);
        LogCaseContact.Map(routes);
        ListContacts.Map(routes);
        ListInbox.Map(routes);
        ShowIncoming.Map(routes);
        ClaimIncoming.Map(routes);
        JoinIncoming.Map(routes);
        LogIncoming.Map(routes);
        MarkSpam.Map(routes);
        SetIncomingCustomer.Map(routes);
        DecideMany.Map(routes);
        ListBlockedSenders.Map(routes);
    }
}
