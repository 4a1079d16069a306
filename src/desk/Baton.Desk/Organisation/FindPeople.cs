using Baton.Desk.Http;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>Somebody to pick.</summary>
public sealed record Person(string UserName, string DisplayName, IReadOnlyList<string> Departments, IReadOnlyList<string> Roles)
{
    public string? Position { get; init; }

    /// <summary>What he can do, the best first.</summary>
    public IReadOnlyList<SkillLevel> Skills { get; init; } = [];
}

/// <summary>Whom to offer: by a part of the name, by role, by department, by skill.</summary>
public sealed record FindPeopleRequest(string? Search = null, string? Role = null, string? Department = null, int? Limit = null)
{
    /// <summary>Code of a skill that they have; the better ones come first.</summary>
    public string? Skill { get; init; }

    /// <summary>The least level of the skill, 1 to 5; 1 when null.</summary>
    public int? Level { get; init; }
}

/// <summary>Finds active users for pickers, such as the unit managers to choose from.</summary>
public sealed class FindPeople(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<Person>>> Handle(DeskUser user, FindPeopleRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        var limit = Math.Clamp(request.Limit ?? 50, 1, 500);
        var people = await reader.Read(
            async db =>
            {
                var query = db.Users.Where(row => !row.IsDisabled);
                if (request.Role is { Length: > 0 } role)
                    query = query.Where(row =>
                        row.Roles.Any(one => one.RoleCode == role) || row.UnitRoles.Any(one => one.RoleCode == role)
                    );
                if (request.Department is { Length: > 0 } department)
                {
                    var members = db.DepartmentMembers.Where(member => member.DepartmentCode == department);
                    query = query.Where(row => members.Any(member => member.UserName == row.UserName));
                }
                if (request.Search is { Length: > 0 } search)
                {
                    var part = SearchText.Fold(search);
                    query = query.Where(row => row.SearchText.Contains(part));
                }
                query = SkilledPeople.With(query, request.Skill, request.Level);
                var ordered = request.Skill is { Length: > 0 } skill
                    ? query
                        .OrderByDescending(row => row.Skills.Where(one => one.SkillCode == skill).Max(one => one.Level))
                        .ThenBy(row => row.DisplayName)
                    : query.OrderBy(row => row.DisplayName);
                var rows = await ordered
                    .ThenBy(row => row.UserName)
                    .Take(limit)
                    .Include(row => row.Roles)
                    .Include(row => row.UnitRoles)
                    .Include(row => row.Skills)
                    .AsSplitQuery()
                    .ToListAsync(ct);
                var names = rows.ConvertAll(row => row.UserName);
                var departments = (await db.DepartmentMembers.Where(member => names.Contains(member.UserName)).ToListAsync(ct)).ToLookup(
                    member => member.UserName,
                    member => member.DepartmentCode,
                    StringComparer.Ordinal
                );
                return rows.ConvertAll(row => new Person(
                    row.UserName,
                    row.DisplayName,
                    [.. departments[row.UserName].Order(StringComparer.Ordinal)],
                    [
                        .. row
                            .Roles.Select(one => one.RoleCode)
                            .Union(row.UnitRoles.Select(one => one.RoleCode))
                            .Order(StringComparer.Ordinal),
                    ]
                )
                {
                    Position = row.Position,
                    Skills = SkilledPeople.Of(row),
                });
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<Person>>(people);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/people",
                async (
                    string? search,
                    string? role,
                    string? department,
                    string? skill,
                    int? level,
                    int? limit,
                    DeskUser user,
                    FindPeople handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(search, role, department, limit) { Skill = skill, Level = level }, ct))
            )
            .RequireSignIn()
            .Describe("FindPeople", "Find people to pick, such as unit managers")
            .Produces<IReadOnlyList<Person>>();
}
