using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>Gives one role to an active user or takes it away; his other roles stay.</summary>
public sealed class ChangeUserRoles(DeskReader reader, SaveUser users)
{
    /// <summary>Fails when he already has the role.</summary>
    public Task<Outcome<UserView>> Give(DeskUser user, string role, string userName, CancellationToken ct) =>
        Change(
            user,
            role,
            userName,
            present =>
                present.Roles.Contains(role, StringComparer.Ordinal)
                    ? Problems.Exists("role-given", user.Language, ("name", present.UserName), ("code", role))
                    : present with
                    {
                        Roles = [.. present.Roles, role],
                    },
            ct
        );

    /// <summary>Fails when he does not have the role.</summary>
    public Task<Outcome<UserView>> Take(DeskUser user, string role, string userName, CancellationToken ct) =>
        Change(
            user,
            role,
            userName,
            present =>
                present.Roles.Contains(role, StringComparer.Ordinal)
                    ? present with
                    {
                        Roles = [.. present.Roles.Where(one => one != role)],
                    }
                    : Problems.NotFound("role-holder", user.Language),
            ct
        );

    private async Task<Outcome<UserView>> Change(
        DeskUser user,
        string role,
        string userName,
        Func<SaveUserRequest, Outcome<SaveUserRequest>> amend,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(userName);
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        return await reader.Read(db => db.Roles.AnyAsync(one => one.Code == role, ct), ct)
            ? await AmendUser.Run(reader, users, user, userName, amend, ct)
            : Problems.NotFound("role", user.Language);
    }
}
