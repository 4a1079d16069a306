using System.Diagnostics;
using System.Text.Json.Nodes;
using Baton.Bench.Desk;
using Baton.Bench.Http;

namespace Baton.Bench.Operations;

/// <summary>What the pages of operators ask a real server over HTTP, each beside the cheapest request of the same server.</summary>
internal static class OperationsPages
{
    /// <summary>The addresses, by what is looked at.</summary>
    /// <param name="history">The key of the instance with the long history.</param>
    private static IEnumerable<(string Name, string Path)> Questions(long history)
    {
        const string instances = "api/operations/instances";
        yield return ("overview", "api/operations");
        foreach (var process in new[] { "straight", "usertask", "stuck" })
        {
            yield return ($"process.{process}", $"api/operations/processes/{process}");
        }
        yield return ("instances.all", instances);
        yield return ("instances.active", $"{instances}?state=active");
        yield return ("instances.ended", $"{instances}?state=completed");
        yield return ("instances.process", $"{instances}?processId=straight");
        yield return ("instances.version", $"{instances}?processId=straight&version=1");
        yield return ("instances.process-active", $"{instances}?processId=usertask&state=active");
        yield return ("instances.at-element", $"{instances}?processId=usertask&element=task");
        yield return ("instances.with-incident", $"{instances}?incident=true");
        yield return ("instances.without-incident", $"{instances}?incident=false&state=active");
        yield return ("instances.by-variable", $"{instances}?variable=turns&value=7");
        yield return ("instances.by-business-id", $"{instances}?business=TOS-1");
        yield return ("instances.last-hour", $"{instances}?from={DateTimeOffset.UtcNow.AddHours(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        yield return ("incidents", "api/operations/incidents");
        yield return ("jobs", "api/operations/jobs");
        yield return ("jobs.failed", "api/operations/jobs?state=failed");
        yield return ("timers", "api/operations/timers");
        yield return ("subscriptions", "api/operations/subscriptions");
        yield return ("letters", "api/operations/letters");
        yield return ("batches", "api/operations/batches");
        yield return ("history.instance", $"{instances}/{history}");
        yield return ("history.journal", $"{instances}/{history}/journal");
        yield return ("analysis.processes", "api/analysis");
        yield return ("analysis.process", "api/analysis/straight");
    }

    /// <summary>Asks every question as often as is said, after a turn that does not count.</summary>
    public static async Task<IReadOnlyList<Figure>> Ask(OperationsRequest request, Uri server, long history, TextWriter progress)
    {
        using var connections = new SocketsHttpHandler { UseCookies = false, UseProxy = false };
        using var client = await DeskClient.SignIn(connections, server, EngineClient.UserName);
        using var health = new EngineClient(server);
        var raw = await Median(request.Turns, health.AskHealth);
        var figures = new List<Figure>();
        foreach (var (name, path) in Questions(history))
        {
            try
            {
                var time = await Median(request.Turns, () => client.Get(path));
                var rows =
                    await client.Read(path) is JsonObject page && page["items"] is JsonArray items
                        ? FormattableString.Invariant($".rows{items.Count}")
                        : "";
                figures.Add(
                    Figure.Of(
                        FormattableString.Invariant($"operations.http.{request.Store}.{request.Instances}.{name}{rows}"),
                        time,
                        "ms",
                        "GET /health/live",
                        raw
                    )
                );
            }
            catch (InvalidOperationException error)
            {
                await progress.WriteLineAsync(error.Message);
            }
        }
        return figures;
    }

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
}
