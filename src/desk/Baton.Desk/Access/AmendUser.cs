using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>
/// Saves an active user as he is with something else about him, so that nothing else changes. A disabled user counts as unknown here:
/// <see cref="SaveUser"/> enables him.
/// </summary>
internal static class AmendUser
{
    /// <summary>How often somebody else may change the user in between before the caller is told.</summary>
    private const int Attempts = 5;

    /// <summary>Asks what he is to be, from what he is, or why not; asks again when he was changed in between.</summary>
    public static async Task<Outcome<UserView>> Run(
        DeskReader reader,
        SaveUser users,
        DeskUser user,
        string userName,
        Func<SaveUserRequest, Outcome<SaveUserRequest>> amend,
        CancellationToken ct
    )
    {
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        for (var attempt = 1; ; attempt++)
        {
            if (await Read(reader, DeskUsers.Normal(userName), ct) is not { } present)
                return Problems.NotFound("user", user.Language);
            var wanted = amend(present);
            if (wanted.Problem is { } problem)
                return problem;
            var saved = await users.Update(user, wanted.Value, ct);
            if (saved.Problem?.Code != Answer.VersionMismatch || attempt == Attempts)
                return saved;
        }
    }

    private static async Task<SaveUserRequest?> Read(DeskReader reader, string userName, CancellationToken ct)
    {
        var row = await reader.Read(
            db => db.Users.Include(one => one.Roles).SingleOrDefaultAsync(one => one.UserName == userName && !one.IsDisabled, ct),
            ct
        );
        return row is null
            ? null
            : new SaveUserRequest(
                row.UserName,
                row.DisplayName,
                row.Email,
                row.StaffNumber,
                row.Language,
                [.. row.Roles.Select(role => role.RoleCode).Order(StringComparer.Ordinal)],
                Departments: null
            )
            {
                Phone = row.Phone,
                Position = row.Position,
                Version = row.Version,
            };
    }
}
