using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Calls the engine's API as the administrator does, and waits for what goes on in the background.</summary>
internal sealed class EngineCaller(HttpClient client)
{
    private const int MostLooks = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Posts and reads the answer, which must be a success.</summary>
    public async Task<JsonNode> Post(string path, string body = "{}")
    {
        using HttpResponseMessage response = await Send(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return response.StatusCode == HttpStatusCode.NoContent ? new JsonObject() : await response.Json();
    }

    /// <summary>Posts and expects a refusal; its detail is the answer.</summary>
    public async Task<string> Refused(HttpStatusCode status, string path, string body = "{}")
    {
        using HttpResponseMessage response = await Send(path, body);
        return (await response.Problem(status))["detail"]!.GetValue<string>();
    }

    public async Task<JsonNode> Get(string path)
    {
        using HttpResponseMessage response = await client.GetAsync("v2/" + path, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Json();
    }

    public async Task<HttpStatusCode> StatusOf(string path)
    {
        using HttpResponseMessage response = await client.GetAsync("v2/" + path, Cancel);
        return response.StatusCode;
    }

    /// <summary>Deploys one file; the answer is the first item of the deployment.</summary>
    public async Task<JsonNode> Deploy(string name, string content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "resources", name } };
        using HttpResponseMessage response = await client.PostAsync("v2/deployments", form, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Json())["deployments"]![0]!;
    }

    /// <summary>Deploys a process with one task between start and end; the answer is the definition.</summary>
    public async Task<JsonNode> DeployTask(string id, string task) =>
        (
            await Deploy(
                id + ".bpmn",
                $"""
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
                  <bpmn:process id="{id}" isExecutable="true">
                    <bpmn:startEvent id="start" />
                    {task}
                    <bpmn:endEvent id="end" />
                    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" />
                    <bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" />
                  </bpmn:process>
                </bpmn:definitions>
                """
            )
        )["processDefinition"]!;

    /// <summary>Starts an instance and answers its key.</summary>
    public async Task<string> Start(string processId) =>
        (await Post("process-instances", $$"""{"processDefinitionId": "{{processId}}"}"""))["processInstanceKey"]!.GetValue<string>();

    public async Task<string> StateOf(string instance) => (await Get("process-instances/" + instance))["state"]!.GetValue<string>();

    /// <summary>Waits until an operation on many instances has ended.</summary>
    public async Task<JsonNode> Ended(JsonNode created)
    {
        string path = "batch-operations/" + created["batchOperationKey"]!.GetValue<string>();
        for (int look = 0; look < MostLooks; look++)
        {
            JsonNode operation = await Get(path);
            if (operation["endDate"] is not null)
            {
                return operation;
            }
            await Task.Yield();
        }
        throw new TimeoutException($"{path} did not end.");
    }

    /// <summary>Posts; the answer may be anything.</summary>
    public async Task<HttpResponseMessage> Send(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync("v2/" + path, content, Cancel);
    }
}
