using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Contacts;

/// <summary>Every contact with customers, also those that need no case.</summary>
public static class ContactsModule
{
    public static IServiceCollection AddContacts(this IServiceCollection services) =>
        services.AddSingleton<LogContact>().AddSingleton<LogCaseContact>().AddSingleton<ListContacts>();

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        LogContact.Map(routes);
        LogCaseContact.Map(routes);
        ListContacts.Map(routes);
    }
}
