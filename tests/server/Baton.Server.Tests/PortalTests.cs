using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Baton.Server.Tests;

/// <summary>The customers' own page over HTTP: for programs, and in a browser without scripts.</summary>
public sealed partial class PortalTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("baton-portal-").FullName;
    private WebApplication? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A trial with the demo has the page by itself.</summary>
    public async ValueTask InitializeAsync() =>
        _app = await RunningServer.Start(_data, "--Demo:Load=true", "--Portal:RequestsPerMinute=1000");

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_program_registers_a_case_follows_it_writes_and_sends_a_file()
    {
        using HttpClient stranger = Client();
        JsonNode given = await Register(stranger);
        using HttpResponseMessage entered = await stranger.PostAsJsonAsync("/api/portal/session", Entry(given), Ct);
        JsonNode entry = await entered.Json();

        using HttpClient customer = Client(entry["ticket"]!.GetValue<string>());
        using HttpResponseMessage wrote = await customer.PostAsJsonAsync("/api/portal/case/messages", new { text = "Any news?" }, Ct);
        using var file = new MultipartFormDataContent { { new ByteArrayContent("hello"u8.ToArray()), "file", "hello.txt" } };
        using HttpResponseMessage sent = await customer.PostAsync("/api/portal/case/attachments", file, Ct);
        using HttpResponseMessage rated = await customer.PutAsJsonAsync("/api/portal/case/rating", new { stars = 5 }, Ct);
        using HttpResponseMessage shown = await customer.GetAsync("/api/portal/case", Ct);

        Assert.Equal(HttpStatusCode.NoContent, wrote.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        Assert.Equal("not-closed", (await rated.Problem(HttpStatusCode.Conflict))["code"]!.GetValue<string>());
        JsonNode page = await shown.Json();
        Assert.Equal("received", page["state"]!.GetValue<string>());
        Assert.Equal("Any news?", page["texts"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("hello.txt", page["files"]![0]!["name"]!.GetValue<string>());
        using HttpClient next = Client(shown.Headers.GetValues("Portal-Ticket").Single());
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync("/api/portal/case", Ct)).StatusCode);
    }

    [Fact]
    public async Task What_a_program_sends_wrong_is_named_and_who_has_no_ticket_sees_nothing()
    {
        using HttpClient stranger = Client();
        using HttpResponseMessage registered = await stranger.PostAsJsonAsync(
            "/api/portal/cases",
            new
            {
                type = "wo-fault",
                name = "",
                subject = "x",
                description = "y",
            },
            Ct
        );
        using HttpResponseMessage entered = await stranger.PostAsJsonAsync("/api/portal/session", new { number = "FLT-1", code = "x" }, Ct);
        using HttpResponseMessage shown = await stranger.GetAsync("/api/portal/case", Ct);

        JsonNode problem = await registered.Problem(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["form.faultKind", "form.faultPlace", "form.serviceNumber", "name", "phone"],
            problem["errors"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)
        );
        await entered.Problem(HttpStatusCode.Unauthorized);
        await shown.Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Neither_a_session_of_the_desk_opens_a_case_here_nor_a_ticket_the_desk()
    {
        using HttpClient stranger = Client();
        JsonNode given = await Register(stranger);
        using HttpResponseMessage entered = await stranger.PostAsJsonAsync("/api/portal/session", Entry(given), Ct);
        string ticket = (await entered.Json())["ticket"]!.GetValue<string>();
        using HttpClient admin = RunningServer.Client(_app!);
        using HttpResponseMessage token = await admin.PostAsJsonAsync("/api/tokens", new { name = "t" }, Ct);
        string access = (await token.Json())["token"]!.GetValue<string>();
        using HttpResponseMessage signedIn = await stranger.PostAsJsonAsync(
            "/api/session",
            new { userName = RunningServer.AdminName, password = RunningServer.Password },
            Ct
        );
        string session = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        using HttpClient byToken = Client(access);
        Assert.Equal(HttpStatusCode.Unauthorized, (await byToken.GetAsync("/api/portal/case", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.GetAsync("/api/portal/case", Ct)).StatusCode);
        using HttpClient byTicket = Client(ticket);
        Assert.Equal(HttpStatusCode.Unauthorized, (await byTicket.GetAsync($"/api/cases/{given["number"]}", Ct)).StatusCode);
        Assert.Equal("/portal?expired=1", await Redirected("/portal/case", session));
        Assert.StartsWith(
            "/sign-in",
            await Redirected("/work", $"baton.portal={ticket}; baton.session={ticket}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_browser_without_scripts_registers_a_case_with_a_file_reads_it_and_leaves()
    {
        var browser = new PlainBrowser(Client());
        string form = await browser.Get("/portal/new?type=wo-fault");
        var fields = new Dictionary<string, string>
        {
            ["subject"] = "No <signal>",
            ["description"] = "Since this morning.",
            ["name"] = "Lam Siu-ming",
            ["phone"] = "",
            ["email"] = "lam@example.com",
            ["form.faultKind"] = "no-service",
            ["form.faultPlace"] = "12 Harbour Road",
            ["form.serviceNumber"] = "13800138000",
            ["once"] = Value(form, "once"),
        };

        string refused = await browser.Post("/portal/new?type=wo-fault", "register", form, new(fields) { ["email"] = "" });
        string receipt = await browser.Post("/portal/new?type=wo-fault", "register", form, fields, ("photo.txt", "hello"));
        string number = Tested(receipt, "receipt-number");
        string shown = await browser.Get("/portal/case");
        string sent = await browser.Post("/portal/case", "send", shown, new() { ["text"] = "Any <b>news</b>?" });
        await browser.Post("/portal/case", "leave", shown, []);

        Assert.Contains("phone-problem", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"Lam Siu-ming\"", refused, StringComparison.Ordinal);
        Assert.Matches("^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$", Tested(receipt, "receipt-code"));
        Assert.Contains(number, shown, StringComparison.Ordinal);
        Assert.Contains("No &lt;signal&gt;", shown, StringComparison.Ordinal);
        Assert.Contains("photo.txt", shown, StringComparison.Ordinal);
        Assert.Equal("/portal/case?done=sent", sent);
        Assert.Equal("/portal?expired=1", await browser.Get("/portal/case"));

        string home = await browser.Get("/portal");
        var entry = new Dictionary<string, string> { ["number"] = number, ["code"] = Tested(receipt, "receipt-code") };
        string wrong = await browser.Post("/portal", "enter", home, new(entry) { ["code"] = "wrong" });
        Assert.Contains("portal-problem", wrong, StringComparison.Ordinal);
        Assert.Equal("/portal/case", await browser.Post("/portal", "enter", home, entry));
        Assert.Contains("Any &lt;b&gt;news&lt;/b&gt;?", await browser.Get("/portal/case"), StringComparison.Ordinal);
        Assert.Equal(("/portal", true), (browser.CookiePath, browser.IsCookieOutOfReach));
    }

    [Fact]
    public async Task A_form_that_another_site_sends_is_refused_and_pages_are_kept_by_no_cache()
    {
        using HttpClient stranger = Client();
        using HttpResponseMessage page = await stranger.GetAsync("/portal", Ct);
        var forged = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["_handler"] = "enter",
                ["number"] = "x",
                ["code"] = "y",
            }
        );
        using HttpResponseMessage answer = await stranger.PostAsync("/portal", forged, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Contains("form-action 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_routes_turn_away_who_asks_too_often()
    {
        string data = Directory.CreateTempSubdirectory("baton-portal-").FullName;
        await using WebApplication app = await RunningServer.Start(data, "--Portal:Enabled=true", "--Portal:RequestsPerMinute=2");
        using HttpClient stranger = RunningServer.Client(app, userName: null);

        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/portal", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/api/portal/case-types", Ct)).StatusCode);
        using HttpResponseMessage page = await stranger.GetAsync("/portal", Ct);
        using HttpResponseMessage route = await stranger.GetAsync("/api/portal/case-types", Ct);

        Assert.Equal((HttpStatusCode.TooManyRequests, "text/plain"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        await route.Problem(HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/sign-in", Ct)).StatusCode);
        await app.StopAsync(Ct);
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private HttpClient Client(string? bearer = null)
    {
        HttpClient client = RunningServer.Client(_app!, userName: null);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        if (bearer is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }
        return client;
    }

    private static async Task<JsonNode> Register(HttpClient stranger)
    {
        using HttpResponseMessage made = await stranger.PostAsJsonAsync(
            "/api/portal/cases",
            new
            {
                type = "wo-fault",
                name = "Lam Siu-ming",
                subject = "No signal",
                description = "Since this morning.",
                email = "lam@example.com",
                form = new
                {
                    faultKind = "slow",
                    faultPlace = "Home",
                    serviceNumber = "13800138000",
                },
            },
            Ct
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await made.Json();
    }

    private static object Entry(JsonNode given) =>
        new { number = given["number"]!.GetValue<string>(), code = given["code"]!.GetValue<string>() };

    private async Task<string> Redirected(string path, string cookies)
    {
        using HttpClient client = Client();
        client.DefaultRequestHeaders.Add("Cookie", cookies);
        using HttpResponseMessage response = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return new Uri(client.BaseAddress!, response.Headers.Location!).PathAndQuery;
    }

    private static string Value(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;

    private static string Tested(string html, string testId) =>
        Regex.Match(html, $"data-testid=\"{testId}\"[^>]*>([^<]+)<").Groups[1].Value;

    /// <summary>What a browser does with forms and cookies when it runs no scripts. An answer that leads elsewhere gives the address.</summary>
    private sealed partial class PlainBrowser(HttpClient http)
    {
        private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

        public string? CookiePath { get; private set; }

        public bool IsCookieOutOfReach { get; private set; }

        public Task<string> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

        public Task<string> Post(
            string path,
            string handler,
            string page,
            Dictionary<string, string> fields,
            (string Name, string Content)? file = null
        )
        {
            var form = new MultipartFormDataContent
            {
                { new StringContent(handler), "_handler" },
                { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" },
            };
            foreach ((string name, string value) in fields)
            {
                form.Add(new StringContent(value), name);
            }
            if (file is { } sent)
            {
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Content)), "files", sent.Name);
            }
            return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
        }

        private async Task<string> Send(HttpRequestMessage request)
        {
            if (_cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }
            using HttpResponseMessage response = await http.SendAsync(request, Ct);
            if (response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies))
            {
                foreach (string cookie in cookies)
                {
                    Keep(cookie);
                }
            }
            if (response.StatusCode == HttpStatusCode.Redirect)
            {
                return new Uri(http.BaseAddress!, response.Headers.Location!).PathAndQuery;
            }
            string text = await response.Content.ReadAsStringAsync(Ct);
            Assert.True(response.IsSuccessStatusCode, $"{request.Method} {request.RequestUri} answered {response.StatusCode}: {text}");
            return text;
        }

        private void Keep(string cookie)
        {
            string[] parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            string[] pair = parts[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
            if (pair[1].Length == 0)
            {
                _cookies.Remove(pair[0]);
            }
            if (pair[0] == "baton.portal")
            {
                CookiePath = parts.Single(part => part.StartsWith("path=", StringComparison.OrdinalIgnoreCase))[5..];
                IsCookieOutOfReach = parts.Contains("httponly", StringComparer.OrdinalIgnoreCase);
            }
        }

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }
}
