using System.Globalization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>Deletes a role that was made in the desk, that nobody has and no open task waits for.</summary>
public sealed class DeleteRole(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var role = await db.Roles.Include(row => row.Permissions).SingleOrDefaultAsync(row => row.Code == code, ct);
                if (role is null)
                    return Problems.NotFound("role", user.Language);
                if (await Obstacle(db, role, user.Language, ct) is { } obstacle)
                    return obstacle;
                db.Roles.Remove(role);
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.RoleDeleted, user.UserName, user.UserName, code));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    private static async Task<Problem?> Obstacle(DeskDb db, Role role, string language, CancellationToken ct)
    {
        var code = role.Code;
        if (code == Role.Administrator)
            return Problems.Invalid(language, Problems.Field("code", "reserved", "role.reserved", language));
        if (role.Pack is { } pack)
            return Problems.Rejected("role-of-pack", language, ("code", code), ("pack", pack));
        var holders = await db.Users.CountAsync(
            row => row.Roles.Any(one => one.RoleCode == code) || row.UnitRoles.Any(one => one.RoleCode == code),
            ct
        );
        if (holders > 0)
            return Problems.Rejected("role-held", language, ("code", code), ("count", holders.ToString(CultureInfo.InvariantCulture)));
        var open = db.WorkItems.Where(item => item.EndedAt == null);
        var isAwaited = await db.WorkItemCandidates.AnyAsync(
            row => row.IsGroup && row.Name == code && open.Any(item => item.Key == row.WorkItemKey),
            ct
        );
        return isAwaited ? Problems.Rejected("role-awaited", language, ("code", code)) : null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/roles/{code}",
                async (string code, DeskUser user, DeleteRole handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("DeleteRole", "Delete a role that nobody has", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status204NoContent);
}
