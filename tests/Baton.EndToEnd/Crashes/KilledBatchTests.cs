using System.Text;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Crashes;

/// <summary>An operation on many instances goes on after kill -9 and does nothing twice.</summary>
public sealed class KilledBatchTests
{
    private const int Instances = 400;
    private const int Clients = 8;

    [Fact]
    public async Task An_operation_that_is_killed_goes_on_to_its_end()
    {
        // One item at a time, so that the server dies in the middle of the operation.
        var settings = new ServerSettings { Arguments = ["--Runtime:BatchConcurrency=1"] };
        await using ServerProcess server = await ServerProcess.Start(settings, TestContext.Current.CancellationToken);
        using HttpClient http = server.CreateClient();
        var engine = new EngineClient(http);
        await Deploy(http);
        string[] started = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Start(engine)))).SelectMany(each => each).ToArray();

        // Each move ends a user task and begins another: an item that was done twice would leave two ends behind.
        string operation = await Move(engine);
        await Eventually.Holds(async () => await Completed(engine, operation) > 0, "the first items of the operation");
        await server.KillHard();
        await server.Restart(TestContext.Current.CancellationToken);

        await Eventually.Holds(async () => (await Show(engine, operation))["endDate"] is not null, "the end of the operation");
        JsonObject ended = await Show(engine, operation);
        Assert.Equal("COMPLETED", ended["state"]!.GetValue<string>());
        Assert.Equal(Instances, ended["operationsTotalCount"]!.GetValue<int>());
        Assert.Equal(Instances, ended["operationsCompletedCount"]!.GetValue<int>());
        IReadOnlyList<JsonObject> ends = await engine.Search(
            "element-instances/search",
            new JsonObject { ["processDefinitionId"] = CrashModels.Approval, ["elementId"] = "end" }
        );
        Assert.Equal(
            started.Order(StringComparer.Ordinal),
            ends.Select(end => end["processInstanceKey"]!.GetValue<string>()).Order(StringComparer.Ordinal)
        );

        Assert.Equal(0, await server.Stop(TestContext.Current.CancellationToken));
        (int exitCode, string output) = await server.RunCommand(["verify"], TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<List<string>> Start(EngineClient engine)
    {
        var keys = new List<string>();
        for (int i = 0; i < Instances / Clients; i++)
        {
            EngineAnswer answer = await engine.Post("process-instances", new JsonObject { ["processDefinitionId"] = CrashModels.Approval });
            Assert.True(answer.Status == 200, answer.Text);
            keys.Add(answer.Body!["processInstanceKey"]!.GetValue<string>());
        }
        return keys;
    }

    private static async Task<string> Move(EngineClient engine)
    {
        EngineAnswer answer = await engine.Post(
            "process-instances/modification",
            new JsonObject
            {
                ["filter"] = new JsonObject { ["processDefinitionId"] = CrashModels.Approval },
                ["moveInstructions"] = new JsonArray(new JsonObject { ["sourceElementId"] = "approve", ["targetElementId"] = "end" }),
            }
        );
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!["batchOperationKey"]!.GetValue<string>();
    }

    private static async Task<int> Completed(EngineClient engine, string operation) =>
        (await Show(engine, operation))["operationsCompletedCount"]!.GetValue<int>();

    private static async Task<JsonObject> Show(EngineClient engine, string operation)
    {
        EngineAnswer answer = await engine.Get("batch-operations/" + operation);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!.AsObject();
    }

    private static async Task Deploy(HttpClient http)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(CrashModels.Xml)), "resources", "crash.bpmn" },
        };
        using HttpResponseMessage response = await http.PostAsync("v2/deployments", form, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
