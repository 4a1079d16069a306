using Baton.Desk.Http;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Access;

/// <summary>A role for a unit and all below it.</summary>
/// <param name="Role">Code of the role.</param>
/// <param name="Unit">Code of the department.</param>
public sealed record RoleInUnit(string Role, string Unit);

/// <summary>A new user, or what a user is to be from now on.</summary>
public sealed record SaveUserRequest(
    string UserName,
    string DisplayName,
    string? Email,
    string? StaffNumber,
    string Language,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Departments
)
{
    /// <summary>Required for a new user; null leaves the password of an existing one.</summary>
    public string? Password { get; init; }
    public string? Phone { get; init; }

    /// <summary>What he is in the organisation, in free words; 100 letters at most.</summary>
    public string? Position { get; init; }

    /// <summary>Null leaves the skills as they are.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }

    /// <summary>Roles for a unit and all below it; null leaves them as they are.</summary>
    public IReadOnlyList<RoleInUnit>? UnitRoles { get; init; }
    public bool IsDisabled { get; init; }

    /// <summary>His tasks come by mail and can be done by answering; null leaves it as it is.</summary>
    public bool? WorksByMail { get; init; }

    /// <summary>True opens a locked account at once.</summary>
    public bool Unlock { get; init; }

    /// <summary>The version that was read, for a change; from If-Match over HTTP.</summary>
    public int? Version { get; init; }
}

