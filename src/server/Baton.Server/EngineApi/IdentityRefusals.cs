using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>
/// Refuses the changes that the desk does not know: members of groups and roles other than users, tenants, mapping rules and authorizations of
/// their own. Each refusal says what there is instead.
/// </summary>
internal static class IdentityRefusals
{
    private const string Groups =
        "Groups are the departments of the desk: users alone are their members (PUT /v2/groups/{groupId}/users/{username}).";

    private const string Roles = "Users alone have roles (PUT /v2/roles/{roleId}/users/{username}); programs sign in as users.";

    private const string OneTenant = "This server has one tenant, to which everybody belongs; it cannot be changed.";

    private const string Rules = "This server maps no claims of tokens; give roles to users (PUT /v2/roles/{roleId}/users/{username}).";

    private const string Authorizations =
        "Authorizations follow from the permissions of roles; change those by PUT /api/roles/{code}, or give users other roles "
        + "(PUT /v2/roles/{roleId}/users/{username}).";

    private const string SetUp = "This server was set up with its first administrator; make further users by POST /v2/users.";

    public static void Map(IEndpointRouteBuilder engine)
    {
        MapMembers(engine, "/groups/{groupId}", Groups, "clients", "mapping-rules");
        MapMembers(engine, "/roles/{roleId}", Roles, "clients", "groups", "mapping-rules");
        MapEntity(engine, "/tenants", "{tenantId}", OneTenant);
        MapMembers(engine, "/tenants/{tenantId}", OneTenant, "users", "clients", "groups", "roles", "mapping-rules");
        MapEntity(engine, "/mapping-rules", "{mappingRuleId}", Rules);
        MapEntity(engine, "/authorizations", "{key}", Authorizations);
        engine.MapPost("/setup/user", () => EngineProblem.Forbidden(SetUp));
    }

    private static void MapEntity(IEndpointRouteBuilder engine, string path, string id, string remedy)
    {
        engine.MapPost(path, Refuse);
        engine.MapPut($"{path}/{id}", Refuse);
        engine.MapDelete($"{path}/{id}", Refuse);

        IResult Refuse() => EngineProblem.Forbidden(remedy);
    }

    private static void MapMembers(IEndpointRouteBuilder engine, string owner, string remedy, params ReadOnlySpan<string> members)
    {
        foreach (string member in members)
        {
            engine.MapPut($"{owner}/{member}/{{member}}", Refuse);
            engine.MapDelete($"{owner}/{member}/{{member}}", Refuse);
        }

        IResult Refuse() => EngineProblem.Forbidden(remedy);
    }
}
