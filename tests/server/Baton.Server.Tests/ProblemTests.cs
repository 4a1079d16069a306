using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Every failed call answers with problem details that say where and what.</summary>
public sealed class ProblemTests(RunningServer server)
{
    [Theory]
    [InlineData("/v2/nowhere", "about:blank")]
    [InlineData("/api/nowhere", "https://tools.ietf.org/html/rfc9110#section-15.5.5")]
    public async Task An_unknown_address_is_a_problem(string path, string type)
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        JsonNode problem = await response.Problem(HttpStatusCode.NotFound);
        Assert.Equal(type, problem["type"]!.GetValue<string>());
        Assert.Equal(path, problem["instance"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/cases?q=modem", "q", "channel")]
    [InlineData("/api/cases?text=modem&Colour=red", "Colour", "text")]
    [InlineData("/api/me?limit=5", "limit", "none")]
    public async Task A_parameter_that_an_address_does_not_have_is_refused_and_those_that_it_has_are_named(
        string path,
        string name,
        string part
    )
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        string message = problem["errors"]![name]!.AsArray().Single()!.GetValue<string>();
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Single(problem["errors"]!.AsObject());
    }

    [Theory]
    [InlineData("/api/cases?TEXT=modem&channel=phone&channel=fax")]
    [InlineData("/api/soap/cases?singleWsdl")]
    public async Task Parameters_that_an_address_has_are_taken_in_any_case_of_letters(string path)
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_method_names_the_right_one()
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await client.PatchAsync("/v2/topology", content: null, TestContext.Current.CancellationToken);
        JsonNode problem = await response.Problem(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_media_type_names_the_right_one()
    {
        JsonNode problem = await Post("/v2/jobs/activation", "hello", HttpStatusCode.UnsupportedMediaType, "text/plain");
        Assert.Contains("application/json", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\": \"a\",\n \"maxJobs", "line 2")]
    [InlineData("{\"type\": \"a\", \"maxJobsToActivate\": 1, \"timeout\": 5, \"tipe\": 1}", "'tipe'")]
    [InlineData("{\"type\": \"a\", \"maxJobsToActivate\": 1, \"timeout\": 5, \"type\": \"b\"}", "type")]
    [InlineData("{\"type\": \"a\", \"maxJobsToActivate\": \"many\", \"timeout\": 5}", "'maxJobsToActivate'")]
    [InlineData("{\"type\": \"a\", \"maxJobsToActivate\": 0, \"timeout\": 5}", "'maxJobsToActivate'")]
    [InlineData("{\"type\": \"a\"}", "maxJobsToActivate")]
    [InlineData("[]", "JSON")]
    [InlineData("null", "null")]
    public async Task A_body_that_does_not_fit_is_explained(string body, string part)
    {
        JsonNode problem = await Post("/v2/jobs/activation", body, HttpStatusCode.BadRequest);
        Assert.Equal("INVALID_ARGUMENT", problem["title"]!.GetValue<string>());
        Assert.Contains(part, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"userName\": \"x\"", "line 1")]
    [InlineData("{\"userName\": \"x\", \"password\": \"y\", \"colour\": \"red\"}", "'colour'")]
    public async Task A_body_that_does_not_fit_is_explained_by_the_desk_too(string body, string part)
    {
        JsonNode problem = await Post("/api/session", body, HttpStatusCode.BadRequest);
        Assert.Contains(part, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        string body = $"{{\"name\": \"{new string('x', 9 * 1024 * 1024)}\"}}";
        await Post("/v2/messages/publication", body, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_whatever_comes_with_it()
    {
        using HttpClient client = server.Client();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[60 * 1024 * 1024]), "file", "film.mp4" } };
        using HttpResponseMessage response = await client.PostAsync(
            "/api/drafts/d1/attachments",
            form,
            TestContext.Current.CancellationToken
        );
        JsonNode problem = await response.Problem(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("Attachments:MaxMegabytes", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_number_is_invalid()
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await client.GetAsync("/v2/user-tasks/abc", TestContext.Current.CancellationToken);
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        Assert.Contains("abc", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_command_names_command_and_code()
    {
        JsonNode problem = await Post("/v2/user-tasks/4711/completion", "{}", HttpStatusCode.NotFound);
        Assert.Equal("NOT_FOUND", problem["title"]!.GetValue<string>());
        Assert.StartsWith(
            "Command 'UserTask:COMPLETE' rejected with code 'NOT_FOUND': ",
            problem["detail"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
    }

    private async Task<JsonNode> Post(string path, string body, HttpStatusCode status, string mediaType = "application/json")
    {
        using HttpClient client = server.Client();
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        using HttpResponseMessage response = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await response.Problem(status);
    }
}
