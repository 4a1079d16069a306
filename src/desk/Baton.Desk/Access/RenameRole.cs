using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>Gives a role another name in the language of who does it; what it allows stays, and so do the sessions of those who have it.</summary>
public sealed class RenameRole(BatonRuntime runtime)
{
    public async Task<Outcome<RoleView>> Handle(DeskUser user, string code, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        if (SaveRole.Check(user, new(code, LocalizedText.Same(name), [])) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        return await runtime.Write<RoleView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var role = await db.Roles.Include(row => row.Permissions).SingleOrDefaultAsync(row => row.Code == code, ct);
                if (role is null)
                    return Problems.NotFound("role", user.Language);
                role.Name = role.Name.Renamed(user.Language, name);
                role.Version++;
                db.SecurityEvents.Add(
                    UserRules.Event(unit, SecurityEventKinds.RoleSaved, user.UserName, user.UserName, $"{code}: “{name}”")
                );
                await db.SaveChangesAsync(ct);
                return ListRoles.View(role);
            },
            ct
        );
    }
}
