using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Deploys files in one request; evaluates decisions and conditional starts of what is deployed.</summary>
internal sealed class DeploymentSteps(ScenarioRun run) : StepGroup(run)
{
    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["deploy"] = Deploy;
        steps["evaluateDecision"] = EvaluateDecision;
        steps["evaluateConditionals"] = EvaluateConditionals;
    }

    private async Task Deploy(JsonNode step)
    {
        IEnumerable<string> files = step["files"]!.AsArray().Select(file => Path.Combine(Run.Scenario.Folder, Text(file)));
        EngineAnswer answer = ScenarioRun.Expect(await Run.Engine.Deploy(files), step, "POST deployments");
        if (answer.Status != 200)
        {
            return;
        }
        JsonNode[] definitions =
        [
            .. answer.Body!["deployments"]!.AsArray().Select(item => item!["processDefinition"]!).Where(item => item is not null),
        ];
        foreach (JsonNode definition in definitions)
        {
            string id = Text(definition["processDefinitionId"]);
            int version = definition["processDefinitionVersion"]!.GetValue<int>();
            Run.Definitions[(id, null)] = Run.Definitions[(id, version)] = Text(definition["processDefinitionKey"]);
        }
        foreach (JsonNode? expected in step["expect"]?.AsArray() ?? [])
        {
            if (!definitions.Any(definition => expected!.AsObject().All(field => JsonValues.Same(field.Value, definition[field.Key]))))
            {
                throw new ScenarioFailure($"the answer has no {expected!.ToJsonString()}: {answer.Text}");
            }
        }
    }

    private async Task EvaluateDecision(JsonNode step)
    {
        var request = new JsonObject
        {
            ["decisionDefinitionId"] = Text(step["decisionId"]),
            ["variables"] = Run.Variables(step["variables"]),
        };
        EngineAnswer answer = await Run.Call(HttpMethod.Post, "decision-definitions/evaluation", request, step);
        if (!step.AsObject().TryGetPropertyValue("expectOutput", out JsonNode? expected))
        {
            return;
        }
        string? output = OptionalText(answer.Body?["output"]);
        if (output is null || !JsonValues.Same(JsonNode.Parse(output), expected))
        {
            throw new ScenarioFailure($"the output is {output} instead of {expected?.ToJsonString()}");
        }
    }

    private async Task EvaluateConditionals(JsonNode step)
    {
        var request = new JsonObject { ["variables"] = Run.Variables(step["variables"]) };
        if (Run.Definitions.TryGetValue((Text(step["processId"]), null), out string? key))
        {
            request["processDefinitionKey"] = key;
        }
        EngineAnswer answer = await Run.Call(HttpMethod.Post, "conditionals/evaluation", request, step);
        int started = answer.Body!["processInstances"]!.AsArray().Count;
        int expected = step["expectCount"]!.GetValue<int>();
        if (started != expected)
        {
            throw new ScenarioFailure($"{started} instances were started instead of {expected}");
        }
    }
}