/// <summary>
/// Creates a user or changes one. Null departments leave the departments as they are. A change of password, roles or state ends the user's
/// sessions.
/// </summary>
public sealed class SaveUser(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    public Task<Outcome<UserView>> Create(DeskUser user, SaveUserRequest request, CancellationToken ct) =>
        Save(user, request, isNew: true, ct);

    /// <summary>A user who cannot sign in before an administrator gives him his first password.</summary>
    internal Task<Outcome<UserView>> CreateWithoutPassword(DeskUser user, SaveUserRequest request, CancellationToken ct) =>
        Save(user, request, isNew: true, ct, needsPassword: false);

    public Task<Outcome<UserView>> Update(DeskUser user, SaveUserRequest request, CancellationToken ct) =>
        Save(user, request, isNew: false, ct);

    private async Task<Outcome<UserView>> Save(
        DeskUser user,
        SaveUserRequest request,
        bool isNew,
        CancellationToken ct,
        bool needsPassword = true
    )
    {
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var name = DeskUsers.Normal(request.UserName ?? "");
        var faults = Check(user, request, name, isNew && needsPassword, options.Value.PasswordMinLength);
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);
        var hash = request.Password is null ? null : Secrets.HashPassword(request.Password);

        return await runtime.Write<UserView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await CheckCodes(db, user, request, ct) is { } unknown)
                    return unknown;
                var row = await db
                    .Users.Include(one => one.Roles)
                    .Include(one => one.UnitRoles)
                    .Include(one => one.Skills)
                    .SingleOrDefaultAsync(one => one.UserName == name, ct);
                if (isNew && row is not null)
                    return Problems.Exists("user-exists", user.Language, ("name", name));
                if (!isNew && row is null)
                    return Problems.NotFound("user", user.Language);
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (name == user.UserName && LosesOwnRights(user, request))
                    return Problems.Rejected("own-rights", user.Language);

                row ??= db
                    .Users.Add(
                        new User
                        {
                            UserName = name,
                            DisplayName = name,
                            Language = request.Language,
                            SecurityStamp = Secrets.NewStamp(),
                            CreatedAt = unit.Now,
                        }
                    )
                    .Entity;
                Change(row, request, hash);
                if (request.Departments is { } departments)
                    await ChangeDepartments(db, name, departments, ct);
                var kind = isNew ? SecurityEventKinds.UserCreated : SecurityEventKinds.UserUpdated;
                var units = row.UnitRoles.Select(one => $"{one.RoleCode} in {one.UnitCode}");
                var detail =
                    $"roles: {string.Join(", ", [.. request.Roles, .. units])}; disabled: {request.IsDisabled}; password: {hash is not null}";
                db.SecurityEvents.Add(UserRules.Event(unit, kind, name, user.UserName, detail));
                await db.SaveChangesAsync(ct);
                return (await ListUsers.View(db, [row], unit.Now, ct))[0];
            },
            ct
        );
    }

    internal static List<FieldProblem> Check(DeskUser user, SaveUserRequest request, string name, bool needsPassword, int minLength)
    {
        var faults = new List<FieldProblem>();
        if (UserRules.CheckName(name, user.Language) is { } wrongName)
            faults.Add(wrongName);
        if (string.IsNullOrWhiteSpace(request.DisplayName) || request.DisplayName.Length > 200)
            faults.Add(Problems.Field("displayName", "required", "user.display-name", user.Language));
        if (request.Email is { Length: > 320 })
            faults.Add(Problems.Field("email", "too-long", "user.email", user.Language));
        if (request.WorksByMail == true && string.IsNullOrWhiteSpace(request.Email))
            faults.Add(UnitTexts.Words.Field("email", "required", "mail-user", user.Language));
        if (request.Phone is { Length: > 100 })
            faults.Add(Problems.Field("phone", "too-long", "user.phone", user.Language));
        if (request.StaffNumber is { Length: > 100 })
            faults.Add(Problems.Field("staffNumber", "too-long", "user.staff-number", user.Language));
        if (request.Position is { Length: > 100 })
            faults.Add(UnitTexts.Words.Field("position", "too-long", "position-length", user.Language));
        if (UserRules.CheckLanguage(request.Language, user.Language) is { } wrongLanguage)
            faults.Add(wrongLanguage);
        if (request.Password is not null || needsPassword)
        {
            if (PasswordRules.Check("password", request.Password ?? "", name, minLength, user.Language) is { } wrongPassword)
                faults.Add(wrongPassword);
        }
        return faults;
    }

    private static async Task<Problem?> CheckCodes(DeskDb db, DeskUser user, SaveUserRequest request, CancellationToken ct)
    {
        var roles = await db.Roles.Select(role => role.Code).ToListAsync(ct);
        var departments = await db.Departments.Select(department => department.Code).ToListAsync(ct);
        var skills = await db.Skills.Select(skill => skill.Code).ToListAsync(ct);
        var faults = CheckCodes(user, request, roles, departments, skills);
        return faults.Count == 0 ? null : Problems.Invalid(user.Language, faults);
    }

    /// <summary>Names each role, department and skill of the request that does not exist.</summary>
    internal static List<FieldProblem> CheckCodes(
        DeskUser user,
        SaveUserRequest request,
        IReadOnlyCollection<string> roles,
        IReadOnlyCollection<string> departments,
        IReadOnlyCollection<string> skills
    )
    {
        var faults = new List<FieldProblem>();
        foreach (var code in request.Roles.Except(roles, StringComparer.Ordinal))
            faults.Add(Problems.Field("roles", "unknown", "user.unknown-role", user.Language, ("code", code)));
        foreach (var code in (request.Departments ?? []).Except(departments, StringComparer.Ordinal))
            faults.Add(Problems.Field("departments", "unknown", "user.unknown-department", user.Language, ("code", code)));
        var unitRoles = request.UnitRoles ?? [];
        foreach (var code in unitRoles.Select(one => one.Role).Except(roles, StringComparer.Ordinal))
            faults.Add(Problems.Field("unitRoles", "unknown", "user.unknown-role", user.Language, ("code", code ?? "")));
        foreach (var code in unitRoles.Select(one => one.Unit).Except(departments, StringComparer.Ordinal))
            faults.Add(Problems.Field("unitRoles", "unknown", "user.unknown-department", user.Language, ("code", code ?? "")));
        faults.AddRange(SkilledPeople.Check(request.Skills ?? [], skills, user.Language));
        if (unitRoles.Any(one => one.Role == Role.Administrator))
            faults.Add(UnitTexts.Words.Field("unitRoles", "everywhere", "administrator-everywhere", user.Language));
        return faults;
    }

    /// <summary>Administrators who lock themselves out need the command line; so they can't by a slip.</summary>
    internal static bool LosesOwnRights(DeskUser user, SaveUserRequest request) =>
        request.IsDisabled || (user.IsIn(Role.Administrator) && !request.Roles.Contains(Role.Administrator, StringComparer.Ordinal));

    private static void Change(User row, SaveUserRequest request, string? hash)
    {
        var roles = request.Roles.Distinct(StringComparer.Ordinal).ToList();
        var unitRoles = request.UnitRoles?.Distinct().ToList();
        var endsSessions =
            hash is not null
            || (unitRoles is not null && !unitRoles.ToHashSet().SetEquals(row.UnitRoles.Select(Of)))
            || row.IsDisabled != request.IsDisabled
            || !roles.Order(StringComparer.Ordinal).SequenceEqual(row.Roles.Select(role => role.RoleCode).Order(StringComparer.Ordinal));
        row.DisplayName = request.DisplayName.Trim();
        row.Email = request.Email;
        row.Phone = request.Phone;
        row.StaffNumber = request.StaffNumber;
        row.Position = string.IsNullOrWhiteSpace(request.Position) ? null : request.Position.Trim();
        if (request.Skills is { } skills)
            ChangeSkills(row, skills);
        row.WorksByMail = request.WorksByMail ?? row.WorksByMail;
        row.Language = request.Language;
        row.IsDisabled = request.IsDisabled;
        row.Roles.RemoveAll(role => !roles.Contains(role.RoleCode, StringComparer.Ordinal));
        foreach (var code in roles.Where(code => row.Roles.All(role => role.RoleCode != code)).ToList())
            row.Roles.Add(new UserRole { UserName = row.UserName, RoleCode = code });
        if (unitRoles is not null)
        {
            row.UnitRoles.RemoveAll(one => !unitRoles.Contains(Of(one)));
            foreach (var one in unitRoles.Except(row.UnitRoles.Select(Of)).ToList())
            {
                row.UnitRoles.Add(
                    new UserUnitRole
                    {
                        UserName = row.UserName,
                        RoleCode = one.Role,
                        UnitCode = one.Unit,
                    }
                );
            }
        }
        if (hash is not null)
            row.PasswordHash = hash;
        if (request.Unlock || hash is not null)
        {
            row.FailedSignIns = 0;
            row.LockedUntil = null;
        }
        if (endsSessions)
            row.SecurityStamp = Secrets.NewStamp();
        row.Version++;
    }

    private static void ChangeSkills(User row, IReadOnlyList<SkillLevel> skills)
    {
        row.Skills.RemoveAll(one => skills.All(wanted => wanted.Skill != one.SkillCode));
        foreach (var wanted in skills)
        {
            if (row.Skills.Find(one => one.SkillCode == wanted.Skill) is { } known)
                known.Level = wanted.Level;
            else
                row.Skills.Add(
                    new UserSkill
                    {
                        UserName = row.UserName,
                        SkillCode = wanted.Skill,
                        Level = wanted.Level,
                    }
                );
        }
    }

    private static RoleInUnit Of(UserUnitRole row) => new(row.RoleCode, row.UnitCode);

    private static async Task ChangeDepartments(DeskDb db, string userName, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var members = await db.DepartmentMembers.Where(member => member.UserName == userName).ToListAsync(ct);
        db.DepartmentMembers.RemoveRange(members.Where(member => !codes.Contains(member.DepartmentCode, StringComparer.Ordinal)));
        foreach (var code in codes.Distinct(StringComparer.Ordinal).Where(code => members.All(member => member.DepartmentCode != code)))
            db.DepartmentMembers.Add(new DepartmentMember { DepartmentCode = code, UserName = userName });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/users",
                async (SaveUserRequest request, DeskUser user, SaveUser handler, CancellationToken ct) =>
                    Answer.Created(await handler.Create(user, request, ct), view => "/api/users/" + Uri.EscapeDataString(view.UserName))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("CreateUser", "Create a user", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<UserView>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/users/{userName}",
                async (
                    string userName,
                    SaveUserRequest request,
                    DeskUser user,
                    SaveUser handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Update(
                            user,
                            request with
                            {
                                UserName = userName,
                                Version = Answer.IfMatch(context) ?? request.Version,
                            },
                            ct
                        ),
                        context,
                        view => view.Version
                    )
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe(
                "UpdateUser",
                "Change a user",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<UserView>();
    }
}
