using System.Text;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Crashes;

/// <summary>kill -9 in the middle of work loses nothing that was acknowledged, and nothing happens twice because of it.</summary>
public sealed class KilledServerTests
{
    private const int Clients = 8;
    private const int Enough = 150;

    [Fact]
    public async Task What_was_acknowledged_survives_and_timers_fire_once()
    {
        await using ServerProcess server = await ServerProcess.Start(ct: TestContext.Current.CancellationToken);
        using HttpClient http = server.CreateClient();
        var engine = new EngineClient(http);
        await Deploy(http);

        var load = new Load(engine);
        Task running = load.Run(Clients);
        await Eventually.Holds(() => Task.FromResult(running.IsCompleted || load.Acknowledged >= Enough), "enough acknowledged commands");
        await server.KillHard();
        await running;
        Assert.True(load.Acknowledged >= Enough, server.Log);

        await server.Restart(TestContext.Current.CancellationToken);
        await ExpectKept(engine, load);

        DateTimeOffset due = TimeProvider.System.GetUtcNow() + CrashModels.Delay + TimeSpan.FromMinutes(1);
        await PinClock(engine, due);
        int jobs = await ExpectOneJobEach(engine, load);

        await server.KillHard();
        await server.Restart(TestContext.Current.CancellationToken);
        await PinClock(engine, due + TimeSpan.FromHours(1));
        Assert.Equal(jobs, await ExpectOneJobEach(engine, load));

        Assert.Equal(0, await server.Stop(TestContext.Current.CancellationToken));
        (int exitCode, string output) = await server.RunCommand(["verify"], TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
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

    private static async Task ExpectKept(EngineClient engine, Load load)
    {
        Assert.Subset(await Instances(engine, CrashModels.Wait, "ACTIVE"), load.Waits.ToHashSet());
        HashSet<string> active = await Instances(engine, CrashModels.Approval, "ACTIVE");
        HashSet<string> completed = await Instances(engine, CrashModels.Approval, "COMPLETED");
        Assert.Subset(active.Union(completed).ToHashSet(), load.Approvals.ToHashSet());
        Assert.Subset(completed, load.Completed.ToHashSet());
        // At most what was on its way when the server died may be there without an acknowledgement.
        Assert.InRange(completed.Count, load.Completed.Count, load.Completed.Count + Clients);
    }

    /// <summary>Every waiting instance went through its timer exactly once.</summary>
    private static async Task<int> ExpectOneJobEach(EngineClient engine, Load load)
    {
        IReadOnlyList<JsonObject> jobs = await All(engine, "jobs/search", new JsonObject { ["type"] = CrashModels.JobType });
        Dictionary<string, int> perInstance = jobs.CountBy(job => job["processInstanceKey"]!.GetValue<string>()).ToDictionary();
        Assert.All(perInstance, pair => Assert.Equal(1, pair.Value));
        Assert.Subset(perInstance.Keys.ToHashSet(), load.Waits.ToHashSet());
        return jobs.Count;
    }

    private static async Task<HashSet<string>> Instances(EngineClient engine, string processId, string state)
    {
        var filter = new JsonObject { ["processDefinitionId"] = processId, ["state"] = state };
        return [.. (await All(engine, "process-instances/search", filter)).Select(item => item["processInstanceKey"]!.GetValue<string>())];
    }

    private static async Task<IReadOnlyList<JsonObject>> All(EngineClient engine, string path, JsonObject filter)
    {
        EngineAnswer answer = await engine.Post(
            path,
            new JsonObject
            {
                ["filter"] = filter,
                ["page"] = new JsonObject { ["limit"] = 10_000 },
            }
        );
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Body!["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    private static async Task PinClock(EngineClient engine, DateTimeOffset at)
    {
        EngineAnswer answer = await engine.Send(HttpMethod.Put, "clock", new JsonObject { ["timestamp"] = at.ToUnixTimeMilliseconds() });
        Assert.True(answer.Status == 204, answer.Text);
    }
}
