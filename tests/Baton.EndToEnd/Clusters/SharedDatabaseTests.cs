using System.Net;
using System.Net.Http.Json;
using System.Text;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using Baton.Tests.Postgres;

namespace Baton.EndToEnd.Clusters;

/// <summary>Server processes with data directories of their own that share nothing but a PostgreSQL database.</summary>
public sealed class SharedDatabaseTests
{
    private const string Password = "not-for-logs";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_at_one_server_is_seen_at_the_other()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        string database = ThrowawayPostgres.Shared.NewDatabase();
        await using ServerProcess first = await Start(database);
        using var amy = new DeskApi(first, "amy", FaxDeskStage.DemoPassword);
        string customer = (string)(await amy.List("customers?phone=" + Uri.EscapeDataString("2345 6789")))[0]!["key"]!;
        string number = await amy.OpenCase(customer, "轉換月費計劃", "+85223456780");
        byte[] content = Encoding.UTF8.GetBytes(new string('附', 300_000));
        string attachment = await Upload(first, number, content);
        string session = await SignIn(first);

        await using ServerProcess second = await Start(database);
        using var amyThere = new DeskApi(second, "amy", FaxDeskStage.DemoPassword);
        using var managerThere = new DeskApi(second, "um.lee", FaxDeskStage.DemoPassword);
        Assert.Equal("amy", await WhoIs(second, session));
        Assert.Equal(content, await amyThere.Download("attachments/" + attachment));
        await using Chromium browser = await Chromium.Start();
        DeskWindow window = await DeskWindow.SignIn(browser, first.BaseAddress, "amy");
        await window.Go("/cases/" + number);
        await window.SeesStatus("awaiting-approval");
        await managerThere.Complete(await managerThere.Task(number, "mine"), "approve");

        await window.SeesStatus("approved");
        var seen = await amy.Get("cases/" + number);
        Assert.Contains("um.lee", seen["timeline"]!.ToJsonString(), StringComparison.Ordinal);
        string next = await amyThere.OpenCase(customer, "Opened at the second", "+85223456780");
        Assert.NotEqual(number, next);
        Assert.NotNull(await amy.Get("cases/" + next));
        (int exitCode, string output) = await second.RunCommand(["verify"], Cancel);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain(Password, first.Log + second.Log + output, StringComparison.Ordinal);
    }

    private static Task<ServerProcess> Start(string database) =>
        ServerProcess.Start(
            new ServerSettings
            {
                LoadDemo = true,
                Arguments = ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={database};Password={Password}"],
            },
            Cancel
        );

    private static async Task<string> Upload(ServerProcess server, string number, byte[] content)
    {
        using HttpClient http = server.CreateClient("amy", FaxDeskStage.DemoPassword);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "letter.txt" } };
        using HttpResponseMessage response = await http.PostAsync($"api/cases/{number}/attachments", form, Cancel);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!.ToString().Split('/')[^1];
    }

    /// <summary>Signs in as a browser does and answers the cookie.</summary>
    private static async Task<string> SignIn(ServerProcess server)
    {
        using HttpClient http = server.CreateClient(userName: null);
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            "api/session",
            new { userName = "amy", password = FaxDeskStage.DemoPassword },
            Cancel
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<string?> WhoIs(ServerProcess server, string session)
    {
        using HttpClient http = server.CreateClient(userName: null);
        http.DefaultRequestHeaders.Add("Cookie", session);
        var me = await http.GetFromJsonAsync<Dictionary<string, object>>("api/me", Cancel);
        return me?["userName"].ToString();
    }
}
