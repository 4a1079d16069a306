using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>
/// Refuses what would change users, groups, roles, tenants, mapping rules and authorizations, and says where that is done: the desk owns
/// them, with the rules and the log that belong to it.
/// </summary>
internal static class IdentityChanges
{
    private const string Users =
        "Users are made and changed in the desk: Administration, Users (/admin/users), or POST and PUT /api/users.";

    private const string Groups =
        "Groups are the departments of the desk; they are made, changed and filled by PUT /api/departments/{code}.";

    private const string Roles =
        "Roles come with solution packs or are made and changed by PUT /api/roles/{code}; a user gets them in the desk: Administration, Users (/admin/users).";

    private const string OneTenant = "This server has one tenant, to which everybody belongs; it cannot be changed.";

    private const string Rules =
        "This server maps no claims of tokens; users get their roles in the desk: Administration, Users (/admin/users).";

    private const string Authorizations =
        "Authorizations follow from the permissions of roles; change those by PUT /api/roles/{code}, or give users other roles in the desk: "
        + "Administration, Users (/admin/users).";

    private const string SetUp = "This server was set up with its first administrator. " + Users;

    public static void Map(IEndpointRouteBuilder engine)
    {
        MapEntity(engine, "/users", "{username}", Users);
        MapEntity(engine, "/groups", "{groupId}", Groups, "users", "clients", "mapping-rules");
        MapEntity(engine, "/roles", "{roleId}", Roles, "users", "clients", "groups", "mapping-rules");
        MapEntity(engine, "/tenants", "{tenantId}", OneTenant, "users", "clients", "groups", "roles", "mapping-rules");
        MapEntity(engine, "/mapping-rules", "{mappingRuleId}", Rules);
        MapEntity(engine, "/authorizations", "{key}", Authorizations);
        engine.MapPost("/setup/user", () => EngineProblem.Forbidden(SetUp));
    }

    private static void MapEntity(IEndpointRouteBuilder engine, string path, string id, string remedy, params ReadOnlySpan<string> members)
    {
        engine.MapPost(path, Refuse);
        engine.MapPut($"{path}/{id}", Refuse);
        engine.MapDelete($"{path}/{id}", Refuse);
        foreach (string member in members)
        {
            engine.MapPut($"{path}/{id}/{member}/{{member}}", Refuse);
            engine.MapDelete($"{path}/{id}/{member}/{{member}}", Refuse);
        }

        IResult Refuse() => EngineProblem.Forbidden(remedy);
    }
}
