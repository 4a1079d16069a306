using Baton.Desk;
using Baton.Desk.Access;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Makes, renames and deletes roles, and gives them to users. What a role allows is said in the desk.</summary>
internal static class RoleChanges
{
    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/roles",
            (Body<CreateRoleBody> body, DeskUser user, SaveRole roles, CancellationToken ct) =>
                IdentityAnswers.Created("Role:CREATE", roles.Create(user, body.Value.ToRequest(), ct), role => Item(role, user))
        );
        engine.MapPut(
            "/roles/{roleId}",
            (string roleId, Body<UpdateNamedBody> body, DeskUser user, RenameRole roles, CancellationToken ct) =>
                IdentityAnswers.Changed("Role:UPDATE", roles.Handle(user, roleId, body.Value.Name, ct), role => Item(role, user))
        );
        engine.MapDelete(
            "/roles/{roleId}",
            (string roleId, DeskUser user, DeleteRole roles, CancellationToken ct) =>
                IdentityAnswers.Carried("Role:DELETE", roles.Handle(user, roleId, ct))
        );
        engine.MapPut(
            "/roles/{roleId}/users/{username}",
            (string roleId, string username, DeskUser user, ChangeUserRoles roles, CancellationToken ct) =>
                IdentityAnswers.Carried("Role:ADD_ENTITY", roles.Give(user, roleId, username, ct))
        );
        engine.MapDelete(
            "/roles/{roleId}/users/{username}",
            (string roleId, string username, DeskUser user, ChangeUserRoles roles, CancellationToken ct) =>
                IdentityAnswers.Carried("Role:REMOVE_ENTITY", roles.Take(user, roleId, username, ct))
        );
    }

    private static object Item(RoleView role, DeskUser user) => IdentityEndpoints.RoleItem(IdentityEndpoints.Role(role, user));

    /// <summary>A role that allows nothing yet. The description is taken and not kept: roles have none.</summary>
    internal sealed record CreateRoleBody(string RoleId, string Name, string? Description = null)
    {
        public SaveRoleRequest ToRequest() => new(RoleId, LocalizedText.Same(Name), []);
    }
}
