using System.Text;
using System.Text.Json.Nodes;
using Baton.Runtime;
using Baton.Runtime.Retention;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Ended instances go when the period of their process is over, and nothing else does.</summary>
public abstract class RetentionSuite : StorageSuite
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task Without_a_period_everything_is_kept()
    {
        var host = await Open();
        var key = await Quick(host);
        await host.Advance(TimeSpan.FromDays(10_000));

        Assert.Equal("COMPLETED", await host.StateOf(key));
        Assert.Empty(await host.Runtime.History.Count(Cancel));
    }

    [Fact]
    public async Task Each_process_has_its_period_and_what_runs_stays()
    {
        var history = new HistoryOptions { Default = "P30D", Processes = { ["slow"] = "P60D", ["eternal"] = "forever" } };
        var host = await Open(options: new() { History = history });
        await host.Deploy(TestModels.UserTask());
        var quick = await Quick(host);
        var slow = await Quick(host, "slow");
        var eternal = await Quick(host, "eternal");
        var active = await host.StartProcess("approve");

        await host.Advance(Month - TimeSpan.FromHours(2));
        Assert.Equal("COMPLETED", await host.StateOf(quick));
        await host.Advance(TimeSpan.FromHours(4));
        Assert.Null(await host.Search.ProcessInstance(quick, Cancel));
        Assert.Equal("COMPLETED", await host.StateOf(slow));
        await host.Advance(Month);
        Assert.Null(await host.Search.ProcessInstance(slow, Cancel));
        await host.Advance(TimeSpan.FromDays(1_000));
        Assert.Equal("COMPLETED", await host.StateOf(eternal));
        Assert.Equal("ACTIVE", await host.StateOf(active));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_round_deletes_more_than_one_unit_does_and_leaves_nothing_behind()
    {
        var host = await Open(options: new() { History = new() { Default = "P30D" } });
        await Quick(host);
        for (var more = 0; more < 119; more++)
        {
            await host.StartProcess("quick");
        }
        await host.Advance(Month + TimeSpan.FromHours(1));

        Assert.Equal(0, await Count(host, "engine_process_instance"));
        Assert.Equal(0, await Count(host, "engine_element_instance"));
        Assert.Equal(0, await Count(host, "engine_variable"));
        Assert.Equal(0, await Count(host, "engine_journal"));
    }

    [Fact]
    public async Task What_somebody_refers_to_is_passed_over_until_nobody_does()
    {
        var kept = new HashSet<long>();
        var asked = 0;
        var keeper = new HistoryKeeper(
            (_, root) =>
            {
                asked++;
                return new(kept.Contains(root) ? "folder 9" : null);
            }
        );
        var host = await Open(RuntimeParts.None with { Keepers = [keeper] }, new() { History = new() { Default = "P30D" } });
        kept.Add(await Quick(host));
        for (var more = 0; more < 59; more++)
        {
            kept.Add(await host.StartProcess("quick"));
        }
        var free = await host.StartProcess("quick");
        await host.Advance(Month + TimeSpan.FromHours(1));

        Assert.Null(await host.Search.ProcessInstance(free, Cancel));
        Assert.Equal(60, await Count(host, "engine_process_instance"));
        Assert.Equal(61, asked);

        kept.Clear();
        await host.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await Count(host, "engine_process_instance"));
    }

    [Fact]
    public async Task What_is_deleted_stands_in_the_archive_whole_and_once()
    {
        var folder = Directory.CreateTempSubdirectory("baton-archive-").FullName;
        OnCleanUp(() => Directory.Delete(folder, recursive: true));
        long kept = 0;
        var keeper = new HistoryKeeper((_, root) => new(root == kept ? "folder 9" : null));
        var history = new HistoryOptions { Default = "P30D", ArchiveFolder = folder };
        var host = await Open(RuntimeParts.None with { Keepers = [keeper] }, new() { History = history });
        await host.Deploy(TestModels.UserTask());
        var key = await host.StartProcess("approve", """{"amount": 10, "客户": "王"}""");
        await host.CompleteTask(key);
        kept = await Quick(host);
        await host.Advance(Month + TimeSpan.FromHours(1));

        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal($"history-{host.Runtime.Clock.GetUtcNow():yyyy-MM-dd}.jsonl", Path.GetFileName(file));
        var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(file, Cancel)))!;
        ExpectApproval(line, key);
        Assert.Equal("COMPLETED", await host.StateOf(kept));
    }

    [Fact]
    public async Task The_archive_has_the_evaluated_decisions_and_their_inputs()
    {
        var folder = Directory.CreateTempSubdirectory("baton-archive-").FullName;
        OnCleanUp(() => Directory.Delete(folder, recursive: true));
        var host = await Open(
            options: new()
            {
                History = new() { Default = "P30D", ArchiveFolder = folder },
            }
        );
        await host.DeployAll(("a.dmn", DecisionModels.Approval()), ("p.bpmn", DecisionModels.AskingProcess()));
        await host.StartProcess("asking", """{"amount": 10}""");
        Assert.Equal(2, await Count(host, "engine_decision_instance"));
        await host.Advance(Month + TimeSpan.FromHours(1));

        var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(folder)), Cancel)))!;
        var decisions = line["decisionInstances"]!.AsArray();
        Assert.Equal(2, decisions.Count);
        Assert.Contains(decisions, row => ((string?)row!["inputs"])?.Contains("\"inputValue\":\"20\"", StringComparison.Ordinal) == true);
        Assert.Equal(0, await Count(host, "engine_decision_instance"));
    }

    [Fact]
    public async Task A_torn_line_of_a_crash_does_not_spoil_the_next_one()
    {
        var folder = Directory.CreateTempSubdirectory("baton-archive-").FullName;
        OnCleanUp(() => Directory.Delete(folder, recursive: true));
        var host = await Open(
            options: new()
            {
                History = new() { Default = "P30D", ArchiveFolder = folder },
            }
        );
        await Quick(host);
        var day = host.Runtime.Clock.GetUtcNow() + Month + TimeSpan.FromHours(1);
        await File.WriteAllTextAsync(Path.Combine(folder, $"history-{day:yyyy-MM-dd}.jsonl"), """{"processIns""", Cancel);
        await host.Advance(Month + TimeSpan.FromHours(1));

        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(folder)), Cancel);
        Assert.Equal(2, lines.Length);
        Assert.Equal("quick", (string?)JsonNode.Parse(lines[1])!["processId"]);
    }

    [Fact]
    public async Task Nothing_is_deleted_that_could_not_be_archived()
    {
        var folder = Directory.CreateTempSubdirectory("baton-archive-").FullName;
        OnCleanUp(() => Directory.Delete(folder, recursive: true));
        var file = Path.Combine(folder, "taken");
        await File.WriteAllTextAsync(file, "", Cancel);
        var host = await Open(
            options: new()
            {
                History = new() { Default = "P30D", ArchiveFolder = file },
            }
        );
        var key = await Quick(host);
        await host.Advance(Month + TimeSpan.FromHours(1));
        Assert.Equal("COMPLETED", await host.StateOf(key));

        File.Delete(file);
        await host.Advance(TimeSpan.FromHours(1));
        Assert.Null(await host.Search.ProcessInstance(key, Cancel));
    }

    [Fact]
    public async Task The_preview_counts_and_writes_what_would_go_and_deletes_nothing()
    {
        var history = new HistoryOptions { Default = "P30D", Processes = { ["slow"] = "P60D" } };
        long kept = 0;
        var keeper = new HistoryKeeper((_, root) => new(root == kept ? "folder 9" : null));
        var parts = RuntimeParts.None with { Keepers = [keeper] };
        var host = await Open(parts);
        var first = host.Runtime.Clock.GetUtcNow();
        await Quick(host);
        await Quick(host, "slow");
        kept = await host.StartProcess("quick");
        await host.Advance(TimeSpan.FromDays(1));
        await host.StartProcess("quick");
        await host.Advance(Month);
        await host.StartProcess("quick");
        var now = host.Runtime.Clock.GetUtcNow();
        await host.Runtime.DisposeAsync();
        var again = await Open(parts, new() { History = history, DueWork = false }, now);
        var before = await Count(again, "engine_process_instance");

        var count = Assert.Single(await again.Runtime.History.Count(Cancel));
        using var lines = new MemoryStream();
        var written = await again.Runtime.History.Export(lines, Cancel);

        Assert.Equal(new HistoryCount("quick", 2, 1, first, first.AddDays(1)), count);
        Assert.Equal(2, written);
        Assert.Equal(2, Encoding.UTF8.GetString(lines.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(before, await Count(again, "engine_process_instance"));
    }

    private static void ExpectApproval(JsonNode line, long key)
    {
        var text = key.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(text, (string?)line["processInstanceKey"]);
        Assert.Equal("approve", (string?)line["processId"]);
        Assert.Equal("COMPLETED", (string?)Assert.Single(line["processInstances"]!.AsArray())!["state"]);
        Assert.Equal(text, (string?)line["processInstances"]![0]!["processInstanceKey"]);
        var variables = line["variables"]!.AsArray().ToDictionary(row => (string)row!["name"]!, row => (string?)row!["value"]);
        Assert.Equal("10", variables["amount"]);
        Assert.Equal("\"王\"", variables["客户"]);
        Assert.Equal("task", (string?)Assert.Single(line["userTasks"]!.AsArray())!["elementId"]);
        Assert.Contains(line["elementInstances"]!.AsArray(), row => (string?)row!["elementId"] == "task");
        Assert.Empty(line["jobs"]!.AsArray());
        Assert.Empty(line["incidents"]!.AsArray());
        Assert.Empty(line["decisionInstances"]!.AsArray());
    }

    /// <summary>Deploys a process that ends at once, and runs it.</summary>
    private static async Task<long> Quick(BatonTestHost host, string id = "quick")
    {
        await host.Deploy(
            TestModels.Process(
                id,
                """
                <bpmn:startEvent id="start" />
                <bpmn:endEvent id="end" />
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="end" />
                """
            ),
            $"{id}.bpmn"
        );
        return await host.StartProcess(id, """{"amount": 1}""");
    }
}
