using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Baton.Desk.Http;

/// <summary>What an endpoint demands of its caller; every route of the desk states one of these.</summary>
public static class EndpointPermissions
{
    /// <summary>Lets in whoever has at least one of the permissions: 401 without a user, 403 without the permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, params string[] anyOf)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(anyOf?.Length ?? 0);
        return builder.RequireAuthorization(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(DeskUser.PermissionClaim, anyOf!).Build()
        );
    }

    /// <summary>Lets in every user who is signed in.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
}
