using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Import;

/// <summary>
/// Brings users up to a file: those that are new or changed are saved, each line as a whole or not at all. Columns that the file does not have
/// stay as they are, as do users who are not in it, unless they are to be disabled. New users have no password: an administrator gives them
/// their first one.
/// </summary>
public sealed class ImportPeople(DeskReader reader, SaveUser users, DisableUser disable)
{
    private const string UserName = "user_name";
    private const string DisplayName = "name";
    private const string StaffNumber = "staff_number";
    private const string Mail = "mail";
    private const string Phone = "phone";
    private const string Departments = "departments";
    private const string Roles = "roles";
    private const string UnitRoles = "unit_roles";
    private const string Position = "position";
    private const string Skills = "skills";
    private const string Language = "language";

    internal static readonly string[] Columns =
    [
        UserName,
        DisplayName,
        StaffNumber,
        Mail,
        Phone,
        Departments,
        Roles,
        UnitRoles,
        Position,
        Skills,
        Language,
    ];

    /// <summary>The organisation before the import.</summary>
    private sealed record Before(
        IReadOnlyDictionary<string, User> Users,
        ILookup<string, string> Departments,
        IReadOnlySet<string> DepartmentCodes,
        IReadOnlySet<string> RoleCodes,
        IReadOnlySet<string> SkillCodes
    );

    private sealed record Plan(ImportLine Line, SaveUserRequest? Request);

    public async Task<Outcome<ImportReport>> Handle(DeskUser user, ImportFile request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var table = StaffTable.Read(request.File, Columns, UserName, user.Language, ct);
        if (table.Problem is { } unreadable)
            return unreadable;
        var before = await reader.Read(db => Read(db, ct), ct);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var plans = table.Value.Select(row => Judge(user, row, before, seen)).ToList();
        var missing = before
            .Users.Values.Where(one => !one.IsDisabled && !seen.Contains(one.UserName) && one.UserName != user.UserName)
            .Where(one => one.Roles.All(role => role.RoleCode != Role.Administrator))
            .Select(one => one.UserName)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (!request.Apply)
            return new ImportReport(false, plans.ConvertAll(plan => plan.Line), missing, 0, []);

        var lines = new List<ImportLine>(plans.Count);
        foreach (var plan in plans)
            lines.Add(plan.Request is { } wanted ? await Apply(user, plan.Line, wanted, ct) : plan.Line);
        var disabled = request.DisableMissing ? await Disable(user, missing, ct) : 0;
        var fresh = lines.Where(line => line.Change == ImportChange.New).Select(line => line.Key);
        return new ImportReport(true, lines, missing, disabled, [.. fresh]);
    }

    private static async Task<Before> Read(DeskDb db, CancellationToken ct) =>
        new(
            await db
                .Users.AsNoTracking()
                .Include(one => one.Roles)
                .Include(one => one.UnitRoles)
                .Include(one => one.Skills)
                .AsSplitQuery()
                .ToDictionaryAsync(one => one.UserName, StringComparer.Ordinal, ct),
            (await db.DepartmentMembers.AsNoTracking().ToListAsync(ct)).ToLookup(one => one.UserName, one => one.DepartmentCode),
            await db.Departments.Select(one => one.Code).ToHashSetAsync(ct),
            await db.Roles.Select(one => one.Code).ToHashSetAsync(ct),
            await db.Skills.Select(one => one.Code).ToHashSetAsync(ct)
        );

    private async Task<ImportLine> Apply(DeskUser user, ImportLine line, SaveUserRequest wanted, CancellationToken ct)
    {
        var saved =
            line.Change == ImportChange.New ? await users.CreateWithoutPassword(user, wanted, ct) : await users.Update(user, wanted, ct);
        return saved.Problem is { } refused ? line.Refuse(refused) : line;
    }

    private async Task<int> Disable(DeskUser user, List<string> names, CancellationToken ct)
    {
        var count = 0;
        foreach (var name in names)
            count += (await disable.Handle(user, name, ct)).Succeeded ? 1 : 0;
        return count;
    }

