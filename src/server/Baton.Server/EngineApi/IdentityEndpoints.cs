using Baton.Desk;
using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Runtime;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>
/// Shows who there is: the active users of the desk, its departments as groups, its roles, and the one tenant. Users are shown to those who may
/// administer them.
/// </summary>
internal static class IdentityEndpoints
{
    private static readonly SearchSchema Users = new(SearchField.Text("username"), SearchField.Text("name"), SearchField.Text("email"));

    private static readonly SearchSchema Groups = new(SearchField.Text("groupId"), SearchField.Text("name"));

    private static readonly SearchSchema Roles = new(SearchField.Text("roleId"), SearchField.Text("name"));

    private static readonly SearchSchema TenantFields = new(SearchField.Text("name"));

    private static readonly SearchSchema Members = new(SearchField.Text("username"));

    private static readonly NamedView OnlyTenant = new(Json.Tenants.Default, "Default");

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/users/search",
            (Body<SearchBody> body, DeskUser user, ListUsers users, CancellationToken ct) =>
                Answer(AllUsers(user, users, ct), all => Found(all.Select(UserView.Of), body.Value, Users, UserView.Field))
        );
        engine.MapGet(
            "/users/{username}",
            (string username, DeskUser user, ListUsers users, CancellationToken ct) =>
                Answer(
                    AllUsers(user, users, ct),
                    all => One(all.Where(one => one.UserName == username).Select(UserView.Of), "user", username)
                )
        );
        MapGroups(engine);
        MapRoles(engine);
        engine.MapPost(
            "/tenants/search",
            (Body<SearchBody> body) => Found([OnlyTenant], body.Value, TenantFields, NamedView.Field, TenantItem)
        );
        engine.MapGet(
            "/tenants/{tenantId}",
            (string tenantId) => One(new[] { OnlyTenant }.Where(one => one.Id == tenantId).Select(TenantItem), "tenant", tenantId)
        );
    }

    private static void MapGroups(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/groups/search",
            (Body<SearchBody> body, DeskUser user, ListDepartments groups, CancellationToken ct) =>
                Answer(
                    groups.Handle(user, ct),
                    all => Found(all.Select(one => Group(one, user)), body.Value, Groups, NamedView.Field, GroupItem)
                )
        );
        engine.MapGet(
            "/groups/{groupId}",
            (string groupId, DeskUser user, ListDepartments groups, CancellationToken ct) =>
                Answer(
                    groups.Handle(user, ct),
                    all => One(all.Where(one => one.Code == groupId).Select(one => GroupItem(Group(one, user))), "group", groupId)
                )
        );
        engine.MapPost(
            "/groups/{groupId}/users/search",
            (string groupId, Body<SearchBody> body, DeskUser user, ListDepartments groups, CancellationToken ct) =>
                Answer(
                    groups.Handle(user, ct),
                    all =>
                        all.FirstOrDefault(one => one.Code == groupId) is { } group
                            ? Found(group.Members, body.Value, Members, (name, _) => name, MemberItem)
                            : Missing("group", groupId)
                )
        );
    }

    private static void MapRoles(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/roles/search",
            (Body<SearchBody> body, DeskUser user, ListRoles roles, CancellationToken ct) =>
                Answer(
                    roles.Handle(user, ct),
                    all => Found(all.Select(one => Role(one, user)), body.Value, Roles, NamedView.Field, RoleItem)
                )
        );
        engine.MapGet(
            "/roles/{roleId}",
            (string roleId, DeskUser user, ListRoles roles, CancellationToken ct) =>
                Answer(
                    roles.Handle(user, ct),
                    all => One(all.Where(one => one.Code == roleId).Select(one => RoleItem(Role(one, user))), "role", roleId)
                )
        );
        engine.MapPost(
            "/roles/{roleId}/users/search",
            (string roleId, Body<SearchBody> body, DeskUser user, ListUsers users, CancellationToken ct) =>
                Answer(
                    AllUsers(user, users, ct),
                    all =>
                        Found(
                            all.Where(one => one.Roles.Contains(roleId, StringComparer.Ordinal)).Select(one => one.UserName),
                            body.Value,
                            Members,
                            (name, _) => name,
                            MemberItem
                        )
                )
        );
    }

    /// <summary>All active users: one that the desk disabled is gone for programs.</summary>
    internal static async Task<Outcome<IReadOnlyList<Desk.Access.UserView>>> AllUsers(DeskUser user, ListUsers users, CancellationToken ct)
    {
        const int AtOnce = 500;
        var all = new List<Desk.Access.UserView>();
        string? cursor = null;
        do
        {
            Outcome<Desk.Page<Desk.Access.UserView>> page = await users.Handle(user, new ListUsersRequest(null, cursor, AtOnce), ct);
            if (page.Problem is { } problem)
            {
                return problem;
            }
            all.AddRange(page.Value.Items.Where(one => !one.IsDisabled));
            cursor = page.Value.NextCursor;
        } while (cursor is not null);
        return Outcome.Of<IReadOnlyList<Desk.Access.UserView>>(all);
    }

    private static async Task<IResult> Answer<T>(Task<Outcome<IReadOnlyList<T>>> asked, Func<IReadOnlyList<T>, IResult> answer)
    {
        Outcome<IReadOnlyList<T>> outcome = await asked;
        return outcome.Problem is { } problem ? EngineProblem.Forbidden(problem.Detail) : answer(outcome.Value);
    }

    private static IResult Found<T>(IEnumerable<T> all, SearchBody body, SearchSchema schema, Func<T, string, string?> field) =>
        Found(all, body, schema, field, item => item);

    private static IResult Found<T, TItem>(
        IEnumerable<T> all,
        SearchBody body,
        SearchSchema schema,
        Func<T, string, string?> field,
        Func<T, TItem> view
    )
    {
        SearchAnswer<T> found = ListSearch.Run(all, SearchReader.Read(body, schema), field);
        return EngineJson.Ok(new SearchAnswer<TItem>([.. found.Items.Select(view)], found.Page));
    }

    private static IResult One<T>(IEnumerable<T> found, string what, string id) =>
        found.FirstOrDefault() is { } one ? EngineJson.Ok(one) : Missing(what, id);

    internal static IResult Missing(string what, string id) => EngineProblem.NotFound($"There is no {what} '{id}'.");

    internal static NamedView Group(DepartmentView department, DeskUser user) => new(department.Code, department.Name.In(user.Language));

    internal static NamedView Role(RoleView role, DeskUser user) => new(role.Code, role.Name.In(user.Language));

    internal static object GroupItem(NamedView group) =>
        new
        {
            GroupId = group.Id,
            group.Name,
            Description = (string?)null,
        };

    internal static object RoleItem(NamedView role) =>
        new
        {
            RoleId = role.Id,
            role.Name,
            Description = (string?)null,
        };

    private static object MemberItem(string userName) => new { Username = userName };

    private static TenantView TenantItem(NamedView tenant) => new(tenant.Id, tenant.Name, null);

    /// <summary>A user: name for signing in, name for people, address.</summary>
    internal sealed record UserView(string Username, string Name, string? Email)
    {
        public static UserView Of(Desk.Access.UserView user) => new(user.UserName, user.DisplayName, user.Email);

        public static string? Field(UserView user, string field) =>
            field switch
            {
                "username" => user.Username,
                "name" => user.Name,
                _ => user.Email,
            };
    }

    /// <summary>A group, a role or a tenant: an id and a name in the caller's language.</summary>
    internal sealed record NamedView(string Id, string Name)
    {
        public static string? Field(NamedView item, string field) => field == "name" ? item.Name : item.Id;
    }
}
