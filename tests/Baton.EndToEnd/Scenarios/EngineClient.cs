using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios;

/// <summary>What the server answered: the status and, where there is one, the body.</summary>
internal sealed record EngineAnswer(int Status, string? MediaType, string Text)
{
    /// <summary>The body as JSON; null if it is empty or none.</summary>
    public JsonNode? Body { get; } = Parse(Text);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Calls the engine's API as any client does: JSON out, JSON back.</summary>
internal sealed class EngineClient(HttpClient http)
{
    public Task<EngineAnswer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<EngineAnswer> Post(string path, JsonNode? body = null) => Send(HttpMethod.Post, path, body);

    public async Task<EngineAnswer> Send(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, "v2/" + path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }
        return await Send(request);
    }

    public async Task<EngineAnswer> Deploy(IEnumerable<string> files)
    {
        using var form = new MultipartFormDataContent();
        foreach (string file in files)
        {
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file)), "resources", Path.GetFileName(file));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/deployments") { Content = form };
        return await Send(request);
    }

    /// <summary>All items that fit the filter, up to a thousand.</summary>
    public async Task<IReadOnlyList<JsonObject>> Search(string path, JsonObject filter)
    {
        var body = new JsonObject
        {
            ["filter"] = filter,
            ["page"] = new JsonObject { ["limit"] = 1000 },
        };
        EngineAnswer answer = await Post(path, body);
        if (answer.Status != 200 || answer.Body?["items"] is not JsonArray items)
        {
            throw new ScenarioFailure($"POST {path} {body.ToJsonString()} answered {answer.Status}: {answer.Text}");
        }
        return [.. items.Select(item => item!.AsObject())];
    }

    private async Task<EngineAnswer> Send(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new EngineAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
    }
}