    private static Plan Judge(DeskUser user, StaffRow row, Before before, HashSet<string> seen)
    {
        var name = DeskUsers.Normal(row.Cell(UserName)!);
        var known = before.Users.GetValueOrDefault(name);
        var read = (UnitRoles: Units(row.Codes(UnitRoles)), Skills: Levels(row.Codes(Skills)));
        var wanted = Wanted(user, row, name, known, before) with { UnitRoles = read.UnitRoles.Good, Skills = read.Skills.Good };
        var line = new ImportLine(row.Line, name, wanted.DisplayName, known is null ? ImportChange.New : ImportChange.Changed, []);
        var faults = SaveUser.Check(user, wanted, name, needsPassword: false, 0);
        faults.AddRange(SaveUser.CheckCodes(user, wanted, before.RoleCodes, before.DepartmentCodes, before.SkillCodes));
        if (read.UnitRoles.Wrong is { } role)
            faults.Add(UnitTexts.Words.Field("unitRoles", "format", "import-unit-role", user.Language, ("text", role)));
        if (read.Skills.Wrong is { } skill)
            faults.Add(UnitTexts.Words.Field("skills", "format", "import-skill", user.Language, ("text", skill)));
        if (!seen.Add(name))
            faults.Add(Problems.Field("userName", "twice", "import.twice", user.Language, ("name", name)));
        if (faults.Count > 0)
            return new(line.Refuse(Problems.Invalid(user.Language, faults)), null);
        if (name == user.UserName && SaveUser.LosesOwnRights(user, wanted))
            return new(line.Refuse(Problems.Rejected("own-rights", user.Language)), null);
        return known is not null && IsSame(known, wanted, before)
            ? new(line with { Change = ImportChange.Unchanged }, null)
            : new(line, wanted);
    }

    /// <summary>The user as the line wants him; what it does not say is as it was.</summary>
    private static SaveUserRequest Wanted(DeskUser user, StaffRow row, string name, User? known, Before before) =>
        new(
            name,
            row.Cell(DisplayName) ?? known?.DisplayName ?? "",
            Cleared(row.Cell(Mail), known?.Email),
            Cleared(row.Cell(StaffNumber), known?.StaffNumber),
            row.Cell(Language) is { Length: > 0 } language ? language : known?.Language ?? user.Language,
            row.Codes(Roles) ?? known?.Roles.ConvertAll(role => role.RoleCode) ?? [],
            row.Codes(Departments) ?? (known is null ? [] : [.. before.Departments[name]])
        )
        {
            Phone = Cleared(row.Cell(Phone), known?.Phone),
            Position = Cleared(row.Cell(Position), known?.Position),
            IsDisabled = known?.IsDisabled ?? false,
            Version = known?.Version,
        };

    /// <summary>Roles for units, each as <c>role@department</c>; null where the file has no such column.</summary>
    private static (IReadOnlyList<RoleInUnit>? Good, string? Wrong) Units(IReadOnlyList<string>? texts)
    {
        var read = texts?.Select(text => (text, Parts: text.Split('@', StringSplitOptions.TrimEntries))).ToList();
        return (
            read?.Where(one => one.Parts.Length == 2).Select(one => new RoleInUnit(one.Parts[0], one.Parts[1])).Distinct().ToList(),
            read?.Find(one => one.Parts.Length != 2).text
        );
    }

    private static (IReadOnlyList<SkillLevel>? Good, string? Wrong) Levels(IReadOnlyList<string>? texts)
    {
        var read = texts?.Select(text => (text, Level: SkillLevel.Read(text))).ToList();
        return (read?.Select(one => one.Level).OfType<SkillLevel>().ToList(), read?.Find(one => one.Level is null).text);
    }

    private static string? Cleared(string? cell, string? before) =>
        cell is null ? before
        : cell.Length == 0 ? null
        : cell;

    private static bool IsSame(User known, SaveUserRequest wanted, Before before) =>
        known.DisplayName == wanted.DisplayName
        && known.Email == wanted.Email
        && known.Phone == wanted.Phone
        && known.StaffNumber == wanted.StaffNumber
        && known.Position == wanted.Position
        && known.Language == wanted.Language
        && Same(known.Roles.Select(role => role.RoleCode), wanted.Roles)
        && Same(before.Departments[known.UserName], wanted.Departments!)
        && (
            wanted.UnitRoles is null
            || wanted.UnitRoles.ToHashSet().SetEquals(known.UnitRoles.Select(one => new RoleInUnit(one.RoleCode, one.UnitCode)))
        )
        && (wanted.Skills is null || wanted.Skills.ToHashSet().SetEquals(SkilledPeople.Of(known)));

    private static bool Same(IEnumerable<string> one, IEnumerable<string> other) => one.ToHashSet(StringComparer.Ordinal).SetEquals(other);
}
