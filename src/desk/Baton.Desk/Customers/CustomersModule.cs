using Baton.Desk.Customers.Import;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Customers.Notes;
using Baton.Desk.Customers.Tiers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Customers;

/// <summary>The people and firms that the desk serves.</summary>
public static class CustomersModule
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) =>
        services
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
            .AddSingleton<ListNotes>()
            .AddSingleton<SaveNote>()
            .AddSingleton<DismissNote>();

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
        ListNotes.Map(routes);
        SaveNote.Map(routes);
        DismissNote.Map(routes);
    }
}
