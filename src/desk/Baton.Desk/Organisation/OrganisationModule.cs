using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Organisation.Import;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Organisation;

/// <summary>Departments and the people in them.</summary>
public static class OrganisationModule
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services) =>
        services
            .AddSingleton<ListDepartments>()
            .AddSingleton<SaveDepartment>()
            .AddSingleton<RenameDepartment>()
            .AddSingleton<DeleteDepartment>()
            .AddSingleton<ChangeMembers>()
            .AddSingleton<FindPeople>()
            .AddSingleton<ShowDeputy>()
            .AddSingleton<SaveDeputy>()
            .AddSingleton<DeleteDeputy>()
            .AddSingleton<ImportDepartments>()
            .AddSingleton<ImportPeople>();

    public static void MapOrganisation(this IEndpointRouteBuilder routes)
    {
        ListDepartments.Map(routes);
        SaveDepartment.Map(routes);
        DeleteDepartment.Map(routes);
        FindPeople.Map(routes);
        ShowDeputy.Map(routes);
        SaveDeputy.Map(routes);
        DeleteDeputy.Map(routes);
        OrganisationImport.Map(routes);
    }
}
