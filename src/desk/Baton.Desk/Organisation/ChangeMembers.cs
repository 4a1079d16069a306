using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>Takes one user into a department or out of it; the other members stay. It is logged, because members may read the department's cases.</summary>
public sealed class ChangeMembers(BatonRuntime runtime)
{
    /// <summary>Takes an active user in; fails when he belongs to the department already.</summary>
    public Task<Outcome<Done>> Add(DeskUser user, string code, string userName, CancellationToken ct) =>
        Change(
            user,
            code,
            userName,
            async (db, department, name) =>
            {
                if (!await db.Users.AnyAsync(row => row.UserName == name && !row.IsDisabled, ct))
                    return Problems.NotFound("user", user.Language);
                if (department.Members.Exists(member => member.UserName == name))
                    return Problems.Exists("is-member", user.Language, ("name", name), ("code", code));
                department.Members.Add(new DepartmentMember { DepartmentCode = code, UserName = name });
                return $"into the department {code}";
            },
            ct
        );

    /// <summary>Takes a user out; fails when he does not belong to the department.</summary>
    public Task<Outcome<Done>> Remove(DeskUser user, string code, string userName, CancellationToken ct) =>
        Change(
            user,
            code,
            userName,
            (_, department, name) =>
            {
                if (department.Members.RemoveAll(member => member.UserName == name) == 0)
                    return ValueTask.FromResult<Outcome<string>>(Problems.NotFound("member", user.Language));
                // Work for the department is told to all who are left until somebody else is named.
                if (department.ContactPerson == name)
                    department.ContactPerson = null;
                return ValueTask.FromResult<Outcome<string>>($"out of the department {code}");
            },
            ct
        );

    private async Task<Outcome<Done>> Change(
        DeskUser user,
        string code,
        string userName,
        Func<DeskDb, Department, string, ValueTask<Outcome<string>>> change,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(userName);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var name = DeskUsers.Normal(userName);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var department = await db.Departments.Include(row => row.Members).SingleOrDefaultAsync(row => row.Code == code, ct);
                if (department is null)
                    return Problems.NotFound("department", user.Language);
                var changed = await change(db, department, name);
                if (changed.Problem is { } problem)
                    return problem;
                department.Version++;
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.UserUpdated, name, user.UserName, changed.Value));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }
}
