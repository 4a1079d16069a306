using Baton.Desk;
using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Runtime;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>
/// Shows who belongs to a group, a role or the tenant beside users. Departments have no roles here, and programs sign in as users, so most of
/// it is empty; to the one tenant belongs everything.
/// </summary>
internal static class MembershipEndpoints
{
    private static readonly SearchSchema Clients = new(SearchField.Text("clientId"));

    private static readonly SearchSchema Groups = new(SearchField.Text("groupId"));

    private static readonly SearchSchema Roles = new(SearchField.Text("roleId"), SearchField.Text("name"));

    private static readonly SearchSchema Users = new(SearchField.Text("username"));

    public static void Map(IEndpointRouteBuilder engine)
    {
        MapGroups(engine);
        MapRoles(engine);
        MapTenants(engine);
    }

    private static void MapGroups(IEndpointRouteBuilder engine)
    {
        MapEmpty("clients", Clients);
        MapEmpty("roles", Roles);
        engine.MapPost(
            "/groups/{groupId}/mapping-rules/search",
            (string groupId, Body<SearchBody> body, DeskUser user, ListDepartments groups, CancellationToken ct) =>
                OfGroup(groupId, user, groups, () => AuthorizationEndpoints.NoRules(body.Value), ct)
        );

        void MapEmpty(string what, SearchSchema schema) =>
            engine.MapPost(
                $"/groups/{{groupId}}/{what}/search",
                (string groupId, Body<SearchBody> body, DeskUser user, ListDepartments groups, CancellationToken ct) =>
                    OfGroup(groupId, user, groups, () => Nobody(body.Value, schema), ct)
            );
    }

    private static void MapRoles(IEndpointRouteBuilder engine)
    {
        MapEmpty("clients", Clients);
        MapEmpty("groups", Groups);
        engine.MapPost(
            "/roles/{roleId}/mapping-rules/search",
            (string roleId, Body<SearchBody> body, DeskUser user, ListRoles roles, CancellationToken ct) =>
                OfRole(roleId, user, roles, () => AuthorizationEndpoints.NoRules(body.Value), ct)
        );

        void MapEmpty(string what, SearchSchema schema) =>
            engine.MapPost(
                $"/roles/{{roleId}}/{what}/search",
                (string roleId, Body<SearchBody> body, DeskUser user, ListRoles roles, CancellationToken ct) =>
                    OfRole(roleId, user, roles, () => Nobody(body.Value, schema), ct)
            );
    }

    private static void MapTenants(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/tenants/{tenantId}/clients/search",
            (string tenantId, Body<SearchBody> body) => OfTenant(tenantId) ?? Nobody(body.Value, Clients)
        );
        engine.MapPost(
            "/tenants/{tenantId}/mapping-rules/search",
            (string tenantId, Body<SearchBody> body) => OfTenant(tenantId) ?? AuthorizationEndpoints.NoRules(body.Value)
        );
        engine.MapPost(
            "/tenants/{tenantId}/users/search",
            (string tenantId, Body<SearchBody> body, DeskUser user, ListUsers users, CancellationToken ct) =>
                Everybody(
                    tenantId,
                    IdentityEndpoints.AllUsers(user, users, ct),
                    body.Value,
                    Users,
                    (one, _) => one.UserName,
                    one => new { Username = one.UserName }
                )
        );
        engine.MapPost(
            "/tenants/{tenantId}/groups/search",
            (string tenantId, Body<SearchBody> body, DeskUser user, ListDepartments groups, CancellationToken ct) =>
                Everybody(tenantId, groups.Handle(user, ct), body.Value, Groups, (one, _) => one.Code, one => new { GroupId = one.Code })
        );
        engine.MapPost(
            "/tenants/{tenantId}/roles/search",
            (string tenantId, Body<SearchBody> body, DeskUser user, ListRoles roles, CancellationToken ct) =>
                Everybody(
                    tenantId,
                    roles.Handle(user, ct),
                    body.Value,
                    Roles,
                    (one, field) => field == "name" ? one.Name.In(user.Language) : one.Code,
                    one => new
                    {
                        RoleId = one.Code,
                        Name = one.Name.In(user.Language),
                        Description = (string?)null,
                    }
                )
        );
    }

    private static IResult Nobody(SearchBody body, SearchSchema schema) =>
        EngineJson.Ok(ListSearch.Run<object>([], SearchReader.Read(body, schema), (_, _) => null));

    private static async Task<IResult> OfGroup(string id, DeskUser user, ListDepartments groups, Func<IResult> answer, CancellationToken ct)
    {
        var all = await groups.Handle(user, ct);
        return all.Problem is { } problem ? EngineProblem.Forbidden(problem.Detail)
            : all.Value.Any(one => one.Code == id) ? answer()
            : IdentityEndpoints.Missing("group", id);
    }

    private static async Task<IResult> OfRole(string id, DeskUser user, ListRoles roles, Func<IResult> answer, CancellationToken ct)
    {
        Outcome<IReadOnlyList<RoleView>> all = await roles.Handle(user, ct);
        return all.Problem is { } problem ? EngineProblem.Forbidden(problem.Detail)
            : all.Value.Any(one => one.Code == id) ? answer()
            : IdentityEndpoints.Missing("role", id);
    }

    private static IResult? OfTenant(string id) => id == Json.Tenants.Default ? null : IdentityEndpoints.Missing("tenant", id);

    private static async Task<IResult> Everybody<T, TItem>(
        string tenantId,
        Task<Outcome<IReadOnlyList<T>>> asked,
        SearchBody body,
        SearchSchema schema,
        Func<T, string, string?> field,
        Func<T, TItem> view
    )
    {
        Outcome<IReadOnlyList<T>> all = await asked;
        if (all.Problem is { } problem)
        {
            return EngineProblem.Forbidden(problem.Detail);
        }
        if (OfTenant(tenantId) is { } missing)
        {
            return missing;
        }
        SearchAnswer<T> found = ListSearch.Run(all.Value, SearchReader.Read(body, schema), field);
        return EngineJson.Ok(new SearchAnswer<TItem>([.. found.Items.Select(view)], found.Page));
    }
}
