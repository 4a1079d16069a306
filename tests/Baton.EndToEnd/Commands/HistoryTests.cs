using System.Text;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Crashes;
using Baton.EndToEnd.Scenarios;

namespace Baton.EndToEnd.Commands;

/// <summary>An operator looks at what a period would delete before it is set.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const string Period = "--Runtime:History:Default=PT0.001S";

    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerProcess.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_would_go_is_counted_and_written_beside_the_running_server_and_stays()
    {
        using HttpClient http = _server.CreateClient();
        var engine = new EngineClient(http);
        string key = await EndedInstance(http, engine);
        string file = Path.Combine(_server.DataDirectory, "would-go.jsonl");

        (int counted, string count) = await Run("history", "--dry-run", Period);
        (int written, string export) = await Run("history", "--export", file, Period);
        (int again, string reason) = await Run("history", "--export", file, Period);

        Assert.True(counted == 0, count);
        Assert.Contains($"{CrashModels.Approval}: 1 to delete (ended from ", count, StringComparison.Ordinal);
        Assert.Contains("0 cases would be deleted", count, StringComparison.Ordinal);
        Assert.True(written == 0, export);
        string line = Assert.Single(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(key, (string?)JsonNode.Parse(line)!["processInstanceKey"]);
        Assert.Equal(1, again);
        Assert.Contains(file, reason, StringComparison.Ordinal);
        Assert.Equal(200, (await engine.Send(HttpMethod.Get, $"process-instances/{key}", null)).Status);
    }

    [Fact]
    public async Task A_wrong_period_is_named_by_its_key_and_a_command_without_a_wish_is_refused()
    {
        (int wrong, string problem) = await Run("history", "--dry-run", "--Runtime:History:Processes:invoice=soon");
        Assert.Equal(1, wrong);
        Assert.Contains("Runtime:History:Processes:invoice is 'soon'", problem, StringComparison.Ordinal);

        (int neither, string refusal) = await Run("history");
        Assert.Equal(1, neither);
        Assert.Contains("--dry-run", refusal, StringComparison.Ordinal);
    }

    private static async Task<string> EndedInstance(HttpClient http, EngineClient engine)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(CrashModels.Xml)), "resources", "crash.bpmn" },
        };
        using HttpResponseMessage response = await http.PostAsync("v2/deployments", form, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        EngineAnswer started = await engine.Post("process-instances", new JsonObject { ["processDefinitionId"] = CrashModels.Approval });
        Assert.True(started.Status == 200, started.Text);
        string key = started.Body!["processInstanceKey"]!.GetValue<string>();
        EngineAnswer canceled = await engine.Post($"process-instances/{key}/cancellation", new JsonObject());
        Assert.True(canceled.Status == 204, canceled.Text);
        return key;
    }

    private Task<(int ExitCode, string Output)> Run(params string[] command) =>
        _server.RunCommand(command, TestContext.Current.CancellationToken);
}
