using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Bench.Desk;

/// <summary>Somebody at work over <c>/api</c>, signed in by a token of his own. Safe for any number of threads.</summary>
/// <remarks>Every method throws <see cref="InvalidOperationException"/> with the server's answer when it was refused.</remarks>
internal sealed class DeskClient : IDisposable
{
    private readonly HttpClient _client;

    private DeskClient(HttpClient client, string userName) => (_client, UserName) = (client, userName);

    public string UserName { get; }

    public static async Task<DeskClient> SignIn(HttpMessageHandler connections, Uri address, string userName)
    {
        var client = new HttpClient(connections, disposeHandler: false) { BaseAddress = address };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:baton-demo"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        var desk = new DeskClient(client, userName);
        var made = await desk.Post("api/tokens", new JsonObject { ["name"] = "bench" });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made["token"]!.GetValue<string>());
        return desk;
    }

    /// <summary>Asks and reads the answer to its end.</summary>
    public async Task Get(string path)
    {
        using var response = await _client.GetAsync(path);
        await Check(response);
        await response.Content.CopyToAsync(Stream.Null);
    }

    public async Task<JsonNode> Read(string path)
    {
        using var response = await _client.GetAsync(path);
        await Check(response);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public Task<JsonNode> Post(string path, JsonObject body) => Send(HttpMethod.Post, path, body);

    public Task<JsonNode> Put(string path, JsonObject body) => Send(HttpMethod.Put, path, body);

    public void Dispose() => _client.Dispose();

    private async Task<JsonNode> Send(HttpMethod method, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _client.SendAsync(request);
        await Check(response);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(JsonSerializerOptions.Web))!;
    }

    private static async Task Check(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{response.RequestMessage!.RequestUri!.PathAndQuery} was answered with {(int)response.StatusCode}: "
                    + await response.Content.ReadAsStringAsync()
            );
        }
    }
}
