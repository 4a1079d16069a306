using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios.Steps;

namespace Baton.EndToEnd.Scenarios;

/// <summary>
/// One play of one scenario: its handles, its time, its jobs. The steps themselves are in <see cref="Steps"/>, grouped by what they touch.
/// </summary>
internal sealed class ScenarioRun
{
    private readonly Dictionary<string, Func<JsonNode, Task>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _handles = new(StringComparer.Ordinal);

    public ScenarioRun(ScenarioFile scenario, EngineClient engine)
    {
        Scenario = scenario;
        Engine = engine;
        Jobs = new JobPool(engine);
        Clock = new ClockSteps(this);
        new DeploymentSteps(this).Register(_steps);
        new InstanceSteps(this).Register(_steps);
        new ChangeSteps(this).Register(_steps);
        new ElementSteps(this).Register(_steps);
        new VariableSteps(this).Register(_steps);
        new JobSteps(this).Register(_steps);
        new UserTaskSteps(this).Register(_steps);
        new MessageSteps(this).Register(_steps);
        new IncidentSteps(this).Register(_steps);
        Clock.Register(_steps);
    }

    public ScenarioFile Scenario { get; }

    public EngineClient Engine { get; }

    public JobPool Jobs { get; }

    public ClockSteps Clock { get; }

    /// <summary>The latest definition key of each process id, as the deployments answered it; by id and version, too.</summary>
    public Dictionary<(string ProcessId, int? Version), string> Definitions { get; } = [];

    /// <summary>Plays the scenario to its end.</summary>
    /// <exception cref="ScenarioFailure">A step did not hold; the message begins with the step's number and kind.</exception>
    public async Task Play()
    {
        if (Scenario.VirtualTime)
        {
            await Clock.Pin();
        }
        if (Scenario.Deploy.Count > 0)
        {
            await Step(0, "deploy", new JsonObject { ["files"] = new JsonArray([.. Scenario.Deploy.Select(file => (JsonNode)file)]) });
        }
        for (int i = 0; i < Scenario.Steps.Count; i++)
        {
            await Step(i + 1, Scenario.Steps[i].Kind, Scenario.Steps[i].Content);
        }
    }

    /// <summary>Cancels what the scenario left running and lets the clock run again.</summary>
    public async Task CleanUp()
    {
        var filter = new JsonObject
        {
            ["processDefinitionId"] = new JsonObject { ["$like"] = Scenario.Name + "*" },
            ["state"] = "ACTIVE",
        };
        foreach (JsonObject instance in await Engine.Search("process-instances/search", filter))
        {
            if (JsonValues.IsNothing(instance["parentProcessInstanceKey"]))
            {
                await Engine.Post($"process-instances/{instance["processInstanceKey"]}/cancellation");
            }
        }
        await Clock.Reset();
    }

    public void Bind(string name, string key) => _handles[name] = key;

    public bool IsBound(string key) => _handles.ContainsValue(key);

    /// <summary>The key that a step's handle stands for.</summary>
    public string Key(JsonNode? name) =>
        _handles.TryGetValue(name!.GetValue<string>(), out string? key) ? key : throw new ScenarioFailure($"nothing is bound to {name}");

    /// <summary>A copy of the variables with the relative times filled in.</summary>
    public JsonObject? Variables(JsonNode? variables) => (JsonObject?)JsonValues.WithTimes(variables, Clock.Start);

    /// <summary>Sends a request whose answer must have the status that the step names, any 2xx without one.</summary>
    public async Task<EngineAnswer> Call(HttpMethod method, string path, JsonNode? body, JsonNode step) =>
        Expect(await Engine.Send(method, path, body), step, $"{method} {path} {body?.ToJsonString()}");

    /// <summary>Checks the status of an answer, and the form of a problem where one is expected.</summary>
    public static EngineAnswer Expect(EngineAnswer answer, JsonNode step, string request)
    {
        int[] expected = step["expectStatus"] switch
        {
            null => [],
            JsonArray several => [.. several.Select(status => status!.GetValue<int>())],
            { } one => [one.GetValue<int>()],
        };
        bool fits = expected.Length == 0 ? answer.Status is >= 200 and < 300 : expected.Contains(answer.Status);
        if (!fits)
        {
            string wanted = expected.Length == 0 ? "2xx" : string.Join(" or ", expected);
            throw new ScenarioFailure($"{request} answered {answer.Status} instead of {wanted}: {answer.Text}");
        }
        if (answer.Status >= 400)
        {
            ExpectProblem(answer, request);
        }
        return answer;
    }

    private static void ExpectProblem(EngineAnswer answer, string request)
    {
        string[] missing = [.. new[] { "type", "title", "status", "detail", "instance" }.Where(field => answer.Body?[field] is null)];
        if (answer.MediaType != "application/problem+json" || missing.Length > 0)
        {
            throw new ScenarioFailure(
                $"{request} answered no problem details ({answer.MediaType}, without {string.Join(", ", missing)}): {answer.Text}"
            );
        }
    }

    private async Task Step(int number, string kind, JsonNode content)
    {
        if (!_steps.TryGetValue(kind, out Func<JsonNode, Task>? play))
        {
            throw new ScenarioFailure($"step {number}: this runner does not know \"{kind}\"");
        }
        try
        {
            await play(content);
        }
        catch (ScenarioFailure failure)
        {
            throw new ScenarioFailure($"step {number} {kind}: {failure.Message}");
        }
    }
}
