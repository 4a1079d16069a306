using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios;

namespace Baton.EndToEnd.Crashes;

/// <summary>
/// Clients that start instances and complete user tasks as fast as they are answered, and remember what was acknowledged. They stop when the
/// server is gone; what they were waiting for then may have happened or not.
/// </summary>
internal sealed class Load(EngineClient engine)
{
    private readonly ConcurrentBag<string> _waits = [];
    private readonly ConcurrentBag<string> _approvals = [];
    private readonly ConcurrentBag<string> _completed = [];

    /// <summary>Instances that wait for their timer.</summary>
    public IReadOnlyCollection<string> Waits => _waits;

    /// <summary>Instances that began with a user task.</summary>
    public IReadOnlyCollection<string> Approvals => _approvals;

    /// <summary>Instances whose user task was completed.</summary>
    public IReadOnlyCollection<string> Completed => _completed;

    public int Acknowledged => _waits.Count + _approvals.Count + _completed.Count;

    /// <summary>Runs until the server does not answer any more.</summary>
    public Task Run(int clients) => Task.WhenAll(Enumerable.Range(0, clients).Select(_ => RunClient()));

    private async Task RunClient()
    {
        try
        {
            while (true)
            {
                _waits.Add(await Start(CrashModels.Wait));
                string instance = await Start(CrashModels.Approval);
                _approvals.Add(instance);
                await Complete(instance);
                _completed.Add(instance);
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or SocketException)
        {
            // The server was killed, which is what this waits for.
        }
    }

    private async Task<string> Start(string processId)
    {
        EngineAnswer answer = await engine.Post("process-instances", new JsonObject { ["processDefinitionId"] = processId });
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!["processInstanceKey"]!.GetValue<string>();
    }

    private async Task Complete(string instance)
    {
        IReadOnlyList<JsonObject> tasks = await engine.Search("user-tasks/search", new JsonObject { ["processInstanceKey"] = instance });
        EngineAnswer answer = await engine.Post($"user-tasks/{Assert.Single(tasks)["userTaskKey"]}/completion", new JsonObject());
        Assert.True(answer.Status == 204, answer.Text);
    }
}
