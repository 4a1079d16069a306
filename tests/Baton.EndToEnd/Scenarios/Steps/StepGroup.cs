using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Steps that touch the same part of the engine; each names the step key that it plays.</summary>
internal abstract class StepGroup(ScenarioRun run)
{
    protected ScenarioRun Run { get; } = run;

    public abstract void Register(IDictionary<string, Func<JsonNode, Task>> steps);

    protected static string Text(JsonNode? value) => value!.GetValue<string>();

    protected static string? OptionalText(JsonNode? value) => value?.GetValue<string>();

    /// <summary>Takes over the fields of the step that the request has under the same name.</summary>
    protected static JsonObject Take(JsonNode step, params ReadOnlySpan<string> fields)
    {
        var request = new JsonObject();
        foreach (string field in fields)
        {
            if (step.AsObject().TryGetPropertyValue(field, out JsonNode? value))
            {
                request[field] = value?.DeepClone();
            }
        }
        return request;
    }

    /// <summary>What is wrong with the variables, or null: each listed one must be equal, each absent one must be absent.</summary>
    protected string? CompareVariables(JsonObject actual, JsonNode? expected, JsonNode? absent)
    {
        foreach ((string name, JsonNode? value) in Run.Variables(expected) ?? [])
        {
            if (!actual.TryGetPropertyValue(name, out JsonNode? found))
            {
                return $"variable {name} is missing; there are {actual.ToJsonString()}";
            }
            if (!JsonValues.Same(found, value))
            {
                return $"variable {name} is {found?.ToJsonString() ?? "null"} instead of {value?.ToJsonString() ?? "null"}";
            }
        }
        string? unwanted = (absent?.AsArray() ?? []).Select(Text).FirstOrDefault(actual.ContainsKey);
        return unwanted is null ? null : $"variable {unwanted} should be absent";
    }
}
