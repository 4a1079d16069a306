using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>The audit log over HTTP.</summary>
public sealed class AuditApiTests(RunningServer server) : IDisposable
{
    private readonly HttpClient _client = server.Client();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_deployment_is_logged_with_who_brought_it_and_from_where()
    {
        await new EngineCaller(_client).DeployTask("audited", """<bpmn:task id="task" />""");

        JsonNode line = (await Get("/api/audit?kind=deployment&text=audited&limit=1"))["items"]![0]!;

        Assert.Equal("created", line["action"]!.GetValue<string>());
        Assert.Equal("127.0.0.1", line["remoteAddress"]!.GetValue<string>());
        Assert.Equal(1, line["after"]!["processes"]!["audited"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_new_user_is_logged_and_the_chain_holds()
    {
        await server.AddUser("audited-user");

        JsonNode line = (await Get("/api/audit?kind=user&actor=" + RunningServer.AdminName + "&text=audited-user"))["items"]![0]!;
        JsonNode check = await Get("/api/audit/verify");

        Assert.Equal("audited-user", line["target"]!.GetValue<string>());
        Assert.Equal("changed", line["after"]!["passwordHash"]!.GetValue<string>());
        Assert.Null(check["brokenNumber"]);
        // Numbers beyond what a script holds exactly travel as texts.
        Assert.True(long.Parse(check["checked"]!.ToString(), CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Settings_of_the_first_start_stand_in_the_log_and_the_export_is_a_table()
    {
        using HttpResponseMessage file = await _client.GetAsync("/api/audit/export?kind=settings", Cancel);
        string text = await file.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains("LockoutAttempts", text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Get(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Json();
    }
}
