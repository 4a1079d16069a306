using Baton.Desk;
using Baton.Desk.Organisation;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Makes, renames and deletes departments of the desk, which are the groups here, and changes who belongs to them.</summary>
internal static class GroupChanges
{
    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/groups",
            (Body<CreateGroupBody> body, DeskUser user, SaveDepartment groups, CancellationToken ct) =>
                IdentityAnswers.Created("Group:CREATE", groups.Create(user, body.Value.ToRequest(), ct), group => Item(group, user))
        );
        engine.MapPut(
            "/groups/{groupId}",
            (string groupId, Body<UpdateNamedBody> body, DeskUser user, RenameDepartment groups, CancellationToken ct) =>
                IdentityAnswers.Changed("Group:UPDATE", groups.Handle(user, groupId, body.Value.Name, ct), group => Item(group, user))
        );
        engine.MapDelete(
            "/groups/{groupId}",
            (string groupId, DeskUser user, DeleteDepartment groups, CancellationToken ct) =>
                IdentityAnswers.Carried("Group:DELETE", groups.Handle(user, groupId, ct))
        );
        engine.MapPut(
            "/groups/{groupId}/users/{username}",
            (string groupId, string username, DeskUser user, ChangeMembers members, CancellationToken ct) =>
                IdentityAnswers.Carried("Group:ADD_ENTITY", members.Add(user, groupId, username, ct))
        );
        engine.MapDelete(
            "/groups/{groupId}/users/{username}",
            (string groupId, string username, DeskUser user, ChangeMembers members, CancellationToken ct) =>
                IdentityAnswers.Carried("Group:REMOVE_ENTITY", members.Remove(user, groupId, username, ct))
        );
    }

    private static object Item(DepartmentView group, DeskUser user) => IdentityEndpoints.GroupItem(IdentityEndpoints.Group(group, user));

    /// <summary>The description is taken and not kept: departments have none.</summary>
    internal sealed record CreateGroupBody(string GroupId, string Name, string? Description = null)
    {
        public SaveDepartmentRequest ToRequest() => new(GroupId, ParentCode: null, LocalizedText.Same(Name), DefaultManager: null);
    }
}

/// <summary>The new name of a group or a role. The description is taken and not kept: the desk has none.</summary>
internal sealed record UpdateNamedBody(string Name, string? Description = null);
