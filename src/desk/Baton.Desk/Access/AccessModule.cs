using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Access;

/// <summary>Users, roles, sessions, tokens and the security log.</summary>
public static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services
            .AddSingleton<Authentication>()
            .AddSingleton<KnownCallers>()
            .AddSingleton<KeyRing>()
            .AddSingleton<EnsureAdministrator>()
            .AddSingleton<ChangePassword>()
            .AddSingleton<SetLanguage>()
            .AddSingleton<ListUsers>()
            .AddSingleton<SaveUser>()
            .AddSingleton<ChangeUser>()
            .AddSingleton<DisableUser>()
            .AddSingleton<ChangeUserRoles>()
            .AddSingleton<ListRoles>()
            .AddSingleton<SaveRole>()
            .AddSingleton<RenameRole>()
            .AddSingleton<DeleteRole>()
            .AddSingleton<CreateToken>()
            .AddSingleton<ListTokens>()
            .AddSingleton<RevokeToken>()
            .AddSingleton<ShowSecurityLog>();

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        Session.Map(routes);
        ChangePassword.Map(routes);
        SetLanguage.Map(routes);
        ListUsers.Map(routes);
        SaveUser.Map(routes);
        ListRoles.Map(routes);
        SaveRole.Map(routes);
        DeleteRole.Map(routes);
        CreateToken.Map(routes);
        ListTokens.Map(routes);
        RevokeToken.Map(routes);
        ShowSecurityLog.Map(routes);
    }
}
