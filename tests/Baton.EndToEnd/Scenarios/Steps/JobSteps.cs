using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Plays a job worker: takes one job, looks at it and completes, fails or updates it.</summary>
internal sealed class JobSteps(ScenarioRun run) : StepGroup(run)
{
    private readonly Dictionary<string, JsonObject> _bound = new(StringComparer.Ordinal);

    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["job"] = Job;
        steps["expectJobs"] = ExpectJobs;
    }

    private async Task Job(JsonNode step)
    {
        JsonObject job = step["ref"] is { } name ? _bound[Text(name)] : await Activate(step);
        if (step["as"] is { } handle)
        {
            _bound[Text(handle)] = job;
            Run.Bind(Text(handle), Text(job["jobKey"]));
        }
        if (Check(job, step) is { } problem)
        {
            throw new ScenarioFailure($"job {job["jobKey"]}: {problem}");
        }
        await Act(Text(job["jobKey"]), step);
    }

    private Task<JsonObject> Activate(JsonNode step)
    {
        string? instance = step["instance"] is { } name ? Run.Key(name) : null;
        TimeSpan? timeout = step["timeout"] is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds.GetValue<long>()) : null;
        return Run.Jobs.Take(Text(step["type"]), Fits, step["fetchVariables"]?.AsArray(), timeout);

        bool Fits(JsonObject job) =>
            (instance is null || Text(job["processInstanceKey"]) == instance)
            && CompareVariables(job["variables"]!.AsObject(), step["where"], absent: null) is null;
    }

    private string? Check(JsonObject job, JsonNode step) =>
        CompareVariables(job["variables"]!.AsObject(), step["expectVariables"], step["expectAbsent"])
        ?? CompareHeaders(job, step["expectHeaders"])
        ?? Compare(job, "retries", step["expectRetries"])
        ?? Compare(job, "elementId", step["expectElementId"])
        ?? Compare(job, "kind", step["expectKind"])
        ?? Compare(job, "listenerEventType", step["expectListenerEvent"])
        ?? Compare(job, "tags", step["expectTags"]);

    private string? CompareHeaders(JsonObject job, JsonNode? expected) =>
        expected is null ? null : CompareVariables(job["customHeaders"]!.AsObject(), expected, absent: null);

    private static string? Compare(JsonObject job, string field, JsonNode? expected) =>
        expected is null || JsonValues.Same(job[field], expected)
            ? null
            : $"{field} is {job[field]?.ToJsonString()} instead of {expected.ToJsonString()}";

    private async Task Act(string key, JsonNode step)
    {
        string action = Text(step["action"]);
        if (action == "activate")
        {
            return;
        }
        (HttpMethod method, string path, JsonObject request) = action switch
        {
            "complete" => (HttpMethod.Post, $"jobs/{key}/completion", Take(step, "result")),
            "fail" => (HttpMethod.Post, $"jobs/{key}/failure", Take(step, "retries", "retryBackOff", "errorMessage")),
            "error" => (HttpMethod.Post, $"jobs/{key}/error", Take(step, "errorCode", "errorMessage")),
            "update" => (HttpMethod.Patch, $"jobs/{key}", Take(step, "changeset")),
            _ => throw new ScenarioFailure($"this runner does not know the action \"{action}\""),
        };
        if (step["variables"] is { } variables)
        {
            request["variables"] = Run.Variables(variables);
        }
        await Run.Call(method, path, request, step);
    }

    private Task ExpectJobs(JsonNode step)
    {
        int expected = step["count"]!.GetValue<int>();
        return Polling.UntilSettled(async () =>
        {
            int actual = await Run.Jobs.Count(Text(step["type"]));
            return actual == expected ? null : $"there are {actual} jobs of type {step["type"]} instead of {expected}";
        });
    }
}
