using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Embedding;
using Baton.Runtime.Search;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;

namespace Baton.Bench.Scale;

/// <summary>The same work in growing sizes: where the cost of one piece stays the same, the whole grows with its size and no faster.</summary>
internal static class ScaleBench
{
    public static async Task<int> Run(string part, string folder, TextWriter output)
    {
        await using var run = await ScaleRun.Begin(folder, output);
        (string Name, Func<Task> Work)[] parts =
        [
            ("parallel", () => Parallel(run)),
            ("loop", () => Loop(run)),
            ("variable", () => Variable(run, folder)),
            ("timers", () => Timers(run)),
        ];
        foreach (var (_, work) in parts.Where(each => part == "all" || part == each.Name))
        {
            await work();
        }
        await run.Print();
        return 0;
    }

    /// <summary>Parallel iterations with a job each, completed one by one; each completion is a commit.</summary>
    private static async Task Parallel(ScaleRun run)
    {
        // The first turn compiles the code.
        await Each(run, "each-collects", 300, 1, isPrinted: false);
        foreach (var clients in new[] { 1, 32 })
        {
            foreach (var process in new[] { "each", "each-collects", "adhoc-collects" })
            {
                foreach (var items in new[] { 1_000, 3_000, 10_000 })
                {
                    await Each(run, process, items, clients, isPrinted: true);
                }
            }
        }
    }

