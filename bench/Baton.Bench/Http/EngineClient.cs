using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Bench.Http;

/// <summary>
/// What the bench asks of a server over its /v2 API, signed in as the administrator of the demo. Connections stay open and are shared by all
/// callers. Safe for any number of threads.
/// </summary>
/// <remarks>Every method throws <see cref="InvalidOperationException"/> with the server's answer when it was refused.</remarks>
internal sealed class EngineClient : IDisposable
{
    private const int PageSize = 10_000;

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _client;
    private readonly HttpClient _stranger;

    public EngineClient(Uri address)
    {
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        _client = new HttpClient(connections) { BaseAddress = address };
        _stranger = new HttpClient(connections, disposeHandler: false) { BaseAddress = address };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:baton-demo"));
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
    }

    /// <summary>Who the bench is on the server.</summary>
    public static string UserName => "admin.lau";

    /// <summary>The cheapest request that the server has, from nobody it knows: what HTTP itself costs.</summary>
    public async Task AskHealth()
    {
        using var response = await _stranger.GetAsync("health/live");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Deploys a BPMN model.</summary>
    public async Task Deploy(string fileName, string model)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(model));
        using var form = new MultipartFormDataContent { { file, "resources", fileName } };
        using var response = await _client.PostAsync("v2/deployments", form);
        await Check(response);
    }

    /// <summary>Starts an instance of the newest version of a process; the variables are a JSON object.</summary>
    public Task Create(string process, string variables = "{}") =>
        Send("v2/process-instances", $$"""{"processDefinitionId":"{{process}}","variables":{{variables}}}""");

    /// <summary>The keys of all user tasks of a process that wait, the oldest first.</summary>
    public async Task<List<string>> WaitingTasks(string process)
    {
        var keys = new List<string>();
        string? after = null;
        while (true)
        {
            var page = new JsonObject { ["limit"] = PageSize };
            if (after is not null)
            {
                page["after"] = after;
            }
            var search = new JsonObject
            {
                ["filter"] = new JsonObject { ["processDefinitionId"] = process, ["state"] = "CREATED" },
                ["page"] = page,
            };
            using var answer = await Ask("v2/user-tasks/search", search.ToJsonString());
            var items = answer.RootElement.GetProperty("items");
            keys.AddRange(items.EnumerateArray().Select(item => item.GetProperty("userTaskKey").GetString()!));
            if (items.GetArrayLength() < PageSize)
            {
                return keys;
            }
            after = answer.RootElement.GetProperty("page").GetProperty("endCursor").GetString();
        }
    }

    /// <summary>Gives a user task to the user of the bench.</summary>
    public Task Claim(string userTaskKey) => Send($"v2/user-tasks/{userTaskKey}/assignment", $$"""{"assignee":"{{UserName}}"}""");

    public Task CompleteTask(string userTaskKey) => Send($"v2/user-tasks/{userTaskKey}/completion", """{"variables":{"approved":true}}""");

    /// <summary>Leases jobs for a minute. Where there is none it waits for one as long as its patience; zero does not wait.</summary>
    /// <returns>The keys of the jobs and their variable <c>sent</c>, zero where there is none.</returns>
    public async Task<List<(string Key, long Sent)>> Activate(string type, int most, TimeSpan patience)
    {
        // A negative time is the contract's word for not waiting, and zero that for the usual time.
        var wait = patience == TimeSpan.Zero ? -1 : (long)patience.TotalMilliseconds;
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":"{{type}}","maxJobsToActivate":{{most}},"timeout":60000,"requestTimeout":{{wait}},"worker":"bench"}"""
        );
        using var answer = await Ask("v2/jobs/activation", body);
        return
        [
            .. answer
                .RootElement.GetProperty("jobs")
                .EnumerateArray()
                .Select(job =>
                    (
                        job.GetProperty("jobKey").GetString()!,
                        job.GetProperty("variables").TryGetProperty("sent", out var sent) ? sent.GetInt64() : 0
                    )
                ),
        ];
    }

    public Task CompleteJob(string jobKey) => Send($"v2/jobs/{jobKey}/completion", "{}");

    public void Dispose()
    {
        _stranger.Dispose();
        _client.Dispose();
    }

    private async Task Send(string path, string json)
    {
        using var response = await Post(path, json);
        await Check(response);
    }

    private async Task<JsonDocument> Ask(string path, string json)
    {
        using var response = await Post(path, json);
        await Check(response);
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
    }

    private async Task<HttpResponseMessage> Post(string path, string json)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = JsonType;
        return await _client.PostAsync(path, content);
    }

    private static async Task Check(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{response.RequestMessage!.RequestUri!.AbsolutePath} was answered with {(int)response.StatusCode}: "
                    + await response.Content.ReadAsStringAsync()
            );
        }
    }
}
