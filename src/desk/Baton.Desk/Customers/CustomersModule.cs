using Baton.Desk.Cases.Retention;
using Baton.Desk.Customers.Import;
using Baton.Desk.Customers.Lookup;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Customers.Notes;
using Baton.Desk.Customers.Privacy;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers;

/// <summary>The people and firms that the desk serves.</summary>
public static class CustomersModule
{
    public static IServiceCollection AddCustomers(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services
            .AddLookup(configuration)
            .AddSingleton<FindCustomers>()
            .AddSingleton<ShowCustomer>()
            .AddSingleton<SaveCustomer>()
            .AddSingleton<ListCustomerTiers>()
            .AddSingleton<SearchCustomers>()
            .AddSingleton<ListHistory>()
            .AddSingleton<MergeCustomers>()
            .AddSingleton<UndoMerge>()
            .AddSingleton<ListMerges>()
            .AddSingleton<PreviewImport>()
            .AddSingleton<ImportCustomers>()
            .AddSingleton<DiscloseCustomer>()
            .AddSingleton(provider => new EraseCustomer(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<CaseForgetting>()
            ))
            .AddSingleton<ListNotes>()
            .AddSingleton<SaveNote>()
            .AddSingleton<DismissNote>();
    }

    /// <summary>The client follows no redirects: it calls the host of the configuration and no other. Its addresses, which are personal, are not logged.</summary>
    private static IServiceCollection AddLookup(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CustomerLookupOptions>().Bind(configuration.GetSection(CustomerLookupOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CustomerLookupOptions>, CustomerLookupOptionsCheck>();
        services
            .AddHttpClient(LookupClient.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services
            .AddSingleton<LookupClient>()
            .AddSingleton(provider => new LookUpCustomer(
                provider.GetRequiredService<BatonRuntime>(),
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<LookupClient>(),
                provider.GetRequiredService<IOptions<CustomerLookupOptions>>(),
                provider.GetRequiredService<IOptions<DeskOptions>>()
            ));
    }

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        FindCustomers.Map(routes);
        ShowCustomer.Map(routes);
        SaveCustomer.Map(routes);
        ListCustomerTiers.Map(routes);
        SearchCustomers.Map(routes);
        ListHistory.Map(routes);
        MergeCustomers.Map(routes);
        UndoMerge.Map(routes);
        ListMerges.Map(routes);
        PreviewImport.Map(routes);
        ImportCustomers.Map(routes);
        DiscloseCustomer.Map(routes);
        EraseCustomer.Map(routes);
        LookUpCustomer.Map(routes);
        ListNotes.Map(routes);
        SaveNote.Map(routes);
        DismissNote.Map(routes);
    }
}
