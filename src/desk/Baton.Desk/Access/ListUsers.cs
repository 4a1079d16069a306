using Baton.Desk.Http;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>A user as administrators see him.</summary>
public sealed record UserView(
    string UserName,
    string DisplayName,
    string? Email,
    string? StaffNumber,
    string Language,
    bool IsDisabled,
    bool IsLocked,
    DateTimeOffset? LastSignInAt,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Departments,
    int Version
)
{
    public string? Phone { get; init; }
    public string? Position { get; init; }

    /// <summary>His tasks come by mail.</summary>
    public bool WorksByMail { get; init; }

    /// <summary>The best first.</summary>
    public IReadOnlyList<SkillLevel> Skills { get; init; } = [];

    /// <summary>Roles for a unit and all below it.</summary>
    public IReadOnlyList<RoleInUnit> UnitRoles { get; init; } = [];
}

/// <summary>Which users to list: a part of a name, and how many from where.</summary>
public sealed record ListUsersRequest(string? Search = null, string? Cursor = null, int? Limit = null)
{
    /// <summary>Code of a skill that they have.</summary>
    public string? Skill { get; init; }

    /// <summary>The least level of the skill, 1 to 5; 1 when null.</summary>
    public int? Level { get; init; }
}

/// <summary>Lists all users, disabled ones too, by name.</summary>
public sealed class ListUsers
{
    private readonly DeskReader _reader;
    private readonly TimeProvider _clock;

    public ListUsers(DeskReader reader, TimeProvider clock)
    {
        _reader = reader;
        _clock = clock;
    }

    public async Task<Outcome<Page<UserView>>> Handle(DeskUser user, ListUsersRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var limit = Math.Clamp(request.Limit ?? 100, 1, 500);
        var after = Cursor.Decode(request.Cursor)?.Value ?? "";
        return await _reader.Read<Page<UserView>>(
            async db =>
            {
                var query = db.Users.Where(row => row.UserName.CompareTo(after) > 0);
                if (request.Search is { Length: > 0 } search)
                {
                    var part = SearchText.Fold(search);
                    query = query.Where(row => row.SearchText.Contains(part));
                }
                query = SkilledPeople.With(query, request.Skill, request.Level);
                var rows = await query
                    .Include(row => row.Roles)
                    .Include(row => row.UnitRoles)
                    .Include(row => row.Skills)
                    .AsSplitQuery()
                    .OrderBy(row => row.UserName)
                    .Take(limit + 1)
                    .ToListAsync(ct);
                var views = await View(db, rows.Take(limit), _clock.GetUtcNow(), ct);
                return new(views, rows.Count > limit ? new Cursor(views[^1].UserName, 0).Encode() : null);
            },
            ct
        );
    }

    internal static async Task<List<UserView>> View(DeskDb db, IEnumerable<User> users, DateTimeOffset now, CancellationToken ct)
    {
        var rows = users.ToList();
        var names = rows.Select(row => row.UserName).ToList();
        var departments = (
            await db.DepartmentMembers.AsNoTracking().Where(member => names.Contains(member.UserName)).ToListAsync(ct)
        ).ToLookup(member => member.UserName, member => member.DepartmentCode, StringComparer.Ordinal);
        return
        [
            .. rows.Select(row => new UserView(
                row.UserName,
                row.DisplayName,
                row.Email,
                row.StaffNumber,
                row.Language,
                row.IsDisabled,
                Lockout.IsLocked(row, now),
                row.LastSignInAt,
                [.. row.Roles.Select(role => role.RoleCode).Order(StringComparer.Ordinal)],
                [.. departments[row.UserName].Order(StringComparer.Ordinal)],
                row.Version
            )
            {
                Phone = row.Phone,
                Position = row.Position,
                WorksByMail = row.WorksByMail,
                Skills = SkilledPeople.Of(row),
                UnitRoles =
                [
                    .. row
                        .UnitRoles.Select(one => new RoleInUnit(one.RoleCode, one.UnitCode))
                        .OrderBy(one => one.Role, StringComparer.Ordinal)
                        .ThenBy(one => one.Unit, StringComparer.Ordinal),
                ],
            }),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/users",
                async (
                    string? search,
                    string? skill,
                    int? level,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListUsers handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(search, cursor, limit) { Skill = skill, Level = level }, ct))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("ListUsers", "All users")
            .Produces<Page<UserView>>();
}
