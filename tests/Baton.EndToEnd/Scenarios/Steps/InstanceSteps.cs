using System.Globalization;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Starts and cancels process instances and checks their state.</summary>
internal sealed class InstanceSteps(ScenarioRun run) : StepGroup(run)
{
    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["start"] = Start;
        steps["cancel"] = Cancel;
        steps["expectCompleted"] = step => ExpectState(step, "COMPLETED");
        steps["expectTerminated"] = step => ExpectState(step, "TERMINATED");
        steps["expectInstance"] = ExpectInstance;
        steps["expectInstanceCount"] = ExpectCount;
    }

    private async Task Start(JsonNode step)
    {
        JsonObject request = Take(step, "startInstructions", "runtimeInstructions", "tags", "awaitCompletion", "fetchVariables");
        request["processDefinitionId"] = Text(step["processId"]);
        if (step["version"] is { } version)
        {
            request["processDefinitionVersion"] = version.DeepClone();
        }
        if (step["variables"] is { } variables)
        {
            request["variables"] = Run.Variables(variables);
        }
        EngineAnswer answer = await Run.Call(HttpMethod.Post, "process-instances", request, step);
        if (answer.Status != 200)
        {
            return;
        }
        if (step["as"] is { } name)
        {
            Run.Bind(Text(name), Text(answer.Body!["processInstanceKey"]));
        }
        JsonObject returned = answer.Body!["variables"] as JsonObject ?? [];
        if (CompareVariables(returned, step["expectVariables"], step["expectAbsent"]) is { } problem)
        {
            throw new ScenarioFailure("in the answer, " + problem);
        }
    }

    private async Task Cancel(JsonNode step) =>
        await Run.Call(HttpMethod.Post, $"process-instances/{Run.Key(step["instance"])}/cancellation", body: null, step);

    private Task ExpectState(JsonNode step, string state)
    {
        string key = Run.Key(step);
        return Polling.Until(async () =>
        {
            EngineAnswer answer = await Run.Engine.Get($"process-instances/{key}");
            string? actual = OptionalText(answer.Body?["state"]);
            return actual == state ? null : $"instance {key} is {actual ?? answer.Text} instead of {state}";
        });
    }

    private async Task ExpectInstance(JsonNode step)
    {
        if (step["same"] is { } same)
        {
            string key = Run.Key(same);
            await Polling.Find(
                async () => (await Fitting(step)).FirstOrDefault(item => Text(item["processInstanceKey"]) == key),
                $"{same} does not fit"
            );
            return;
        }
        JsonObject found = await Polling.Find(
            async () => (await Fitting(step)).FirstOrDefault(item => !Run.IsBound(Text(item["processInstanceKey"]))),
            "no such instance that is not bound yet"
        );
        Run.Bind(Text(step["as"]), Text(found["processInstanceKey"]));
    }

    private async Task<IEnumerable<JsonObject>> Fitting(JsonNode step)
    {
        var filter = new JsonObject { ["processDefinitionId"] = Text(step["processId"]) };
        IReadOnlyList<JsonObject> items = await Run.Engine.Search("process-instances/search", filter);
        string? parent = step["parent"] is { } name ? Run.Key(name) : null;
        return items
            .Where(item => parent is null || OptionalText(item["parentProcessInstanceKey"]) == parent)
            .Where(item => step["version"] is not { } version || JsonValues.Same(item["processDefinitionVersion"], version))
            .Where(item => step["state"] is not { } state || JsonValues.Same(item["state"], state))
            .Where(item => step["hasIncident"] is not { } incident || JsonValues.Same(item["hasIncident"], incident))
            .Where(item => step["tags"] is not { } tags || SameTags(item["tags"], tags))
            .OrderBy(item => long.Parse(Text(item["processInstanceKey"]), CultureInfo.InvariantCulture));
    }

    private Task ExpectCount(JsonNode step)
    {
        int expected = step["count"]!.GetValue<int>();
        return Polling.UntilSettled(async () =>
        {
            int actual = (await Fitting(step)).Count();
            return actual == expected ? null : $"there are {actual} instances of {step["processId"]} instead of {expected}";
        });
    }

    private static bool SameTags(JsonNode? actual, JsonNode expected) =>
        (actual?.AsArray() ?? []).Select(Text).ToHashSet(StringComparer.Ordinal).SetEquals(expected.AsArray().Select(Text));
}
