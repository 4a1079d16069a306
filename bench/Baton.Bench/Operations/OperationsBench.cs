using System.Data.Common;
using System.Diagnostics;
using System.Text;
using Baton.Bench.Desk;
using Baton.Bench.Engine;
using Baton.Bench.Http;
using Baton.Bench.Large;
using Baton.Bench.Scale;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Baton.Runtime.Postgres;
using Baton.Runtime.Search;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;

namespace Baton.Bench.Operations;

/// <summary>How large the database gets and how often each question is asked.</summary>
internal sealed record OperationsRequest(string Store, int Instances, int Events, int Turns, int Lanes, string Folder);

/// <summary>
/// Fills a database through the engine: 70 in 100 instances have ended, 20 wait for a person, 8 for a job, 2 are stuck; one has a long history. Then
/// asks what operators ask, each beside what the database takes to read as many rows, or to count all instances, without any condition.
/// </summary>
internal static class OperationsBench
{
    private const int Page = 50;
    private const string RawRead = "as many rows along a primary key";
    private const string RawCount = "counting all instances";

    public static async Task<int> Run(OperationsRequest request, TextWriter output, TextWriter progress)
    {
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        var settings = store.NewServerSettings();
        var data = Path.Combine(folder.Name, "server");
        // The first start makes the tables of the desk and the people of the demo.
        using (await BenchServer.Start(data, settings)) { }
        long history;
        using (var storage = Storage(settings, data))
        {
            history = await AskEngine(request, storage, output, progress);
        }
        using var server = await BenchServer.Start(data, settings);
        await output.WriteAll(await OperationsPages.Ask(request, server.Address, history, progress));
        return 0;
    }

