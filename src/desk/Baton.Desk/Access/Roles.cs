using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>A role with what it allows.</summary>
public sealed record RoleView(string Code, LocalizedText Name, IReadOnlyList<string> Permissions, string? Pack, int Version);

/// <summary>Lists the roles; everybody may see them, because tasks are transferred to roles.</summary>
public sealed class ListRoles
{
    private readonly DeskReader _reader;

    public ListRoles(DeskReader reader) => _reader = reader;

    public async Task<Outcome<IReadOnlyList<RoleView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var roles = await _reader.Read(db => db.Roles.Include(role => role.Permissions).OrderBy(role => role.Code).ToListAsync(ct), ct);
        return Outcome.Of<IReadOnlyList<RoleView>>(roles.ConvertAll(View));
    }

    internal static RoleView View(Role role) =>
        new(
            role.Code,
            role.Name,
            role.Code == Role.Administrator
                ? Permissions.All
                : [.. role.Permissions.Select(row => row.Permission).Order(StringComparer.Ordinal)],
            role.Pack,
            role.Version
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/roles", async (DeskUser user, ListRoles handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct)))
            .RequireSignIn()
            .Describe("ListRoles", "All roles and what they allow")
            .Produces<IReadOnlyList<RoleView>>();
}

/// <summary>A role as it is to be.</summary>
public sealed record SaveRoleRequest(string Code, LocalizedText Name, IReadOnlyList<string> Permissions)
{
    /// <summary>The version that was read; null creates the role or overwrites it.</summary>
    public int? Version { get; init; }
}

/// <summary>Creates or changes a role. The sessions of everybody who has it end, because what they may do changed.</summary>
public sealed class SaveRole(BatonRuntime runtime)
{
    public Task<Outcome<RoleView>> Handle(DeskUser user, SaveRoleRequest request, CancellationToken ct) =>
        Save(user, request, mayExist: true, ct);

    /// <summary>The same for a role that must not exist yet.</summary>
    public Task<Outcome<RoleView>> Create(DeskUser user, SaveRoleRequest request, CancellationToken ct) =>
        Save(user, request, mayExist: false, ct);

    private async Task<Outcome<RoleView>> Save(DeskUser user, SaveRoleRequest request, bool mayExist, CancellationToken ct)
    {
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        return await runtime.Write<RoleView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var role = await db.Roles.Include(row => row.Permissions).SingleOrDefaultAsync(row => row.Code == request.Code, ct);
                if (role is not null && !mayExist)
                    return Problems.Exists("role-exists", user.Language, ("code", role.Code));
                if (role is not null && Problems.UnlessVersion(request.Version, role.Version, user.Language) is { } changed)
                    return changed;
                role ??= db.Roles.Add(new Role { Code = request.Code, Name = request.Name }).Entity;
                role.Name = request.Name;
                role.Version++;
                role.Permissions.RemoveAll(row => !request.Permissions.Contains(row.Permission, StringComparer.Ordinal));
                foreach (var permission in request.Permissions.Distinct(StringComparer.Ordinal))
                {
                    if (role.Permissions.All(row => row.Permission != permission))
                        role.Permissions.Add(new RolePermission { RoleCode = role.Code, Permission = permission });
                }
                foreach (var member in await DeskUsers.Holding(db, role.Code).ToListAsync(ct))
                    member.SecurityStamp = Secrets.NewStamp();
                var detail = $"{role.Code}: {string.Join(", ", request.Permissions)}";
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.RoleSaved, user.UserName, user.UserName, detail));
                await db.SaveChangesAsync(ct);
                return ListRoles.View(role);
            },
            ct
        );
    }

    internal static List<FieldProblem> Check(DeskUser user, SaveRoleRequest request)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Code) || request.Code.Length > 100)
            faults.Add(Problems.Field("code", "required", "problem.code", user.Language));
        if (request.Name is null || string.IsNullOrWhiteSpace(request.Name.In(user.Language)))
            faults.Add(Problems.Field("name", "required", "problem.name", user.Language));
        else if (request.Name.In(user.Language).Length > 200)
            faults.Add(Problems.Field("name", "too-long", "problem.long-name", user.Language));
        if (request.Code == Role.Administrator)
            faults.Add(Problems.Field("code", "reserved", "role.reserved", user.Language));
        foreach (var unknown in (request.Permissions ?? []).Except(Permissions.All, StringComparer.Ordinal))
            faults.Add(Problems.Field("permissions", "unknown", "role.unknown-permission", user.Language, ("code", unknown)));
        return faults;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/roles/{code}",
                async (string code, SaveRoleRequest request, DeskUser user, SaveRole handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) ?? request.Version }, ct),
                        context,
                        view => view.Version
                    )
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("SaveRole", "Create or change a role", StatusCodes.Status400BadRequest, StatusCodes.Status412PreconditionFailed)
            .Produces<RoleView>();
}
