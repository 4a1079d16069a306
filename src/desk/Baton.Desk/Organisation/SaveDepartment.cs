using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>A department as it is to be.</summary>
public sealed record SaveDepartmentRequest(
    string Code,
    string? ParentCode,
    LocalizedText Name,
    string? DefaultManager,
    IReadOnlyList<string>? Members = null,
    bool IsClosed = false,
    int SortOrder = 0
)
{
    /// <summary>The member who is told of work for the department; null tells all members.</summary>
    public string? ContactPerson { get; init; }

    /// <summary>province, city, department or team; null for none. It is never wider than the level above it.</summary>
    public string? Level { get; init; }

    /// <summary>
    /// How it works by mail: none, address (its tasks go to <see cref="MailAddress"/>, and what comes from there counts as its contact person's) or members
    /// (each gets them at his own address). Null leaves it as it is.
    /// </summary>
    public string? MailWork { get; init; }

    /// <summary>An address of its own, for address.</summary>
    public string? MailAddress { get; init; }

    /// <summary>The version that was read; null creates the department or overwrites it.</summary>
    public int? Version { get; init; }
}

/// <summary>Creates or changes a department. Null members leave the members as they are.</summary>
public sealed class SaveDepartment(BatonRuntime runtime)
{
    public Task<Outcome<DepartmentView>> Handle(DeskUser user, SaveDepartmentRequest request, CancellationToken ct) =>
        Save(user, request, mayExist: true, ct);

    /// <summary>The same for a department that must not exist yet.</summary>
    public Task<Outcome<DepartmentView>> Create(DeskUser user, SaveDepartmentRequest request, CancellationToken ct) =>
        Save(user, request, mayExist: false, ct);

