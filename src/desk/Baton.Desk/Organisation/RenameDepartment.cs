using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>Gives a department another name in the language of who does it; all else about it stays.</summary>
public sealed class RenameDepartment(BatonRuntime runtime)
{
    public async Task<Outcome<DepartmentView>> Handle(DeskUser user, string code, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        if (SaveDepartment.CheckNames(user, code, LocalizedText.Same(name)) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        return await runtime.Write<DepartmentView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var department = await db.Departments.Include(row => row.Members).SingleOrDefaultAsync(row => row.Code == code, ct);
                if (department is null)
                    return Problems.NotFound("department", user.Language);
                department.Name = department.Name.Renamed(user.Language, name);
                department.Version++;
                await db.SaveChangesAsync(ct);
                return ListDepartments.View(
                    department,
                    await Access.DeskUsers.Names(db, [department.DefaultManager, department.ContactPerson], ct)
                );
            },
            ct
        );
    }
}
