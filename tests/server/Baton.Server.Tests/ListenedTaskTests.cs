using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Task listeners over real HTTP: the caller waits for them and is told what they decided.</summary>
public sealed class ListenedTaskTests : IDisposable
{
    private readonly HttpClient _client;
    private readonly EngineCaller _engine;

    public ListenedTaskTests(RunningServer server)
    {
        _client = server.Client();
        _engine = new EngineCaller(_client);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_denied_completion_is_a_conflict_with_the_reason_and_the_task_is_open_again()
    {
        string task = await Task("denied", "completing");
        Task<HttpResponseMessage> completion = _engine.Send($"user-tasks/{task}/completion", """{"variables": {"ok": true}}""");
        JsonNode job = await Listener("denied");
        Assert.Equal(("TASK_LISTENER", "COMPLETING"), (Text(job["kind"]), Text(job["listenerEventType"])));
        Assert.Equal("COMPLETING", Text((await _engine.Get($"user-tasks/{task}"))["state"]));
        await _engine.Post(
            $"jobs/{Text(job["jobKey"])}/completion",
            """{"result": {"type": "userTask", "denied": true, "deniedReason": "still open questions"}}"""
        );

        using HttpResponseMessage answer = await completion;
        JsonNode problem = await answer.Problem(HttpStatusCode.Conflict);
        Assert.Contains("still open questions", Text(problem["detail"]), StringComparison.Ordinal);
        Assert.Equal("CREATED", Text((await _engine.Get($"user-tasks/{task}"))["state"]));
        JsonNode found = await _engine.Post("jobs/search", $$$"""{"filter": {"jobKey": "{{{Text(job["jobKey"])}}}"}}""");
        Assert.Equal(
            (true, "still open questions"),
            (found["items"]![0]!["isDenied"]!.GetValue<bool>(), Text(found["items"]![0]!["deniedReason"]))
        );
    }

    [Fact]
    public async Task A_listener_is_told_what_the_task_will_be_and_may_correct_it()
    {
        string task = await Task("corrected", "assigning");
        Task<HttpResponseMessage> assignment = _engine.Send($"user-tasks/{task}/assignment", """{"assignee": "ann"}""");
        JsonNode job = await Listener("corrected");
        Assert.Equal("ann", Text(job["userTask"]!["assignee"]));
        Assert.Equal("""["assignee"]""", job["userTask"]!["changedAttributes"]!.ToJsonString());
        Assert.Equal("ann", Text(job["customHeaders"]!["io.camunda.zeebe:assignee"]));
        Assert.Equal(task, Text(job["userTask"]!["userTaskKey"]));
        await _engine.Post(
            $"jobs/{Text(job["jobKey"])}/completion",
            """{"result": {"type": "userTask", "corrections": {"assignee": "ben", "priority": 90, "candidateGroups": ["desk"]}}}"""
        );

        using HttpResponseMessage answer = await assignment;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        JsonNode corrected = await _engine.Get($"user-tasks/{task}");
        Assert.Equal(
            ("ben", 90, """["desk"]"""),
            (Text(corrected["assignee"]), corrected["priority"]!.GetValue<int>(), corrected["candidateGroups"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task A_cancellation_is_answered_at_once_and_takes_effect_when_its_listeners_are_done()
    {
        string task = await Task("cancelled", "canceling");
        string instance = Text((await _engine.Get($"user-tasks/{task}"))["processInstanceKey"]);
        await _engine.Post($"process-instances/{instance}/cancellation");
        Assert.Equal("CANCELING", Text((await _engine.Get($"user-tasks/{task}"))["state"]));
        JsonNode job = await Listener("cancelled");
        await _engine.Post($"jobs/{Text(job["jobKey"])}/completion", "{}");
        Assert.Equal("CANCELED", Text((await _engine.Get($"user-tasks/{task}"))["state"]));
        Assert.Equal("TERMINATED", await _engine.StateOf(instance));
    }

    private async Task<string> Task(string process, string listenerEvent)
    {
        await _engine.DeployTask(
            process,
            $"""<bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask /><zeebe:taskListeners><zeebe:taskListener eventType="{listenerEvent}" type="{process}" /></zeebe:taskListeners></bpmn:extensionElements></bpmn:userTask>"""
        );
        JsonNode instance = await _engine.Post("process-instances", $$$"""{"processDefinitionId": "{{{process}}}"}""");
        JsonNode found = await _engine.Post(
            "user-tasks/search",
            $$$"""{"filter": {"processInstanceKey": "{{{Text(instance["processInstanceKey"])}}}"}}"""
        );
        return Text(found["items"]![0]!["userTaskKey"]);
    }

    private async Task<JsonNode> Listener(string type) =>
        Assert.Single(
            (
                await _engine.Post(
                    "jobs/activation",
                    $$$"""{"type": "{{{type}}}", "maxJobsToActivate": 1, "timeout": 60000, "requestTimeout": 30000}"""
                )
            )["jobs"]!.AsArray()
        )!;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
