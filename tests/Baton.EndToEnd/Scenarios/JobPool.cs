using System.Globalization;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios;

/// <summary>
/// Takes jobs for a scenario. The engine decides which jobs it hands out, so jobs that came along unwanted are kept here and used first
/// when a later step asks for them, as long as their element still waits.
/// </summary>
internal sealed class JobPool(EngineClient engine)
{
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3650);

    private readonly Dictionary<string, List<JsonObject>> _jobs = new(StringComparer.Ordinal);

    /// <summary>The fitting job with the smallest key, waiting for one if there is none yet.</summary>
    public async Task<JsonObject> Take(string type, Func<JsonObject, bool> fits, JsonArray? fetchVariables, TimeSpan? timeout)
    {
        JsonObject job = await Polling.Find(
            async () =>
            {
                List<JsonObject> pool = await Alive(type);
                if (!pool.Any(fits))
                {
                    await Activate(type, fetchVariables, timeout ?? TenYears);
                }
                return pool.Where(fits).MinBy(Key);
            },
            $"no fitting job of type {type}"
        );
        _jobs[type].Remove(job);
        return job;
    }

    /// <summary>How many jobs of the type are here or can be had now.</summary>
    public async Task<int> Count(string type)
    {
        await Activate(type, fetchVariables: null, TenYears);
        return (await Alive(type)).Count;
    }

    private async Task<List<JsonObject>> Alive(string type)
    {
        if (!_jobs.TryGetValue(type, out List<JsonObject>? pool))
        {
            _jobs[type] = pool = [];
        }
        foreach (JsonObject job in pool.ToArray())
        {
            EngineAnswer element = await engine.Get($"element-instances/{job["elementInstanceKey"]}");
            if (element.Body?["state"]?.GetValue<string>() != "ACTIVE")
            {
                pool.Remove(job);
            }
        }
        return pool;
    }

    private async Task Activate(string type, JsonArray? fetchVariables, TimeSpan timeout)
    {
        var request = new JsonObject
        {
            ["type"] = type,
            ["worker"] = "scenarios",
            ["maxJobsToActivate"] = 100,
            ["timeout"] = (long)timeout.TotalMilliseconds,
            ["requestTimeout"] = -1,
        };
        if (fetchVariables is not null)
        {
            request["fetchVariable"] = fetchVariables.DeepClone();
        }
        EngineAnswer answer = await engine.Post("jobs/activation", request);
        if (answer.Status != 200)
        {
            throw new ScenarioFailure($"POST jobs/activation {request.ToJsonString()} answered {answer.Status}: {answer.Text}");
        }
        List<JsonObject> pool = _jobs.TryGetValue(type, out List<JsonObject>? known) ? known : _jobs[type] = [];
        pool.AddRange(answer.Body!["jobs"]!.AsArray().Select(job => job!.DeepClone().AsObject()));
    }

    private static long Key(JsonObject job) => long.Parse(job["jobKey"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
