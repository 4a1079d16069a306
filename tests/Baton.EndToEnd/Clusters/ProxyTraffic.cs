using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Crashes;
using Baton.EndToEnd.Scenarios;

namespace Baton.EndToEnd.Clusters;

/// <summary>
/// Clients and workers that send one request after the other and never repeat one. Every answer other than the expected one, and every request
/// without an answer, is a failure.
/// </summary>
internal sealed class ProxyTraffic(HttpClient http)
{
    private const int Clients = 4;
    private const int Workers = 2;

    /// <summary>Workers whose jobs never come: there is always a request that waits.</summary>
    private const int Idlers = 3;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    private readonly ConcurrentQueue<string> _failures = new();
    private int _answered;
    private int _polls;

    /// <summary>Requests that were answered as expected.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Those of them that waited for jobs and got none.</summary>
    public int EmptyPolls => Volatile.Read(ref _polls);

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Runs until it is told to stop, and ends when all that was sent is answered.</summary>
    public Task Run(CancellationToken stop) =>
        Task.WhenAll([
            .. Enumerable.Range(0, Clients).Select(_ => Client(stop)),
            .. Enumerable.Range(0, Workers).Select(_ => Worker(StormModels.JobType, patience: 2_000, stop)),
            .. Enumerable.Range(0, Idlers).Select(_ => Worker("nobody-makes-these", patience: 10_000, stop)),
        ]);

    private async Task Client(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Start(StormModels.Straight, awaitsEnd: true);
            await Start(StormModels.Job, awaitsEnd: false);
            if (await Start(StormModels.Task, awaitsEnd: false) is { } instance)
            {
                await CompleteTask(instance);
            }
            // Not too much for a machine that runs servers, database and proxy at once.
            await Task.Delay(Pace, CancellationToken.None);
        }
    }

    private async Task<string?> Start(string processId, bool awaitsEnd)
    {
        JsonNode? created = await Post(
            "process-instances",
            new JsonObject
            {
                ["processDefinitionId"] = processId,
                ["awaitCompletion"] = awaitsEnd,
                ["variables"] = new JsonObject { ["id"] = "proxy" },
            },
            200
        );
        return created?["processInstanceKey"]?.GetValue<string>();
    }

    /// <summary>The search may ask another server than the one that started the instance.</summary>
    private async Task CompleteTask(string instance)
    {
        JsonNode? found = await Post(
            "user-tasks/search",
            new JsonObject { ["filter"] = new JsonObject { ["processInstanceKey"] = instance } },
            200
        );
        if (found?["items"] is not JsonArray { Count: 1 } tasks)
        {
            _failures.Enqueue($"the user task of {instance} was not found: {found?.ToJsonString()}");
            return;
        }
        await Post($"user-tasks/{tasks[0]!["userTaskKey"]}/completion", [], 204);
    }

    private async Task Worker(string jobType, int patience, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            JsonNode? activated = await Post(
                "jobs/activation",
                new JsonObject
                {
                    ["type"] = jobType,
                    ["timeout"] = 60_000,
                    ["maxJobsToActivate"] = 10,
                    ["requestTimeout"] = patience,
                },
                200
            );
            JsonArray jobs = activated?["jobs"]?.AsArray() ?? [];
            if (jobs.Count == 0)
            {
                Interlocked.Increment(ref _polls);
            }
            foreach (JsonNode? job in jobs)
            {
                await Post($"jobs/{job!["jobKey"]}/completion", [], 204);
            }
        }
    }

    /// <summary>The body of the expected answer; null when there is none, or another answer.</summary>
    private async Task<JsonNode?> Post(string path, JsonObject body, int expected)
    {
        try
        {
            using HttpResponseMessage response = await http.PostAsJsonAsync("v2/" + path, body, CancellationToken.None);
            string text = await response.Content.ReadAsStringAsync(CancellationToken.None);
            if ((int)response.StatusCode == expected)
            {
                Interlocked.Increment(ref _answered);
                return new EngineAnswer(expected, null, text).Body;
            }
            _failures.Enqueue($"{path}: {(int)response.StatusCode} {text}");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            _failures.Enqueue($"{path}: {broken.Message}");
        }
        return null;
    }
}