    private static async Task Each(ScaleRun run, string process, int items, int clients, bool isPrinted)
    {
        long instance = 0;
        var variables = FeelContext.Of(("items", FeelJson.Parse($"[{string.Join(',', Enumerable.Range(0, items))}]")));
        var start = await ScaleRun.Time(async () => instance = await run.Start(process, variables));
        var jobs = await Jobs(run, instance);
        var next = -1;
        var processor = Environment.CpuUsage.TotalTime;
        var most = jobs.Count - 1;
        var complete = await ScaleRun.Time(() => Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(Complete))));
        processor = Environment.CpuUsage.TotalTime - processor;
        var read = await Read(run, instance);
        (next, most) = (most - 1, jobs.Count);
        await Complete();
        if (isPrinted)
        {
            var name = FormattableString.Invariant($"scale.{process}.clients{clients}.{items}");
            run.PerPiece($"{name}.start", start, items, "bulk row", () => run.Row);
            run.PerPiece($"{name}.complete", complete, items, "one-row commit", () => run.Commit);
            run.PerPiece($"{name}.complete.processor", processor, items, "bulk row", () => run.Row);
            if (process != "each")
            {
                run.PerPiece($"{name}.read", read, items, "bulk row", () => run.Row);
            }
        }

        async Task Complete()
        {
            for (var at = Interlocked.Increment(ref next); at < most; at = Interlocked.Increment(ref next))
            {
                var result = FeelContext.Of(("result", FeelValue.From(at)));
                await run.Runtime.Do(unit => unit.Engine.CompleteJob(jobs[at], result));
            }
        }
    }

    /// <summary>How long a search for the collection takes; the best of five.</summary>
    private static async Task<TimeSpan> Read(ScaleRun run, long instance)
    {
        var filter = new Filter.All(new Filter.Where("processInstanceKey", instance), new Filter.Where("name", "results"));
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var time = await ScaleRun.Time(() => run.Runtime.Search.Variables(new() { Filter = filter }));
            best = time < best ? time : best;
        }
        return best;
    }

    private static Task<IReadOnlyList<long>> Jobs(ScaleRun run, long instance) =>
        run.Runtime.Do(unit => new ValueTask<Outcome<IReadOnlyList<long>>>(
            Outcome.Of<IReadOnlyList<long>>([.. unit.Engine.State(instance)!.Jobs.Select(job => job.Key).Order()])
        ));

    /// <summary>Turns without a wait; what exceeds the bound on one command is an incident, and resolving it grants as much again.</summary>
    private static async Task Loop(ScaleRun run)
    {
        foreach (var turns in new[] { 1_000, 10_000, 100_000 })
        {
            var resolved = 0;
            var time = await ScaleRun.Time(async () =>
            {
                var instance = await run.Start("loop", FeelContext.Of(("n", 0), ("turns", turns)));
                while (!await run.Runtime.AwaitEnd(instance, TimeSpan.Zero))
                {
                    var filter = new Filter.All(new Filter.Where("processInstanceKey", instance), new Filter.Where("state", "ACTIVE"));
                    var incident = (await run.Runtime.Search.Incidents(new() { Filter = filter })).Value.Items.Single();
                    await run.Runtime.Do(unit => unit.Engine.ResolveIncident(incident.IncidentKey));
                    resolved++;
                }
            });
            var name = FormattableString.Invariant($"scale.loop.{turns}");
            run.PerPiece($"{name}.turn", time, turns, "bulk row", () => run.Row);
            run.Count($"{name}.incidents", resolved, "LOOP_DETECTED");
        }
    }

    /// <summary>One large variable from the start to the end of its instance.</summary>
    private static async Task Variable(ScaleRun run, string folder)
    {
        foreach (var megabytes in new[] { 1, 5, 20 })
        {
            var (first, second) = (Text('a', megabytes), Text('b', megabytes));
            var raw = RawText(folder, first.AsString());
            long instance = 0;
            var start = await ScaleRun.Time(async () => instance = await run.Start("job", FeelContext.Of(("text", first))));
            var activate = await ScaleRun.Time(() =>
                run.Runtime.Do(unit => unit.Engine.ActivateJobs(new("one", 1, TimeSpan.FromMinutes(5))))
            );
            var job = (await Jobs(run, instance))[0];
            var update = await ScaleRun.Time(() =>
                run.Runtime.Do(unit => unit.Engine.SetVariables(instance, FeelContext.Of(("text", second))))
            );
            var search = await ScaleRun.Time(() =>
                run.Runtime.Search.Variables(new() { Filter = new Filter.Where("processInstanceKey", instance) })
            );
            var complete = await ScaleRun.Time(() => run.Runtime.Do(unit => unit.Engine.CompleteJob(job, FeelContext.Of(("text", first)))));
            var steps = new[] { ("start", start), ("activate", activate), ("update", update), ("search", search), ("complete", complete) };
            foreach (var (step, time) in steps)
            {
                run.Once(FormattableString.Invariant($"scale.variable.{megabytes}MB.{step}"), time, "row of this size", raw);
            }
        }
    }

    /// <summary>Instances that wait for timers which all are due at once.</summary>
    private static async Task Timers(ScaleRun run)
    {
        // The first turn compiles the code.
        await Fire(run, 50);
        foreach (var timers in new[] { 200, 2_000, 20_000 })
        {
            var time = await Fire(run, timers);
            var name = FormattableString.Invariant($"scale.timers.{timers}.fire");
            run.PerPiece(name, time, timers, "one-row commit", () => run.Commit);
        }
    }

    private static async Task<TimeSpan> Fire(ScaleRun run, int timers)
    {
        await Task.WhenAll(
            Enumerable.Range(0, 32).Select(client => Task.Run(() => Waiting(run, timers / 32 + (client < timers % 32 ? 1 : 0))))
        );
        return await ScaleRun.Time(() => run.Runtime.PinClock(run.Runtime.Clock.GetUtcNow().AddHours(1)));
    }

    private static async Task Waiting(ScaleRun run, int instances)
    {
        for (var i = 0; i < instances; i++)
        {
            await run.Start("wait", FeelContext.Empty);
        }
    }

    private static FeelValue Text(char letter, int megabytes) => FeelValue.From(new string(letter, megabytes * 1024 * 1024));

    /// <summary>How long one commit of a row with this text takes without an engine, in milliseconds; the best of three.</summary>
    private static double RawText(string folder, string text)
    {
        var file = Path.Combine(folder, $"text-{Guid.NewGuid():N}.db");
        using var storage = new SqliteStorage(new() { ConnectionString = $"Data Source={file}" });
        var best = double.MaxValue;
        using (var connection = storage.OpenWriter())
        {
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "CREATE TABLE raw_text (id bigint PRIMARY KEY, content text)";
                command.ExecuteNonQuery();
            }
            using var writers = storage.Writers(connection);
            var shape = RowShape.Insert("raw_text", "id", "content");
            for (var id = 1; id <= 3; id++)
            {
                var began = System.Diagnostics.Stopwatch.GetTimestamp();
                using var transaction = storage.Begin(connection);
                writers[shape].Bind(id).Bind(text).Add();
                transaction.Commit();
                best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + ending);
        }
        return best;
    }
}
