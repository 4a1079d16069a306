using System.Text;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Crashes;
using Baton.EndToEnd.Scenarios;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Commands;

/// <summary>A copy made beside a working server is a whole installation of its own.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Clients = 4;
    private const int Enough = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_copy_made_under_load_has_all_that_was_acknowledged_before_and_a_server_runs_on_it()
    {
        await using ServerProcess server = await ServerProcess.Start(
            new ServerSettings { OnPostgres = false },
            TestContext.Current.CancellationToken
        );
        using HttpClient http = server.CreateClient();
        await Deploy(http);
        var load = new Load(new EngineClient(http));
        Task running = load.Run(Clients);
        await Eventually.Holds(() => Task.FromResult(running.IsCompleted || load.Acknowledged >= Enough), "enough acknowledged commands");
        HashSet<string> waits = [.. load.Waits];
        HashSet<string> completed = [.. load.Completed];
        string copy = Path.Combine(_folder, "baton.db");

        (int exitCode, string output) = await server.RunCommand(["backup", "--to", copy], TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, output);
        Assert.Contains(Path.Combine(server.DataDirectory, "attachments"), output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(server.DataDirectory, "keys"), output, StringComparison.Ordinal);
        Assert.Equal([copy], Directory.GetFiles(_folder));
        Assert.False(running.IsCompleted, server.Log);
        await server.KillHard();
        await running;
        await ExpectWhole(waits, completed);
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_another_database_is_refused_with_the_remedy()
    {
        await using ServerProcess server = await ServerProcess.Start(
            new ServerSettings { OnPostgres = false },
            TestContext.Current.CancellationToken
        );
        string taken = Path.Combine(_folder, "taken.db");
        await File.WriteAllTextAsync(taken, "precious", TestContext.Current.CancellationToken);

        (int exists, string reason) = await server.RunCommand(["backup", "--to", taken], TestContext.Current.CancellationToken);
        Assert.Equal(1, exists);
        Assert.Contains(taken, reason, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(taken, TestContext.Current.CancellationToken));

        string fresh = Path.Combine(_folder, "fresh.db");
        (int postgres, string remedy) = await server.RunCommand(
            ["backup", "--to", fresh, "--Storage:Provider=Postgres", "--Storage:ConnectionString=Host=localhost;Database=baton"],
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1, postgres);
        Assert.Contains("pg_dump", remedy, StringComparison.Ordinal);
        Assert.False(File.Exists(fresh));
    }

    private async Task ExpectWhole(HashSet<string> waits, HashSet<string> completed)
    {
        var settings = new ServerSettings { DataDirectory = _folder };
        await using ServerProcess restored = await ServerProcess.Start(settings, TestContext.Current.CancellationToken);
        using HttpClient http = restored.CreateClient();
        var engine = new EngineClient(http);
        Assert.Subset(await Instances(engine, CrashModels.Wait, "ACTIVE"), waits);
        Assert.Subset(await Instances(engine, CrashModels.Approval, "COMPLETED"), completed);
        Assert.Equal(0, await restored.Stop(TestContext.Current.CancellationToken));
        (int exitCode, string output) = await restored.RunCommand(["verify"], TestContext.Current.CancellationToken);
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

    private static async Task<HashSet<string>> Instances(EngineClient engine, string processId, string state)
    {
        EngineAnswer answer = await engine.Post(
            "process-instances/search",
            new JsonObject
            {
                ["filter"] = new JsonObject { ["processDefinitionId"] = processId, ["state"] = state },
                ["page"] = new JsonObject { ["limit"] = 10_000 },
            }
        );
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Body!["items"]!.AsArray().Select(item => item!["processInstanceKey"]!.GetValue<string>())];
    }
}
