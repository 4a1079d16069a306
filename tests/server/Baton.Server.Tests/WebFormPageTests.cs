using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Baton.Server.Tests;

/// <summary>Web forms over HTTP: as a page in a frame without scripts and cookies, and for programs of other sites.</summary>
public sealed partial class WebFormPageTests : IAsyncLifetime
{
    private const string Site = "https://www.example.com";
    private readonly string _data = Directory.CreateTempSubdirectory("baton-webform-").FullName;
    private WebApplication? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningServer.Start(
            _data,
            "--Demo:Load=true",
            "--WebForms:MinSeconds=0",
            "--WebForms:RequestsPerMinute=1000",
            "--WebForms:SendsPerHour=1000"
        );
        using HttpClient admin = RunningServer.Client(_app);
        using HttpResponseMessage saved = await admin.PutAsJsonAsync(
            "/api/web-forms/fault",
            new
            {
                name = new
                {
                    en = "Faults <here>",
                    zhHans = "故障",
                    zhHant = "故障報告",
                },
                caseType = "wo-fault",
                sites = new[] { Site },
            },
            Ct
        );
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Only_the_sites_of_a_form_may_show_it_in_a_frame()
    {
        using HttpClient stranger = Client();
        using HttpResponseMessage form = await stranger.GetAsync("/forms/fault", Ct);
        using HttpResponseMessage gone = await stranger.GetAsync("/forms/nothing", Ct);
        using HttpResponseMessage desk = await stranger.GetAsync("/sign-in", Ct);

        Assert.EndsWith($"frame-ancestors 'self' {Site}", Policy(form), StringComparison.Ordinal);
        Assert.False(form.Headers.Contains("X-Frame-Options"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.EndsWith("frame-ancestors 'none'", Policy(desk), StringComparison.Ordinal);
        Assert.True(desk.Headers.Contains("X-Frame-Options"));

        static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_its_address_before_that_of_the_browser()
    {
        using HttpClient stranger = Client();
        stranger.DefaultRequestHeaders.Add("Accept-Language", "zh-HK");

        string browser = await stranger.GetStringAsync("/forms/fault", Ct);
        string address = await stranger.GetStringAsync("/forms/fault?lang=en", Ct);

        Assert.Contains("<html lang=\"zh-Hant\"", browser, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", address, StringComparison.Ordinal);
        Assert.Contains("Faults &lt;here&gt;", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_without_scripts_and_cookies_sends_the_form_and_keeps_what_was_typed_when_it_is_refused()
    {
        using HttpClient stranger = Client();
        string page = await stranger.GetStringAsync("/forms/fault?lang=en", Ct);
        Dictionary<string, string> fields = Fields(Token().Match(page).Groups[1].Value);

        string refused = await Post(stranger, new(fields) { ["phone"] = "12" });
        string trapped = await Post(stranger, new(fields) { ["website"] = "https://example.com" });
        string old = await Post(stranger, new(fields) { ["token"] = "old" });
        string receipt = await Post(stranger, fields, "door.txt");
        string again = await Post(stranger, fields);

        Assert.Contains("id=\"phone-problem\"", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"", refused, StringComparison.Ordinal);
        Assert.Contains("webform-problem", trapped, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"https://example.com\"", trapped, StringComparison.Ordinal);
        Assert.Contains("webform-problem", old, StringComparison.Ordinal);
        Assert.NotEqual("old", Token().Match(old).Groups[1].Value);
        Assert.Matches("^[0-9]+$", Number().Match(receipt).Groups[1].Value);
        Assert.Contains("webform-repeat", again, StringComparison.Ordinal);
        Assert.Equal(Number().Match(receipt).Groups[1].Value, Number().Match(again).Groups[1].Value);
    }

    [Fact]
    public async Task Programs_send_the_form_from_its_sites_only()
    {
        using HttpClient site = Client();
        site.DefaultRequestHeaders.Add("Origin", Site);
        site.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using HttpClient other = Client();
        other.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/web-forms/fault");
        using HttpResponseMessage allowed = await site.SendAsync(asked, Ct);
        using HttpResponseMessage shown = await site.GetAsync("/api/web-forms/fault", Ct);
        JsonNode offered = await shown.Json();
        using HttpResponseMessage sent = await site.PostAsJsonAsync("/api/web-forms/fault", Body(offered), Ct);
        JsonNode receipt = await sent.Json();
        using HttpResponseMessage refused = await other.PostAsJsonAsync("/api/web-forms/fault", Body(offered), Ct);

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal(Site, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("POST", allowed.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Created, Site), (sent.StatusCode, sent.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Matches("^[0-9]+$", receipt["number"]!.GetValue<string>());
        await refused.Problem(HttpStatusCode.Forbidden);
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "{\"name\":1}")]
    [InlineData("application/json", "{\"form\":{\"a\":1,\"a\":2}}")]
    [InlineData("application/json", "{\"form\":{\"faultKind\":{\"a\":[]}},\"token\":\"x\"}")]
    [InlineData("text/plain", "name=x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnothing")]
    [InlineData("multipart/form-data", "")]
    [InlineData("application/x-www-form-urlencoded", "name=%00&token=%ff")]
    public async Task Odd_bodies_are_refused(string type, string body)
    {
        using HttpClient stranger = Client();
        foreach (string address in new[] { "/api/web-forms/fault", "/forms/fault" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using HttpResponseMessage answer = await stranger.PostAsync(address, content, Ct);

            Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    private HttpClient Client() => RunningServer.Client(_app!, userName: null);

    private static JsonObject Body(JsonNode offered) =>
        new()
        {
            ["name"] = "Lam",
            ["subject"] = "No signal",
            ["description"] = "Since this morning.",
            ["email"] = "lam@example.com",
            ["token"] = offered["token"]!.GetValue<string>(),
            ["form"] = new JsonObject
            {
                ["faultKind"] = "no-service",
                ["faultPlace"] = "12 Harbour Road",
                ["serviceNumber"] = "13800138000",
            },
        };

    private static Dictionary<string, string> Fields(string token) =>
        new()
        {
            ["_handler"] = "webform",
            ["token"] = token,
            ["name"] = "\"><script>alert(1)</script>",
            ["phone"] = "",
            ["email"] = "lam@example.com",
            ["subject"] = "No signal",
            ["description"] = "Since this morning.",
            ["form.faultKind"] = "no-service",
            ["form.faultPlace"] = "12 Harbour Road",
            ["form.serviceNumber"] = "13800138000",
        };

    private static async Task<string> Post(HttpClient client, Dictionary<string, string> fields, string? file = null)
    {
        using var form = new MultipartFormDataContent();
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        if (file is not null)
        {
            form.Add(new ByteArrayContent("a door"u8.ToArray()), "files", file);
        }
        using HttpResponseMessage answer = await client.PostAsync("/forms/fault?lang=en", form, Ct);
        string text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return text;
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("data-testid=\"webform-number\">([^<]+)<")]
    private static partial Regex Number();
}
