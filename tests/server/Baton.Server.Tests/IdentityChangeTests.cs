using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>The engine's API changes users, roles and departments by the rules of the desk and with its log.</summary>
public sealed class IdentityChangeTests(RunningServer server) : IDisposable
{
    private readonly HttpClient _client = server.Client();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_user_is_made_and_signs_in()
    {
        JsonNode made = await Answered(
            HttpStatusCode.Created,
            "POST",
            "users",
            $$"""{"username": "Made-User", "password": "{{RunningServer.Password}}", "name": "Made User", "email": "made@example.com"}"""
        );

        Assert.Equal("""{"username":"made-user","name":"Made User","email":"made@example.com"}""", made.ToJsonString());
        Assert.Equal(made.ToJsonString(), (await Answered(HttpStatusCode.OK, "GET", "users/made-user")).ToJsonString());
        Assert.Equal(HttpStatusCode.OK, await SignsIn("made-user", RunningServer.Password));
        Assert.Contains("already", await Refused(HttpStatusCode.Conflict, "POST", "users", NewUser("made-user")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_user_leaves_what_it_does_not_name()
    {
        const string Better = "Another-horse-8-battery";
        await server.AddUser("changed-user");
        await Answered(HttpStatusCode.OK, "PUT", "users/changed-user", """{"email": "changed@example.com"}""");

        JsonNode changed = await Answered(HttpStatusCode.OK, "PUT", "users/changed-user", """{"name": "Changed", "password": ""}""");

        Assert.Equal("""{"username":"changed-user","name":"Changed","email":"changed@example.com"}""", changed.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, await SignsIn("changed-user", RunningServer.Password));
        await Answered(HttpStatusCode.OK, "PUT", "users/changed-user", $$"""{"password": "{{Better}}", "email": ""}""");
        Assert.Equal(HttpStatusCode.OK, await SignsIn("changed-user", Better));
        Assert.Null((await Answered(HttpStatusCode.OK, "GET", "users/changed-user"))["email"]);
    }

    [Fact]
    public async Task A_deleted_user_is_disabled_in_the_desk_and_gone_for_programs()
    {
        await server.AddUser("deleted-user");

        await Carried("DELETE", "users/deleted-user");

        Assert.Equal(HttpStatusCode.Unauthorized, await SignsIn("deleted-user", RunningServer.Password));
        await Refused(HttpStatusCode.NotFound, "GET", "users/deleted-user");
        await Refused(HttpStatusCode.NotFound, "DELETE", "users/deleted-user");
        await Refused(HttpStatusCode.NotFound, "PUT", "users/deleted-user", """{"name": "Back"}""");
        await Refused(HttpStatusCode.NotFound, "PUT", "roles/administrator/users/deleted-user");
        JsonNode desk = await Desk("/api/users?search=deleted-user");
        Assert.True(desk["items"]![0]!["isDisabled"]!.GetValue<bool>());
        JsonNode log = await Desk("/api/security-log?userName=deleted-user&kind=user-updated");
        Assert.Equal(RunningServer.AdminName, log["items"]![0]!["actorName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_role_is_made_given_taken_renamed_and_deleted()
    {
        await server.AddUser("role-user");
        JsonNode made = await Answered(
            HttpStatusCode.Created,
            "POST",
            "roles",
            """{"roleId": "made-role", "name": "Made", "description": "x"}"""
        );
        Assert.Equal("""{"roleId":"made-role","name":"Made","description":null}""", made.ToJsonString());
        await Refused(HttpStatusCode.Conflict, "POST", "roles", """{"roleId": "made-role", "name": "Again"}""");

        await Carried("PUT", "roles/made-role/users/role-user");
        Assert.Equal(["role-user"], await Members("roles/made-role"));
        await Refused(HttpStatusCode.Conflict, "PUT", "roles/made-role/users/role-user");
        await Refused(HttpStatusCode.Conflict, "DELETE", "roles/made-role");
        JsonNode renamed = await Answered(HttpStatusCode.OK, "PUT", "roles/made-role", """{"name": "Renamed"}""");
        Assert.Equal("""{"roleId":"made-role","name":"Renamed","description":null}""", renamed.ToJsonString());
        await Carried("DELETE", "roles/made-role/users/role-user");
        await Refused(HttpStatusCode.NotFound, "DELETE", "roles/made-role/users/role-user");

        await Carried("DELETE", "roles/made-role");
        await Refused(HttpStatusCode.NotFound, "GET", "roles/made-role");
        await Refused(HttpStatusCode.NotFound, "DELETE", "roles/made-role");
        JsonNode log = await Desk("/api/security-log?kind=role-deleted");
        Assert.Contains(log["items"]!.AsArray(), entry => entry!["detail"]!.GetValue<string>() == "made-role");
    }

    [Fact]
    public async Task A_renamed_role_allows_what_it_allowed()
    {
        var role = new
        {
            name = new
            {
                zhHans = "甲",
                zhHant = "甲",
                en = "First",
            },
            permissions = new[] { "reports.read" },
        };
        using HttpResponseMessage saved = await _client.PutAsJsonAsync("/api/roles/allowing-role", role, Cancel);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(Cancel));

        await Answered(HttpStatusCode.OK, "PUT", "roles/allowing-role", """{"name": "Second"}""");

        JsonNode after = (await Desk("/api/roles")).AsArray().Single(one => one!["code"]!.GetValue<string>() == "allowing-role")!;
        Assert.Equal("""["reports.read"]""", after["permissions"]!.ToJsonString());
        Assert.Equal("Second", after["name"]!["en"]!.GetValue<string>());
        Assert.Equal("甲", after["name"]!["zhHans"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_group_is_made_filled_emptied_renamed_and_deleted()
    {
        await server.AddUser("group-user");
        JsonNode made = await Answered(HttpStatusCode.Created, "POST", "groups", """{"groupId": "made-group", "name": "Made"}""");
        Assert.Equal("""{"groupId":"made-group","name":"Made","description":null}""", made.ToJsonString());
        await Refused(HttpStatusCode.Conflict, "POST", "groups", """{"groupId": "made-group", "name": "Again"}""");

        await Carried("PUT", "groups/made-group/users/group-user");
        Assert.Equal(["group-user"], await Members("groups/made-group"));
        await Refused(HttpStatusCode.Conflict, "PUT", "groups/made-group/users/group-user");
        await Refused(HttpStatusCode.Conflict, "DELETE", "groups/made-group");
        JsonNode renamed = await Answered(HttpStatusCode.OK, "PUT", "groups/made-group", """{"name": "Renamed"}""");
        Assert.Equal("Renamed", renamed["name"]!.GetValue<string>());
        Assert.Equal(["group-user"], await Members("groups/made-group"));
        await Answered(HttpStatusCode.OK, "PUT", "users/group-user", """{"name": "Still in the group"}""");
        Assert.Equal(["group-user"], await Members("groups/made-group"));
        await Carried("DELETE", "groups/made-group/users/group-user");
        await Refused(HttpStatusCode.NotFound, "DELETE", "groups/made-group/users/group-user");

        await Carried("DELETE", "groups/made-group");
        await Refused(HttpStatusCode.NotFound, "GET", "groups/made-group");
    }

    [Theory]
    [InlineData("POST", "users", """{"username": "weak", "password": "short"}""", 400)]
    [InlineData("POST", "users", """{"username": "no-password"}""", 400)]
    [InlineData("POST", "users", """{"username": "a b", "password": "Correct-horse-7-battery"}""", 400)]
    [InlineData("PUT", "users/root", """{"name": " "}""", 400)]
    [InlineData("PUT", "users/nobody", """{"name": "Nobody"}""", 404)]
    [InlineData("DELETE", "users/root", "", 409)]
    [InlineData("DELETE", "roles/administrator/users/root", "", 409)]
    [InlineData("PUT", "roles/administrator/users/nobody", "", 404)]
    [InlineData("PUT", "roles/nobody/users/root", "", 404)]
    [InlineData("POST", "roles", """{"roleId": "nameless", "name": ""}""", 400)]
    [InlineData("PUT", "roles/administrator", """{"name": "Boss"}""", 400)]
    [InlineData("DELETE", "roles/administrator", "", 400)]
    [InlineData("PUT", "roles/nobody", """{"name": "Nobody"}""", 404)]
    [InlineData("POST", "groups", """{"groupId": " ", "name": "Blank"}""", 400)]
    [InlineData("PUT", "groups/nobody", """{"name": "Nobody"}""", 404)]
    [InlineData("DELETE", "groups/nobody", "", 404)]
    [InlineData("PUT", "groups/nobody/users/root", "", 404)]
    public async Task What_the_desk_does_not_allow_is_refused(string method, string path, string body, int status) =>
        Assert.NotEmpty(await Refused((HttpStatusCode)status, method, path, body));

    [Fact]
    public async Task What_is_wrong_is_said_in_the_answer()
    {
        string detail = await Refused(HttpStatusCode.BadRequest, "POST", "users", """{"username": "a b", "password": "short"}""");

        Assert.Contains("username: A user name has", detail, StringComparison.Ordinal);
        Assert.Contains("password: ", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_who_may_not_administer_users_changes_none()
    {
        var role = new
        {
            name = new
            {
                zhHans = "操作",
                zhHant = "操作",
                en = "Operator",
            },
            permissions = new[] { "engine.operate" },
        };
        using HttpResponseMessage saved = await _client.PutAsJsonAsync("/api/roles/only-operator", role, Cancel);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(Cancel));
        await Answered(HttpStatusCode.Created, "POST", "users", NewUser("only-operator"));
        await Carried("PUT", "roles/only-operator/users/only-operator");
        using HttpClient operating = server.Client("only-operator");

        (string Method, string Path, string Body)[] calls =
        [
            ("POST", "users", NewUser("by-operator")),
            ("PUT", "users/guest", """{"name": "Guest"}"""),
            ("DELETE", "users/guest", ""),
            ("POST", "roles", """{"roleId": "by-operator", "name": "X"}"""),
            ("PUT", "roles/only-operator", """{"name": "X"}"""),
            ("DELETE", "roles/only-operator", ""),
            ("PUT", "roles/administrator/users/only-operator", ""),
            ("DELETE", "roles/administrator/users/root", ""),
            ("POST", "groups", """{"groupId": "by-operator", "name": "X"}"""),
            ("PUT", "groups/any", """{"name": "X"}"""),
            ("DELETE", "groups/any", ""),
            ("PUT", "groups/any/users/only-operator", ""),
            ("DELETE", "groups/any/users/only-operator", ""),
        ];
        foreach ((string method, string path, string body) in calls)
        {
            using HttpResponseMessage response = await Send(operating, method, path, body);
            await response.Problem(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("DELETE", "groups/team/clients/worker")]
    [InlineData("PUT", "groups/team/mapping-rules/rule")]
    [InlineData("PUT", "roles/administrator/groups/team")]
    [InlineData("PUT", "roles/administrator/mapping-rules/rule")]
    [InlineData("POST", "tenants")]
    [InlineData("DELETE", "tenants/1/roles/administrator")]
    [InlineData("POST", "mapping-rules")]
    [InlineData("POST", "authorizations")]
    [InlineData("DELETE", "authorizations/1")]
    [InlineData("POST", "setup/user")]
    public async Task What_the_desk_does_not_know_is_refused_with_what_there_is_instead(string method, string path)
    {
        string detail = await Refused(HttpStatusCode.Forbidden, method, path, "{}");

        Assert.True(detail.Contains("/v2/", StringComparison.Ordinal) || detail.Contains("one tenant", StringComparison.Ordinal), detail);
    }

    private static string NewUser(string userName) => $$"""{"username": "{{userName}}", "password": "{{RunningServer.Password}}"}""";

    private async Task<HttpStatusCode> SignsIn(string userName, string password)
    {
        using HttpClient client = server.Client(userName, password);
        using HttpResponseMessage response = await client.GetAsync("/api/me", Cancel);
        return response.StatusCode;
    }

    private async Task<IEnumerable<string>> Members(string path) =>
        (await Answered(HttpStatusCode.OK, "POST", path + "/users/search", "{}"))["items"]!
            .AsArray()
            .Select(item => item!["username"]!.GetValue<string>());

    private async Task<JsonNode> Desk(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Json();
    }

    private async Task Carried(string method, string path)
    {
        using HttpResponseMessage response = await Send(_client, method, path, "");
        Assert.True(response.StatusCode == HttpStatusCode.NoContent, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<JsonNode> Answered(HttpStatusCode status, string method, string path, string body = "")
    {
        using HttpResponseMessage response = await Send(_client, method, path, body);
        Assert.True(response.StatusCode == status, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Json();
    }

    private async Task<string> Refused(HttpStatusCode status, string method, string path, string body = "")
    {
        using HttpResponseMessage response = await Send(_client, method, path, body);
        return (await response.Problem(status))["detail"]!.GetValue<string>();
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "v2/" + path);
        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        return await client.SendAsync(request, Cancel);
    }
}
