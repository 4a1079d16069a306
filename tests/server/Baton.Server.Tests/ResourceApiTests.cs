using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Deployed resources are found by their keys, whatever they are.</summary>
public sealed class ResourceApiTests : IDisposable
{
    private readonly HttpClient _client;
    private readonly EngineCaller _engine;

    public ResourceApiTests(RunningServer server)
    {
        _client = server.Client();
        _engine = new EngineCaller(_client);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_process_definition_is_a_resource_with_exactly_the_members_of_the_contract()
    {
        string key = Text((await _engine.DeployTask("resource-shown", "<bpmn:manualTask id=\"task\" />"))["processDefinitionKey"]);

        JsonNode resource = await _engine.Get($"resources/{key}");

        Assert.Equal(
            $$"""{"resourceName":"resource-shown.bpmn","version":1,"versionTag":null,"resourceId":"resource-shown","tenantId":"<default>","resourceKey":"{{key}}"}""",
            resource.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        );
        Assert.Contains("<bpmn:process id=\"resource-shown\"", await Content(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_and_files_of_other_kinds_are_resources_with_their_content()
    {
        const string form = """{"id": "shown-form", "components": []}""";
        string formKey = Text((await _engine.Deploy("shown.form", form))["form"]!["formKey"]);
        string fileKey = Text((await _engine.Deploy("shown.txt", "plain Grüße"))["resource"]!["resourceKey"]);

        Assert.Equal("shown-form", Text((await _engine.Get($"resources/{formKey}"))["resourceId"]));
        Assert.Equal(form, await Content(formKey));
        Assert.Equal("shown.txt", Text((await _engine.Get($"resources/{fileKey}"))["resourceId"]));
        Assert.Equal("plain Grüße", await Content(fileKey));
    }

    [Fact]
    public async Task A_file_and_its_decisions_are_resources()
    {
        const string model = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="shown-graph" name="Shown" namespace="n">
              <decision id="shown-decision" name="Shown"><literalExpression><text>1</text></literalExpression></decision>
            </definitions>
            """;
        JsonNode deployed = await _engine.Deploy("shown.dmn", model);
        string decision = Text(deployed["decisionDefinition"]!["decisionDefinitionKey"]);
        string graph = Text(deployed["decisionDefinition"]!["decisionRequirementsKey"]);

        Assert.Equal("shown-decision", Text((await _engine.Get($"resources/{decision}"))["resourceId"]));
        Assert.Equal("shown-graph", Text((await _engine.Get($"resources/{graph}"))["resourceId"]));
        Assert.Equal((model, model), (await Content(decision), await Content(graph)));
    }

    [Fact]
    public async Task What_is_not_deployed_or_was_deleted_is_not_found()
    {
        string key = Text((await _engine.Deploy("short.txt", "short"))["resource"]!["resourceKey"]);
        await _engine.Post($"resources/{key}/deletion");

        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf($"resources/{key}"));
        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf($"resources/{key}/content"));
        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf("resources/999999999"));
    }

    private async Task<string> Content(string key)
    {
        using HttpResponseMessage response = await _client.GetAsync($"v2/resources/{key}/content", Cancel);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
