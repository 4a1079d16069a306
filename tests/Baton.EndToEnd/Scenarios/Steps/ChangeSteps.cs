using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Changes running instances from outside: modification, migration, activation inside an ad-hoc sub-process.</summary>
internal sealed class ChangeSteps(ScenarioRun run) : StepGroup(run)
{
    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["modify"] = Modify;
        steps["migrate"] = Migrate;
        steps["activateAdHoc"] = ActivateAdHoc;
    }

    private async Task Modify(JsonNode step)
    {
        var request = new JsonObject();
        if (step["activate"] is { } activate)
        {
            request["activateInstructions"] = activate.DeepClone();
        }
        if (step["terminate"] is { } terminate)
        {
            request["terminateInstructions"] = terminate.DeepClone();
        }
        await Run.Call(HttpMethod.Post, $"process-instances/{Run.Key(step["instance"])}/modification", request, step);
    }

    private async Task Migrate(JsonNode step)
    {
        (string, int?) target = (Text(step["targetProcessId"]), step["targetVersion"]?.GetValue<int>());
        var request = new JsonObject
        {
            ["targetProcessDefinitionKey"] = Run.Definitions[target],
            ["mappingInstructions"] = new JsonArray([
                .. step["mappings"]!
                    .AsObject()
                    .Select(pair => new JsonObject { ["sourceElementId"] = pair.Key, ["targetElementId"] = Text(pair.Value) }),
            ]),
        };
        await Run.Call(HttpMethod.Post, $"process-instances/{Run.Key(step["instance"])}/migration", request, step);
    }

    private async Task ActivateAdHoc(JsonNode step)
    {
        string key = await ElementSteps.ActiveKey(Run, Run.Key(step["instance"]), Text(step["elementId"]));
        var request = new JsonObject { ["elements"] = Elements(step["elements"]!.AsArray()) };
        await Run.Call(HttpMethod.Post, $"element-instances/ad-hoc-activities/{key}/activation", request, step);
    }

    private JsonArray Elements(JsonArray elements)
    {
        var result = new JsonArray();
        foreach (JsonNode? element in elements)
        {
            result.Add(
                element is JsonValue id ? new JsonObject { ["elementId"] = Text(id) } : JsonValues.WithTimes(element, Run.Clock.Start)
            );
        }
        return result;
    }
}
