using System.Collections.Concurrent;
using Baton.Bench.Desk;
using Baton.Bench.Engine;
using Baton.Bench.Http;
using Baton.Bench.Load;

namespace Baton.Bench.Circuits;

/// <summary>What is measured.</summary>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="Agents">Signed in at the same time, each with a live page.</param>
/// <param name="Think">Between two clicks of one of them.</param>
/// <param name="Time">How long is measured.</param>
/// <param name="Folder">Where the files lie.</param>
internal sealed record CircuitsBenchRequest(string Store, int Agents, TimeSpan Think, TimeSpan Time, string Folder);

/// <summary>Agents with live pages: what does each of them hold in memory, and how long is it from a click to what is rendered?</summary>
internal static class CircuitsBench
{
    private const int CasesBefore = 10_000;
    private const string WorkList = "work";

    /// <summary>Stand in a page only when its data do.</summary>
    private static readonly string[] WorkListMarks = ["worklist-row", "worklist-empty"];
    private static readonly string[] CaseMarks = ["case-page"];

    private sealed record Agent(Circuit Circuit, string CaseNumber);

    public static async Task<int> Run(CircuitsBenchRequest request, TextWriter output)
    {
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        var settings = store.NewServerSettings();
        var data = Path.Combine(folder.Name, "server");
        // The first start makes the tables and the demo, whose roles and types the people use.
        using (await BenchServer.Start(data, settings)) { }
        var size = new DeskSize(CasesBefore, Math.Max(500, request.Agents));
        using (var bulk = BulkRows.On(DeskBench.Connection(settings), data))
        {
            await DeskFilling.Run(bulk, size, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        }
        using var server = await BenchServer.Start(data, settings);
        using var connections = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        // What the first pages load stays for all.
        await (await Open(server, connections, 0)).Circuit.DisposeAsync();
        var before = server.Memory;
        var agents = new ConcurrentQueue<Agent>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, request.Agents - 1),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (person, _) => agents.Enqueue(await Open(server, connections, person))
        );
        var idle = server.Memory;
        using var health = new EngineClient(server.Address);
        var rate = agents.Count / request.Think.TotalSeconds;
        var raw = await DeskBench.Raw(health, rate);
        Dictionary<string, Latencies> latencies = new() { ["case"] = new(), ["worklist"] = new() };
        var processor = server.Processor;
        var reached = await OpenLoop.Run(rate, request.Time, () => Turn(agents, latencies));
        processor = server.Processor - processor;
        await output.WriteAll(
            Figures(request, agents.Count, (before, idle, server.Memory), processor / request.Time, reached, raw, latencies)
        );
        foreach (var agent in agents)
        {
            await agent.Circuit.DisposeAsync();
        }
        return 0;
    }

    /// <summary>Somebody opens a case of his own over <c>/api</c>, signs in and looks at his work list.</summary>
    private static async Task<Agent> Open(BenchServer server, HttpMessageHandler connections, int person)
    {
        using var client = await DeskClient.SignIn(connections, server.Address, DeskSample.Person(person));
        var opened = await client.Post("api/cases", DeskSample.NewCase(person, CasesBefore / DeskSize.CasesPerCustomer));
        var page = await PageInBrowser.Open(server.Address, DeskSample.Person(person), "baton-demo", WorkList);
        return new(await Circuit.Begin(server.Address, page, WorkListMarks), opened["number"]!.GetValue<string>());
    }

    /// <summary>Whoever waited longest opens his case and goes back to his list.</summary>
    private static async Task Turn(ConcurrentQueue<Agent> agents, Dictionary<string, Latencies> latencies)
    {
        if (!agents.TryDequeue(out var agent))
        {
            return;
        }
        await latencies["case"].Time(() => agent.Circuit.Click($"cases/{agent.CaseNumber}", CaseMarks));
        await latencies["worklist"].Time(() => agent.Circuit.Click(WorkList, WorkListMarks));
        agents.Enqueue(agent);
    }

    private static IEnumerable<Figure> Figures(
        CircuitsBenchRequest request,
        int agents,
        (long Before, long Idle, long Busy) memory,
        double processors,
        double reached,
        Measured raw,
        Dictionary<string, Latencies> latencies
    )
    {
        var name = $"circuits.{request.Store}.agents{agents}";
        const double Kilobyte = 1024;
        yield return Figure.Of(
            $"{name}.idle",
            (memory.Idle - memory.Before) / Kilobyte / agents,
            "kB a circuit",
            "kB before",
            memory.Before / Kilobyte
        );
        yield return Figure.Of(
            $"{name}.busy",
            (memory.Busy - memory.Before) / Kilobyte / agents,
            "kB a circuit",
            "kB before",
            memory.Before / Kilobyte
        );
        yield return Figure.Of($"{name}.processors", processors, "in use", "there are", Environment.ProcessorCount);
        yield return Figure.Of($"{name}.turns", reached, "1/s", "asked for", agents / request.Think.TotalSeconds);
        foreach (var (page, times) in latencies)
        {
            times.ThrowIfFailed();
            var measured = new Measured(times.Take(), request.Time, TimeSpan.Zero);
            yield return Figure.Of($"{name}.{page}.p50", measured.Percentile(0.5), "ms", "health p50", raw.Percentile(0.5));
            yield return Figure.Of($"{name}.{page}.p99", measured.Percentile(0.99), "ms", "health p99", raw.Percentile(0.99));
        }
    }
}