    private static BatonStorage Storage(IReadOnlyList<string> settings, string data) =>
        DeskBench.Connection(settings) is { } postgres
            ? new PostgresStorage(new() { ConnectionString = postgres })
            : new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(data, "baton.db")}" });

    /// <returns>The key of the instance with the long history.</returns>
    private static async Task<long> AskEngine(OperationsRequest request, BatonStorage storage, TextWriter output, TextWriter progress)
    {
        await using var runtime = await BenchRuntime.Start(storage, request.Lanes);
        var history = await Fill(runtime, request, new(runtime, progress));
        Analyze(storage);
        foreach (var question in Questions(runtime, request, history, await Keys(runtime)))
        {
            var rows = await question.Ask();
            var time = await Median(request.Turns, async () => await question.Ask());
            var raw = await Median(request.Turns, () => Raw(storage, question.Raw, rows));
            await output.WriteAll([
                Figure.Of(
                    FormattableString.Invariant($"operations.{request.Store}.{request.Instances}.{question.Name}.rows{rows}"),
                    time,
                    "ms",
                    question.Raw is null ? RawCount : RawRead,
                    raw
                ),
            ]);
        }
        return history;
    }

    /// <returns>The key of the instance with the long history.</returns>
    private static async Task<long> Fill(BatonRuntime runtime, OperationsRequest request, Filling filling)
    {
        DeploymentResource[] models =
        [
            new("stuck.bpmn", Encoding.UTF8.GetBytes(OperationsModels.Stuck)),
            new("loop.bpmn", Encoding.UTF8.GetBytes(ScaleModels.Loop())),
        ];
        _ = (await runtime.Write(unit => unit.Engine.Deploy(models))).Value;
        var (waiting, jobs, stuck) = (request.Instances / 5, request.Instances * 8 / 100, request.Instances / 50);
        await filling.Start("ended", request.Instances - waiting - jobs - stuck, Scenarios.StraightInstance);
        await filling.Start("waiting in a user task", waiting, Scenarios.UserTaskInstance);
        await filling.Start("waiting for a job", jobs, static () => new() { ProcessId = "job" });
        await filling.Start("stuck", stuck, static () => new() { ProcessId = "stuck" });
        // A turn of the loop passes three elements.
        var turns = FeelContext.Of(("n", FeelValue.From(0)), ("turns", FeelValue.From(Math.Max(1, request.Events / 3))));
        return (await runtime.Write(unit => unit.Engine.CreateInstance(new() { ProcessId = "loop", Variables = turns })))
            .Value
            .ProcessInstanceKey;
    }

    private static async Task<Dictionary<string, long>> Keys(BatonRuntime runtime) =>
        (await runtime.Search.ProcessDefinitions(new())).Value.Items.ToDictionary(
            row => row.ProcessDefinitionId,
            row => row.ProcessDefinitionKey,
            StringComparer.Ordinal
        );

    private static IEnumerable<Question> Questions(
        BatonRuntime runtime,
        OperationsRequest request,
        long history,
        Dictionary<string, long> keys
    )
    {
        const string instances = "engine_process_instance";
        const string elements = "engine_element_instance";
        var search = runtime.Search;
        var newest = new SortField("startDate", Descending: true);
        var day = new JobSpan(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        yield return new("processes", null, async () => (await search.ActiveByProcess(Of(null))).Value.Items.Count);
        yield return Instances(
            "instances.active",
            new Filter.Where("processDefinitionId", "usertask"),
            new Filter.Where("state", "ACTIVE")
        );
        yield return Instances(
            "instances.completed",
            new Filter.Where("processDefinitionId", "straight"),
            new Filter.Where("state", "COMPLETED")
        );
        yield return Instances(
            "instances.at-element",
            new Filter.Where("processDefinitionKey", keys["usertask"]),
            new Filter.Where("elementId", "task"),
            new Filter.Where("elementInstanceState", "ACTIVE")
        );
        yield return Instances("instances.with-incident", new Filter.Where("hasIncident", true), new Filter.Where("state", "ACTIVE"));
        yield return new(
            "incidents",
            "engine_incident",
            async () =>
                (await search.Incidents(Of(new Filter.Where("state", "ACTIVE"), new SortField("creationTime", Descending: true))))
                    .Value
                    .Items
                    .Count
        );
        yield return new("incidents.by-error", null, async () => (await search.IncidentsByError(Of(null))).Value.Items.Count);
        yield return new(
            "jobs",
            "engine_job",
            async () =>
                (await search.Jobs(Of(new Filter.All(new Filter.Where("type", "job"), new Filter.Where("state", "CREATED")))))
                    .Value
                    .Items
                    .Count
        );
        yield return new("jobs.by-type", null, async () => (await search.JobsByType(day, Of(null))).Value.Items.Count);
        yield return Counts("elements.waiting", "usertask");
        yield return Counts("elements.ended", "straight");
        yield return new(
            "history.first-page",
            elements,
            async () =>
                (await search.ElementInstances(Of(new Filter.Where("processInstanceKey", history), new SortField("startDate"))))
                    .Value
                    .Items
                    .Count
        );
        yield return new("history.all", elements, async () => (
                    await search.ElementInstances(
                        new()
                        {
                            Filter = new Filter.Where("processInstanceKey", history),
                            Sort = [new SortField("startDate")],
                            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
                        }
                    )
                ).Value.Items.Count);
        yield return new("history.flows", "engine_sequence_flow", async () => (await search.SequenceFlows(history)).Count);
        yield return new("history.counts", elements, async () => (await search.ElementStatisticsOfInstance(history)).Count);
        yield return new(
            "traces.newest-200",
            elements,
            async () =>
                (await search.Traces(new([keys["straight"]]) { Limit = Math.Min(200, request.Instances) })).Sum(row => row.Elements.Count)
        );
        yield return new(
            "traces.rare-process",
            elements,
            async () => (await search.Traces(new([keys["loop"]]) { Limit = 200 })).Sum(row => row.Elements.Count)
        );

        Question Instances(string name, params Filter[] filters) =>
            new(name, instances, async () => (await search.ProcessInstances(Of(new Filter.All(filters), newest))).Value.Items.Count);

        Question Counts(string name, string process) =>
            new(name, null, async () => (await search.ElementStatisticsOfDefinition(keys[process])).Value.Count);
    }

    private static SearchRequest Of(Filter? filter, params SortField[] sort) =>
        new()
        {
            Filter = filter,
            Sort = sort,
            Page = new() { Limit = Page },
        };

    /// <summary>As a database does by itself after a while.</summary>
    private static void Analyze(BatonStorage storage)
    {
        using var connection = storage.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandText = "ANALYZE";
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static Task Raw(BatonStorage storage, string? table, int rows)
    {
        using var connection = storage.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = table is null
            ? "SELECT COUNT(*) FROM engine_process_instance"
            : FormattableString.Invariant($"SELECT * FROM {table} ORDER BY root_instance_key LIMIT {rows}");
        Read(command);
        return Task.CompletedTask;
    }

    private static void Read(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
        }
    }

    /// <summary>In milliseconds; the first turn pays for what is not in memory and does not count.</summary>
    private static async Task<double> Median(int turns, Func<Task> ask)
    {
        await ask();
        var times = new List<double>(turns);
        for (var turn = 0; turn < turns; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return times[turns / 2];
    }

    /// <param name="Name">What is asked.</param>
    /// <param name="Raw">The table from which as many rows are read without an engine; null to count all instances instead.</param>
    /// <param name="Ask">Answers how many rows came.</param>
    private sealed record Question(string Name, string? Raw, Func<Task<int>> Ask);
}
