using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Who gets in: passwords, tokens, cookies, and calls that another site forges.</summary>
public sealed class AccessTests(RunningServer server)
{
    [Fact]
    public async Task Ten_wrong_passwords_close_the_account_even_for_the_right_one()
    {
        await server.AddUser("locked.out");
        Assert.Equal(HttpStatusCode.OK, await Me("locked.out", RunningServer.Password));

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Me("locked.out", "wrong-password-1"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Me("locked.out", RunningServer.Password));
    }

    [Fact]
    public async Task An_unknown_user_is_refused_like_a_wrong_password()
    {
        using HttpClient unknown = server.Client("nobody.at.all");
        using HttpClient wrong = server.Client(RunningServer.GuestName, "wrong-password-1");
        using HttpResponseMessage first = await unknown.GetAsync("/api/me", TestContext.Current.CancellationToken);
        using HttpResponseMessage second = await wrong.GetAsync("/api/me", TestContext.Current.CancellationToken);
        JsonNode one = await first.Problem(HttpStatusCode.Unauthorized);
        JsonNode other = await second.Problem(HttpStatusCode.Unauthorized);
        Assert.Equal(one["detail"]!.GetValue<string>(), other["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_access_token_works_until_it_is_revoked()
    {
        using HttpClient admin = server.Client();
        using HttpResponseMessage created = await admin.PostAsJsonAsync(
            "/api/tokens",
            new { name = "test" },
            TestContext.Current.CancellationToken
        );
        JsonNode token = await created.Json();
        using HttpClient program = server.Client(userName: null);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["token"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, await Status(program, "/v2/topology"));

        await admin.DeleteAsync($"/api/tokens/{token["key"]}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(program, "/v2/topology"));
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using HttpClient browser = server.Client(userName: null);
        using HttpResponseMessage response = await SignIn(browser);
        string cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("baton.session=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NoContent)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task A_call_that_another_site_forges_with_the_cookie_is_refused(string header, string value, HttpStatusCode expected)
    {
        using HttpClient browser = server.Client(userName: null);
        using HttpResponseMessage signedIn = await SignIn(browser);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/session");
        request.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        request.Headers.Add(header, value);
        using HttpResponseMessage response = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_frames_and_guessing_of_types()
    {
        using HttpClient stranger = server.Client(userName: null);
        foreach (string path in new[] { "/health/live", "/v2/topology", "/api/me", "/v2/nowhere" })
        {
            using HttpResponseMessage response = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains(
                "frame-ancestors 'none'",
                response.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient browser) =>
        browser.PostAsJsonAsync(
            "/api/session",
            new { userName = RunningServer.AdminName, password = RunningServer.Password },
            TestContext.Current.CancellationToken
        );

    private async Task<HttpStatusCode> Me(string userName, string password)
    {
        using HttpClient client = server.Client(userName, password);
        return await Status(client, "/api/me");
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
