using Baton.Desk.Http;
using Baton.Desk.Phrases;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>Deletes a department without members, departments below it and cases. One that had cases is closed instead, as they show its name.</summary>
public sealed class DeleteDepartment(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var department = await db.Departments.SingleOrDefaultAsync(row => row.Code == code, ct);
                if (department is null)
                    return Problems.NotFound("department", user.Language);
                if (await IsInUse(db, code, ct))
                    return Problems.Rejected("department-in-use", user.Language, ("code", code));
                // Nobody is left to use them.
                await db.Set<Phrase>().Where(row => row.DepartmentCode == code).ExecuteDeleteAsync(ct);
                db.Departments.Remove(department);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    private static async Task<bool> IsInUse(DeskDb db, string code, CancellationToken ct) =>
        await db.DepartmentMembers.AnyAsync(row => row.DepartmentCode == code, ct)
        || await db.UserUnitRoles.AnyAsync(row => row.UnitCode == code, ct)
        || await db.Departments.AnyAsync(row => row.ParentCode == code, ct)
        || await db.Cases.AnyAsync(row => row.DepartmentCode == code, ct)
        || await db.Opinions.AnyAsync(row => row.DepartmentCode == code, ct)
        || await db.WorkItemCandidates.AnyAsync(row => row.IsGroup && row.Name == DepartmentGroup.Of(code), ct);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/departments/{code}",
                async (string code, DeskUser user, DeleteDepartment handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("DeleteDepartment", "Delete an empty department", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status204NoContent);
}
