using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Organisation.Import;
using Baton.Desk.Organisation.Skills;
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
            .AddSingleton<ListPositions>()
            .AddSingleton<ListSkills>()
            .AddSingleton<SaveSkill>()
            .AddSingleton<DeleteSkill>()
            .AddSingleton<ShowDeputy>()
            .AddSingleton<SaveDeputy>()
            .AddSingleton<DeleteDeputy>()
            .AddSingleton<ImportTemplate>()
            .AddSingleton<ImportDepartments>()
            .AddSingleton<ImportPeople>();

    public static void MapOrganisation(this IEndpointRouteBuilder routes)
    {
        ListDepartments.Map(routes);
        SaveDepartment.Map(routes);
        DeleteDepartment.Map(routes);
        FindPeople.Map(routes);
        ListPositions.Map(routes);
        ListSkills.Map(routes);
        SaveSkill.Map(routes);
        DeleteSkill.Map(routes);
        ShowDeputy.Map(routes);
        SaveDeputy.Map(routes);
        DeleteDeputy.Map(routes);
        OrganisationImport.Map(routes);
    }
}