    private async Task<Outcome<DepartmentView>> Save(DeskUser user, SaveDepartmentRequest request, bool mayExist, CancellationToken ct)
    {
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<DepartmentView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var all = await db.Departments.Include(row => row.Members).ToListAsync(ct);
                var department = all.Find(row => row.Code == request.Code);
                if (department is not null && !mayExist)
                    return Problems.Exists("department-exists", user.Language, ("code", department.Code));
                if (department is not null && Problems.UnlessVersion(request.Version, department.Version, user.Language) is { } changed)
                    return changed;
                var userNames = (request.Members ?? []).Append(request.DefaultManager).Append(request.ContactPerson).OfType<string>();
                var names = await DeskUsers.Names(db, userNames, ct);
                var faults = Check(user, request, all, names);
                if (request.ContactPerson is { } contact && !Members(request, department).Contains(contact, StringComparer.Ordinal))
                    faults.Add(Problems.Field("contactPerson", "member", "department.contact-person", user.Language, ("name", contact)));
                faults.AddRange(CheckMail(user, request));
                if (faults.Count > 0)
                    return Problems.Invalid(user.Language, faults);

                department ??= db.Departments.Add(new Department { Code = request.Code, Name = request.Name }).Entity;
                department.ParentCode = request.ParentCode;
                department.Name = request.Name;
                department.DefaultManager = request.DefaultManager;
                department.ContactPerson = request.ContactPerson;
                department.IsClosed = request.IsClosed;
                department.SortOrder = request.SortOrder;
                department.Level = request.Level;
                if (request.MailWork is { } kind)
                {
                    department.MailWork = kind == MailWorkKinds.None ? null : kind;
                    department.MailAddress = kind == MailWorkKinds.Address ? request.MailAddress!.Trim().ToLowerInvariant() : null;
                }
                department.Version++;
                if (request.Members is { } members)
                    ChangeMembers(department, members);
                await db.SaveChangesAsync(ct);
                return ListDepartments.View(department, names);
            },
            ct
        );
    }

    /// <summary>Who belongs to the department after the change.</summary>
    private static IEnumerable<string> Members(SaveDepartmentRequest request, Department? department) =>
        request.Members ?? department?.Members.ConvertAll(member => member.UserName) ?? [];

    private static void ChangeMembers(Department department, IReadOnlyList<string> members)
    {
        department.Members.RemoveAll(member => !members.Contains(member.UserName, StringComparer.Ordinal));
        foreach (var name in members.Distinct(StringComparer.Ordinal))
        {
            if (department.Members.All(member => member.UserName != name))
                department.Members.Add(new DepartmentMember { DepartmentCode = department.Code, UserName = name });
        }
    }

    internal static List<FieldProblem> Check(
        DeskUser user,
        SaveDepartmentRequest request,
        IReadOnlyList<Department> all,
        IReadOnlyDictionary<string, string> knownUsers
    )
    {
        var faults = CheckNames(user, request.Code, request.Name);
        if (request.ParentCode is { } parent && all.All(row => row.Code != parent))
            faults.Add(Problems.Field("parentCode", "unknown", "user.unknown-department", user.Language, ("code", parent)));
        if (CheckLevel(user, request, all) is { } wrongLevel)
            faults.Add(wrongLevel);
        if (IsOwnAncestor(request, all))
            faults.Add(Problems.Field("parentCode", "cycle", "department.cycle", user.Language));
        foreach (var name in (request.Members ?? []).Append(request.DefaultManager).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!knownUsers.ContainsKey(name))
            {
                var field = name == request.DefaultManager ? "defaultManager" : "members";
                faults.Add(Problems.Field(field, "unknown", "department.unknown-user", user.Language, ("name", name)));
            }
        }
        return faults;
    }

    private static IEnumerable<FieldProblem> CheckMail(DeskUser user, SaveDepartmentRequest request)
    {
        if (request.MailWork is not { } kind)
            yield break;
        if (!MailWorkKinds.All.Contains(kind, StringComparer.Ordinal))
            yield return UnitTexts.Words.Field(
                "mailWork",
                "unknown",
                "mail-work",
                user.Language,
                ("known", string.Join(", ", MailWorkKinds.All))
            );
        if (kind != MailWorkKinds.Address)
            yield break;
        var address = request.MailAddress?.Trim();
        if (
            address is not { Length: > 0 and <= 254 }
            || !System.Net.Mail.MailAddress.TryCreate(address, out var parsed)
            || parsed.Address != address
        )
            yield return UnitTexts.Words.Field("mailAddress", "email", "mail-address", user.Language);
        if (request.ContactPerson is null)
            yield return UnitTexts.Words.Field("contactPerson", "required", "mail-contact", user.Language);
    }

    /// <summary>A city does not lie below a department.</summary>
    private static FieldProblem? CheckLevel(DeskUser user, SaveDepartmentRequest request, IReadOnlyList<Department> all)
    {
        if (request.Level is not { } level)
            return null;
        if (!UnitLevels.All.Contains(level, StringComparer.Ordinal))
            return UnitTexts.Words.Field("level", "unknown", "level-unknown", user.Language, ("known", string.Join(", ", UnitLevels.All)));
        var parent = all.FirstOrDefault(row => row.Code == request.ParentCode);
        if (!UnitLevels.FitsBelow(level, parent?.Level))
            return UnitTexts.Words.Field("level", "order", "level-above", user.Language, ("name", parent!.Name.In(user.Language)));
        var wider = all.FirstOrDefault(row => row.ParentCode == request.Code && !UnitLevels.FitsBelow(row.Level, level));
        return wider is null
            ? null
            : UnitTexts.Words.Field("level", "order", "level-below", user.Language, ("name", wider.Name.In(user.Language)));
    }

    internal static List<FieldProblem> CheckNames(DeskUser user, string? code, LocalizedText? name)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(code) || code.Length > 100)
            faults.Add(Problems.Field("code", "required", "problem.code", user.Language));
        if (name is null || string.IsNullOrWhiteSpace(name.In(user.Language)))
            faults.Add(Problems.Field("name", "required", "problem.name", user.Language));
        else if (name.In(user.Language).Length > 200)
            faults.Add(Problems.Field("name", "too-long", "problem.long-name", user.Language));
        return faults;
    }

    private static bool IsOwnAncestor(SaveDepartmentRequest request, IReadOnlyList<Department> all)
    {
        var parents = all.ToDictionary(row => row.Code, row => row.ParentCode, StringComparer.Ordinal);
        var code = request.ParentCode;
        for (var step = 0; code is not null && step <= all.Count; step++)
        {
            if (code == request.Code)
                return true;
            code = parents.GetValueOrDefault(code);
        }
        return false;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/departments/{code}",
                async (
                    string code,
                    SaveDepartmentRequest request,
                    DeskUser user,
                    SaveDepartment handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) ?? request.Version }, ct),
                        context,
                        view => view.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "SaveDepartment",
                "Create or change a department",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<DepartmentView>();
}
