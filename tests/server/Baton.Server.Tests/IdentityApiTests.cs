using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>The engine's API shows the users, departments and roles that the desk has.</summary>
public sealed class IdentityApiTests(RunningServer server) : IDisposable
{
    private readonly HttpClient _client = server.Client();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Users_are_searched_sorted_and_paged()
    {
        await server.AddUser("reader-b");
        await server.AddUser("reader-a");
        await server.AddUser("reader-c");
        const string Filter = """{"username": {"$like": "reader-?"}}""";

        JsonNode first = await Search(
            "users",
            $$"""{"filter": {{Filter}}, "sort": [{"field": "username", "order": "DESC"}], "page": {"limit": 2} }"""
        );
        Assert.Equal(["reader-c", "reader-b"], Names(first));
        Assert.Equal(3, first["page"]!["totalItems"]!.GetValue<int>());
        JsonNode second = await Search(
            "users",
            $$"""{"filter": {{Filter}}, "sort": [{"field": "username", "order": "DESC"}], "page": {"after": "{{first["page"]!["endCursor"]}}"} }"""
        );
        Assert.Equal(["reader-a"], Names(second));
        JsonNode back = await Search(
            "users",
            $$"""{"filter": {{Filter}}, "sort": [{"field": "username", "order": "DESC"}], "page": {"before": "{{second["page"]!["startCursor"]}}", "limit": 1} }"""
        );
        Assert.Equal(["reader-b"], Names(back));
        Assert.Equal(["username", "name", "email"], second["items"]![0]!.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData("""{"username": "root"}""", 1)]
    [InlineData("""{"username": {"$in": ["root", "nobody"]}}""", 1)]
    [InlineData("""{"username": "root", "email": {"$exists": true}}""", 0)]
    [InlineData("""{"username": {"$like": "r*t"}, "name": {"$neq": "nobody"}}""", 1)]
    [InlineData("""{"username": {"$like": "r\\*t"}}""", 0)]
    public async Task A_filter_on_users_means_what_it_means_elsewhere(string filter, int count) =>
        Assert.Equal(count, Names(await Search("users", $$"""{"filter": {{filter}}}""")).Count());

    [Theory]
    [InlineData("users", """{"filter": {"colour": "red"}}""")]
    [InlineData("users", """{"page": {"after": "bm9uc2Vuc2U="}}""")]
    [InlineData("roles", """{"sort": [{"field": "colour"}]}""")]
    public async Task What_makes_no_sense_is_refused(string what, string body)
    {
        using HttpResponseMessage response = await Send($"{what}/search", body);
        await response.Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Departments_are_groups_with_their_members()
    {
        await server.AddUser("grouped");
        using HttpResponseMessage saved = await _client.PutAsJsonAsync(
            "/api/departments/read-team",
            new
            {
                name = new
                {
                    zhHans = "组",
                    zhHant = "組",
                    en = "Team",
                },
                members = new[] { "grouped" },
                sortOrder = 1,
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        JsonNode group = (await Search("groups", """{"filter": {"groupId": "read-team"}}"""))["items"]![0]!;
        Assert.Equal("""{"groupId":"read-team","name":"Team","description":null}""", group.ToJsonString());
        Assert.Equal(["grouped"], Names(await Search("groups/read-team/users", "{}")));
        using HttpResponseMessage nobody = await Send("groups/no-team/users/search", "{}");
        await nobody.Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("users/nobody")]
    [InlineData("roles/nobody")]
    [InlineData("groups/nobody")]
    [InlineData("tenants/nobody")]
    [InlineData("mapping-rules/nobody")]
    [InlineData("authorizations/1")]
    public async Task Who_does_not_exist_is_not_found(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync($"v2/{path}", TestContext.Current.CancellationToken);
        await response.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Users_are_hidden_from_an_operator_who_may_not_administer_them()
    {
        using HttpResponseMessage role = await _client.PutAsJsonAsync(
            "/api/roles/read-operator",
            new
            {
                name = new
                {
                    zhHans = "操作",
                    zhHant = "操作",
                    en = "Operator",
                },
                permissions = new[] { "engine.operate" },
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(role.IsSuccessStatusCode, await role.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using HttpResponseMessage user = await _client.PostAsJsonAsync(
            "/api/users",
            new
            {
                userName = "read-operator",
                displayName = "Operator",
                language = "en",
                roles = new[] { "read-operator" },
                departments = Array.Empty<string>(),
                password = RunningServer.Password,
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(user.IsSuccessStatusCode, await user.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using HttpClient client = server.Client("read-operator");
        using var nothing = new StringContent("{}", Encoding.UTF8, "application/json");

        using HttpResponseMessage users = await client.PostAsync("v2/users/search", nothing, TestContext.Current.CancellationToken);
        using HttpResponseMessage roles = await client.GetAsync("v2/roles/read-operator", TestContext.Current.CancellationToken);

        await users.Problem(HttpStatusCode.Forbidden);
        Assert.Equal("""{"roleId":"read-operator","name":"Operator","description":null}""", (await roles.Json()).ToJsonString());
    }

    [Fact]
    public async Task What_a_role_allows_is_shown_as_authorizations()
    {
        await SaveRole("read-worker", "tasks.work", "reports.read");
        const string Filter = """{"ownerId": "read-worker", "ownerType": "ROLE"}""";

        JsonNode all = await Search("authorizations", $$"""{"filter": {{Filter}}, "sort": [{"field": "resourcePropertyName"}]}""");

        Assert.Equal(
            ["USER_TASK assignee", "USER_TASK candidateGroups", "USER_TASK candidateUsers"],
            all["items"]!.AsArray().Select(one => $"{one!["resourceType"]} {one["resourcePropertyName"]}")
        );
        JsonNode first = all["items"]![0]!;
        Assert.Equal(
            ["ownerId", "ownerType", "resourceType", "resourceId", "resourcePropertyName", "permissionTypes", "authorizationKey"],
            first.AsObject().Select(member => member.Key)
        );
        Assert.Equal("""["CLAIM","COMPLETE","READ"]""", first["permissionTypes"]!.ToJsonString());
        using HttpResponseMessage same = await _client.GetAsync(
            $"v2/authorizations/{first["authorizationKey"]}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(first.ToJsonString(), (await same.Json()).ToJsonString());
        JsonNode one = await Search(
            "authorizations",
            """{"filter": {"ownerId": "read-worker", "resourcePropertyNames": ["assignee", "other"], "resourceType": "USER_TASK"}}"""
        );
        Assert.Single(one["items"]!.AsArray());
        Assert.Empty(
            (await Search("authorizations", """{"filter": {"ownerId": "read-worker", "resourceIds": ["*"]}}"""))["items"]!.AsArray()
        );
    }

    [Fact]
    public async Task An_authorization_follows_the_permissions_of_its_role()
    {
        const string Documents = """{"filter": {"ownerId": "read-changing", "resourceType": "DOCUMENT", "resourceIds": ["*"]}}""";
        await SaveRole("read-changing", "engine.operate");
        Assert.Single((await Search("authorizations", Documents))["items"]!.AsArray());

        await SaveRole("read-changing", "reports.read");

        Assert.Empty((await Search("authorizations", Documents))["items"]!.AsArray());
    }

    [Fact]
    public async Task To_the_one_tenant_belongs_everybody_and_to_groups_and_roles_no_program()
    {
        await server.AddUser("member-of-tenant");
        JsonNode users = await Search("tenants/<default>/users", """{"sort": [{"field": "username"}], "page": {"limit": 10000}}""");
        Assert.Contains("member-of-tenant", Names(users));
        JsonNode roles = await Search("tenants/<default>/roles", """{"filter": {"roleId": "administrator"}}""");
        Assert.Equal(["roleId", "name", "description"], roles["items"]![0]!.AsObject().Select(member => member.Key));
        Assert.Empty((await Search("tenants/<default>/clients", "{}"))["items"]!.AsArray());
        Assert.Empty((await Search("roles/administrator/clients", "{}"))["items"]!.AsArray());
        Assert.Empty((await Search("roles/administrator/groups", "{}"))["items"]!.AsArray());
        Assert.Empty((await Search("roles/administrator/mapping-rules", "{}"))["items"]!.AsArray());
        Assert.Empty((await Search("mapping-rules", """{"filter": {"claimName": "a"}}"""))["items"]!.AsArray());
        foreach (string path in new[] { "tenants/nobody/users", "tenants/nobody/clients", "roles/nobody/groups", "groups/nobody/roles" })
        {
            using HttpResponseMessage missing = await Send($"{path}/search", "{}");
            await missing.Problem(HttpStatusCode.NotFound);
        }
    }

    private async Task SaveRole(string code, params string[] permissions)
    {
        var name = new
        {
            zhHans = code,
            zhHant = code,
            en = code,
        };
        using HttpResponseMessage saved = await _client.PutAsJsonAsync(
            $"/api/roles/{code}",
            new { name, permissions },
            TestContext.Current.CancellationToken
        );
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Names(JsonNode answer) =>
        answer["items"]!.AsArray().Select(item => item!["username"]!.GetValue<string>());

    private async Task<JsonNode> Search(string what, string body)
    {
        using HttpResponseMessage response = await Send($"{what}/search", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Json();
    }

    private async Task<HttpResponseMessage> Send(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.PostAsync($"v2/{path}", content, TestContext.Current.CancellationToken);
    }
}
