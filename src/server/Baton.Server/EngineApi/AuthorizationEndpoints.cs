using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk;
using Baton.Desk.Access;
using Baton.Runtime;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Shows what roles allow, in the words of the contract. They are read from the permissions of the desk and follow every change there.</summary>
internal static class AuthorizationEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Text("ownerId"),
        SearchField.Word("ownerType", AuthorizationWords.OwnerTypes),
        SearchField.Text("resourceId"),
        SearchField.Text("resourcePropertyName"),
        SearchField.Word("resourceType", AuthorizationWords.ResourceTypes)
    );

    private static readonly SearchSchema MappingRules = new(
        SearchField.Text("mappingRuleId"),
        SearchField.Text("claimName"),
        SearchField.Text("claimValue"),
        SearchField.Text("name")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost("/authorizations/search", Search);
        engine.MapGet("/authorizations/{key}", Show);
        engine.MapPost("/mapping-rules/search", (Body<SearchBody> body) => NoRules(body.Value));
        engine.MapGet(
            "/mapping-rules/{mappingRuleId}",
            (string mappingRuleId) => EngineProblem.NotFound($"There is no mapping rule '{mappingRuleId}': this server maps no claims.")
        );
    }

    /// <summary>This server maps no claims of tokens, so there is never a rule.</summary>
    internal static IResult NoRules(SearchBody body) =>
        EngineJson.Ok(ListSearch.Run<object>([], SearchReader.Read(body, MappingRules), (_, _) => null));

    private static async Task<IResult> Search(Body<SearchBody> body, DeskUser user, ListRoles roles, CancellationToken ct)
    {
        SearchBody wanted = body.Value.Filter is { ValueKind: JsonValueKind.Object } filter
            ? body.Value with
            {
                Filter = Singular(filter),
            }
            : body.Value;
        var request = SearchReader.Read(wanted, Schema);
        Outcome<IReadOnlyList<RoleView>> all = await roles.Handle(user, ct);
        return all.Problem is { } problem
            ? EngineProblem.Forbidden(problem.Detail)
            : EngineJson.Ok(ListSearch.Run(RoleAuthorizations.Of(all.Value), request, AuthorizationView.Field));
    }

    private static async Task<IResult> Show(Key key, DeskUser user, ListRoles roles, CancellationToken ct)
    {
        Outcome<IReadOnlyList<RoleView>> all = await roles.Handle(user, ct);
        return all.Problem is { } problem ? EngineProblem.Forbidden(problem.Detail)
            : RoleAuthorizations.Of(all.Value).FirstOrDefault(one => one.AuthorizationKey == key) is { } found ? EngineJson.Ok(found)
            : EngineCalls.Missing("authorization", key);
    }

    /// <summary>The filter names lists of resources and properties: one of them must be the authorization's.</summary>
    private static JsonElement Singular(JsonElement filter)
    {
        var singular = new JsonObject();
        foreach (JsonProperty property in filter.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            JsonNode value = JsonNode.Parse(property.Value.GetRawText())!;
            switch (property.Name)
            {
                case "resourceIds":
                    singular["resourceId"] = new JsonObject { ["$in"] = value };
                    break;
                case "resourcePropertyNames":
                    singular["resourcePropertyName"] = new JsonObject { ["$in"] = value };
                    break;
                default:
                    singular[property.Name] = value;
                    break;
            }
        }
        return JsonSerializer.SerializeToElement(singular);
    }
}

/// <summary>What the holders of a role may do with a kind of resource: with all of them, or with those whose property names the caller.</summary>
internal sealed record AuthorizationView(
    string OwnerId,
    string OwnerType,
    string ResourceType,
    string? ResourceId,
    string? ResourcePropertyName,
    IReadOnlyList<string> PermissionTypes,
    Key AuthorizationKey
)
{
    public static string? Field(AuthorizationView view, string field) =>
        field switch
        {
            "ownerId" => view.OwnerId,
            "ownerType" => view.OwnerType,
            "resourceId" => view.ResourceId,
            "resourcePropertyName" => view.ResourcePropertyName,
            _ => view.ResourceType,
        };
}
