using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Sets and checks the variables of a scope.</summary>
internal sealed class VariableSteps(ScenarioRun run) : StepGroup(run)
{
    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["setVariables"] = Set;
        steps["expectVariables"] = Expect;
    }

    private async Task Set(JsonNode step)
    {
        JsonObject request = Take(step, "local");
        request["variables"] = Run.Variables(step["variables"]);
        await Run.Call(HttpMethod.Put, $"element-instances/{await Scope(step)}/variables", request, step);
    }

    private async Task Expect(JsonNode step)
    {
        string scope = await Scope(step);
        Func<Task<string?>> check = async () => CompareVariables(await Read(scope), step["variables"], step["absent"]);
        await (step["absent"] is null ? Polling.Until(check) : Polling.UntilSettled(check));
    }

    private async Task<JsonObject> Read(string scope)
    {
        IReadOnlyList<JsonObject> items = await Run.Engine.Search(
            "variables/search?truncateValues=false",
            new JsonObject { ["scopeKey"] = scope }
        );
        return new JsonObject(items.Select(item => KeyValuePair.Create(Text(item["name"]), JsonNode.Parse(Text(item["value"])))));
    }

    private async Task<string> Scope(JsonNode step)
    {
        string instance = Run.Key(step["instance"]);
        return step["scope"] is { } element ? await ElementSteps.ActiveKey(Run, instance, Text(element)) : instance;
    }
}
