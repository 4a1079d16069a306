using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Stories;

/// <summary>A person of the demo organisation who uses /api, with Basic credentials.</summary>
internal sealed class DeskApi(ServerProcess server, string userName, string password) : IDisposable
{
    private readonly HttpClient _http = server.CreateClient(userName, password);

    public string UserName { get; } = userName;

    public Task<JsonNode> Get(string path) => Send(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public Task<JsonNode> Post(string path, JsonNode? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        Send(HttpMethod.Post, path, body, expected);

    public Task<JsonNode> Put(string path, JsonNode body) => Send(HttpMethod.Put, path, body, HttpStatusCode.OK);

    public async Task<JsonArray> List(string path) =>
        await Get(path) switch
        {
            JsonArray list => list,
            var page => (JsonArray)page["items"]!,
        };

    /// <summary>Opens a case of type tos and answers its number.</summary>
    public async Task<string> OpenCase(string customerKey, string subject, string faxNumber, string? unitManager = null)
    {
        var body = new JsonObject
        {
            ["type"] = "tos",
            ["subject"] = subject,
            ["category"] = "mobile.plan.change.upgrade",
            ["description"] = "客戶來電要求轉換月費計劃，請以傳真確認。",
            ["customerKey"] = customerKey,
            ["unitManager"] = unitManager,
            ["form"] = new JsonObject
            {
                ["serviceType"] = "mobile",
                ["requestType"] = "change",
                ["serviceNumber"] = "92345678",
                ["recipientName"] = "張大明",
                ["faxNumber"] = faxNumber,
                ["requestDetails"] = "由 $188 轉至 $288 計劃。",
            },
        };
        var opened = await Post("cases", body, HttpStatusCode.Created);
        return (string)opened["number"]!;
    }

    /// <summary>The open task of a case in one of this person's views; null when it is not there.</summary>
    public async Task<JsonNode?> FindTask(string caseNumber, string view) =>
        (await List("worklist?view=" + view)).FirstOrDefault(task => (string?)task!["caseNumber"] == caseNumber);

    public async Task<JsonNode> Task(string caseNumber, string view) =>
        await Eventually.Finds(() => FindTask(caseNumber, view), $"a task of {caseNumber} in the view '{view}' of {UserName}");

    public Task<JsonNode> Complete(JsonNode task, string action, string? opinion = null, JsonObject? form = null) =>
        Post(
            $"tasks/{task["key"]}/complete",
            new JsonObject
            {
                ["action"] = action,
                ["opinion"] = opinion,
                ["form"] = form,
            }
        );

    public async Task<byte[]> Download(string path)
    {
        using var response = await _http.GetAsync("api/" + path);
        Assert.True(response.IsSuccessStatusCode, $"GET {path} answered {(int)response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Deploys one file over the engine's API.</summary>
    public async Task Deploy(string name, string content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "resources", name } };
        using var response = await _http.PostAsync("/v2/deployments", form);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Imports a pack, as a zip.</summary>
    public async Task ImportPack(byte[] zip)
    {
        using var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new("application/zip");
        using var response = await _http.PostAsync("api/packs", content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Starts a process over the engine's API and answers the key of the instance.</summary>
    public async Task<string> StartProcess(string processId, JsonObject variables)
    {
        var body = new JsonObject { ["processDefinitionId"] = processId, ["variables"] = variables };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/v2/process-instances", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["processInstanceKey"]!;
    }

    public async Task PinClock(DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var content = new StringContent($$"""{"timestamp": {{timestamp}}}""", Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync("v2/clock", content);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> Send(HttpMethod method, string path, JsonNode? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, "api/" + path);
        request.Headers.AcceptLanguage.ParseAdd("en");
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.StatusCode == expected,
            $"{method} {path} answered {(int)response.StatusCode}, expected {(int)expected}: {text}"
        );
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }
}
