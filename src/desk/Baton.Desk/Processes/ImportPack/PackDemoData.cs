using Baton.Desk.Access;
using Baton.Desk.Customers;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>Makes the people and customers of a pack's demo where they do not exist; those who exist are not touched.</summary>
internal sealed class PackDemoData(SaveCustomer customers)
{
    private static readonly DeskUser Program = new("", "", [], [], new HashSet<string>(), Languages.Default);

    /// <summary>All demo users share the password, so that its costly hash is worked out once.</summary>
    private readonly Lazy<string> _passwordHash = new(() => Secrets.HashPassword(DemoOptions.Password));

    /// <summary>Does the slow part; call it before the unit of work, which holds up all other writing.</summary>
    public void Prepare() => _ = _passwordHash.Value;

    public async ValueTask<Problem?> Write(UnitOfWork unit, DeskDb db, PackDemo demo, DeskUser? importer, CancellationToken ct)
    {
        await Users(unit, db, demo, ct);
        await db.SaveChangesAsync(ct);
        await Managers(db, demo, ct);
        foreach (var wanted in demo.Customers)
        {
            if (await db.Customers.AnyAsync(row => row.Number == wanted.Number, ct))
                continue;
            var request = new SaveCustomerRequest(
                wanted.Name,
                wanted.Number,
                wanted.Tier,
                wanted.Language,
                wanted.Phones,
                wanted.Faxes,
                wanted.Emails,
                wanted.Remark
            )
            {
                KeyAccountManager = wanted.KeyAccountManager,
            };
            if ((await customers.Add(db, unit, importer ?? Program, request, ct)).Problem is { } problem)
                return problem with { Detail = $"demo.json, customer {wanted.Number}: {problem.Detail}" };
        }

        return null;
    }

    private async Task Users(UnitOfWork unit, DeskDb db, PackDemo demo, CancellationToken ct)
    {
        var existing = await db.Users.Select(user => user.UserName).ToHashSetAsync(ct);
        foreach (var wanted in demo.Users.Where(wanted => !existing.Contains(wanted.UserName)))
        {
            var user = new User
            {
                UserName = wanted.UserName,
                DisplayName = wanted.DisplayName,
                Email = wanted.Email,
                StaffNumber = wanted.StaffNumber,
                Phone = wanted.Phone,
                Position = wanted.Position,
                Language = wanted.Language,
                WorksByMail = wanted.WorksByMail,
                PasswordHash = _passwordHash.Value,
                SecurityStamp = Secrets.NewStamp(),
                CreatedAt = unit.Now,
            };
            user.Roles.AddRange(wanted.Roles.Distinct().Select(role => new UserRole { UserName = wanted.UserName, RoleCode = role }));
            user.Skills.AddRange(
                wanted.Skills.Select(one => new UserSkill
                {
                    UserName = wanted.UserName,
                    SkillCode = one.Skill,
                    Level = one.Level,
                })
            );
            db.Users.Add(user);
            db.DepartmentMembers.AddRange(
                wanted.Departments.Distinct().Select(code => new DepartmentMember { DepartmentCode = code, UserName = wanted.UserName })
            );
        }
    }

    private static async Task Managers(DeskDb db, PackDemo demo, CancellationToken ct)
    {
        foreach (var (code, manager) in demo.DefaultManagers)
        {
            var department = await db.Departments.SingleAsync(row => row.Code == code, ct);
            department.DefaultManager ??= manager;
        }
        foreach (var (code, contact) in demo.ContactPersons)
        {
            var department = await db.Departments.SingleAsync(row => row.Code == code, ct);
            department.ContactPerson ??= contact;
        }
    }
}
