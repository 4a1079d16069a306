using Baton.Desk.Contacts.Inbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Sms;

/// <summary>Short messages in: what a gateway brings becomes a contact, or a case where it is written by a pattern.</summary>
public static class SmsInModule
{
    public static IServiceCollection AddSmsIn(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<SmsInOptions>().Bind(configuration.GetSection(SmsInOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<SmsInOptions>, SmsInOptions.Check>()
            .AddSingleton<SmsContacts>()
            .AddSingleton<SmsAnswers>()
            // The runtime needs its schedules before there is what they call.
            .AddSingleton(provider => new SmsParts(
                new(provider.GetRequiredService<ReceiveContact>),
                provider.GetRequiredService<IOptions<SmsInOptions>>()
            ))
            .AddSingleton(provider => provider.GetRequiredService<SmsParts>().Work)
            .AddSingleton<TakeSms>()
            .AddSingleton<ListSmsPatterns>()
            .AddSingleton<SaveSmsPattern>();
    }

    public static void MapSmsIn(this IEndpointRouteBuilder routes)
    {
        TakeSms.Map(routes);
        ListSmsPatterns.Map(routes);
        SaveSmsPattern.Map(routes);
    }
}
