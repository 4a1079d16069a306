using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios;

namespace Baton.EndToEnd.Crashes;

/// <summary>Clients and workers that go on whatever happens to the servers, and write down what they were told.</summary>
internal sealed class Storm(StormTarget target, Ledger ledger)
{
    private const int Clients = 4;

    /// <summary>Milliseconds that a message is kept; repeated publications are known by it until then.</summary>
    private const int TimeToLive = 3_600_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    /// <summary>Runs until it is told to stop.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll([.. Enumerable.Range(0, Clients).Select(_ => Client(stop)), Work(stop)]);

    /// <summary>Sends what was left when the storm was over: messages that were not acknowledged, and jobs that wait.</summary>
    public async Task Settle(CancellationToken stop)
    {
        foreach (LedgerEntry entry in ledger.Entries.Where(IsOwedMessage))
        {
            await Publish(entry, stop);
        }
        // Jobs whose answer got lost come back when their lease ends, which is sooner than this.
        while (await WorkOnce(patience: 5_000, stop))
        {
            // There may be more.
        }
    }

    private static bool IsOwedMessage(LedgerEntry entry) =>
        (entry.ProcessId == StormModels.Message && entry is { Start: Fate.Acknowledged, Continue: not Fate.Acknowledged })
        || (entry.ProcessId == StormModels.Opened && entry.Start != Fate.Acknowledged);

    private async Task Client(CancellationToken stop)
    {
        // Off the caller's thread, and never two clients in step.
        await Task.Delay(Random.Shared.Next(50), CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            foreach (string processId in StormModels.All)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }
                await Story(ledger.Open(processId), stop);
                await Task.Delay(Pace, CancellationToken.None);
            }
        }
    }

    private async Task Story(LedgerEntry entry, CancellationToken stop)
    {
        if (entry.ProcessId == StormModels.Opened)
        {
            await Publish(entry, stop);
            return;
        }
        await Start(entry, stop);
        if (entry.Start != Fate.Acknowledged)
        {
            return;
        }
        if (entry.ProcessId == StormModels.Message)
        {
            await Publish(entry, stop);
        }
        else if (entry.ProcessId == StormModels.Task)
        {
            await CompleteTask(entry, stop);
        }
    }

    private async Task Start(LedgerEntry entry, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["processDefinitionId"] = entry.ProcessId,
            ["businessId"] = entry.Id,
            ["variables"] = new JsonObject { ["id"] = entry.Id },
        };
        if (entry.ProcessId == StormModels.Straight)
        {
            body["awaitCompletion"] = true;
            body["requestTimeout"] = 15_000;
        }
        EngineAnswer? answer = await target.Post("process-instances", body, mayRepeat: false, stop);
        entry.Start = Judge(answer, 200);
        entry.Key = answer?.Body?["processInstanceKey"]?.GetValue<string>();
    }

    private async Task CompleteTask(LedgerEntry entry, CancellationToken stop)
    {
        var filter = new JsonObject { ["filter"] = new JsonObject { ["processInstanceKey"] = entry.Key } };
        EngineAnswer? found = await target.Post("user-tasks/search", filter, mayRepeat: true, stop);
        if (found is null)
        {
            return;
        }
        if (found.Body?["items"] is not JsonArray { Count: 1 } items)
        {
            ledger.Wrong.Add($"user task of {entry.Key}: {found.Status} {found.Text}");
            return;
        }
        string path = $"user-tasks/{items[0]!["userTaskKey"]}/completion";
        entry.Continue = Judge(await target.Post(path, [], mayRepeat: false, stop), 204);
    }

    /// <summary>The message id makes it safe to repeat: a message that is there already is refused with 409.</summary>
    private async Task Publish(LedgerEntry entry, CancellationToken stop)
    {
        bool opens = entry.ProcessId == StormModels.Opened;
        var body = new JsonObject
        {
            ["name"] = opens ? StormModels.OpeningName : StormModels.MessageName,
            ["correlationKey"] = entry.Id,
            ["messageId"] = entry.Id,
            ["timeToLive"] = TimeToLive,
        };
        if (opens)
        {
            body["businessId"] = entry.Id;
        }
        Fate fate = Judge(await target.Post("messages/publication", body, mayRepeat: true, stop), 200, 409);
        (entry.Start, entry.Continue) = opens ? (fate, Fate.Unsent) : (entry.Start, fate);
    }

    private async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await WorkOnce(patience: 2_000, stop);
        }
    }

    /// <returns>Whether there were jobs.</returns>
    private async Task<bool> WorkOnce(int patience, CancellationToken stop)
    {
        var wanted = new JsonObject
        {
            ["type"] = StormModels.JobType,
            ["worker"] = "storm",
            ["timeout"] = 3_000,
            ["maxJobsToActivate"] = 10,
            ["requestTimeout"] = patience,
        };
        EngineAnswer? answer = await target.Post("jobs/activation", wanted, mayRepeat: true, stop);
        JsonArray jobs = answer?.Body?["jobs"]?.AsArray() ?? [];
        foreach (JsonNode? job in jobs)
        {
            string key = job!["jobKey"]!.GetValue<string>();
            // Whoever was too slow, or asks again for what had happened, finds nothing left to complete.
            EngineAnswer? completed = await target.Post($"jobs/{key}/completion", [], mayRepeat: false, stop);
            if (Judge(completed, 204, 404, 409) == Fate.Acknowledged && completed!.Status == 204)
            {
                ledger.Jobs.AddOrUpdate(key, 1, (_, times) => times + 1);
            }
        }
        return jobs.Count > 0;
    }

    private Fate Judge(EngineAnswer? answer, params ReadOnlySpan<int> right)
    {
        Fate fate = answer is null ? Fate.Unknown : Fate.Acknowledged;
        ledger.Count(fate);
        if (answer is not null && !right.Contains(answer.Status))
        {
            ledger.Wrong.Add($"{answer.Status} {answer.Text}");
            return Fate.Unknown;
        }
        return fate;
    }
}
