using System.Globalization;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Works on user tasks and checks what they show.</summary>
internal sealed class UserTaskSteps(ScenarioRun run) : StepGroup(run)
{
    private static readonly string[] Fields =
    [
        "state",
        "name",
        "assignee",
        "candidateGroups",
        "candidateUsers",
        "dueDate",
        "followUpDate",
        "priority",
        "externalFormReference",
    ];

    private readonly Dictionary<string, Task<EngineAnswer>> _pending = new(StringComparer.Ordinal);

    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["userTask"] = Act;
        steps["await"] = Await;
        steps["expectUserTask"] = Expect;
    }

    private async Task Act(JsonNode step)
    {
        string key = Text((await Find(step))["userTaskKey"]);
        (HttpMethod method, string path, JsonObject? request) = Text(step["action"]) switch
        {
            "complete" => (HttpMethod.Post, $"user-tasks/{key}/completion", Variables(step)),
            "assign" => (HttpMethod.Post, $"user-tasks/{key}/assignment", Take(step, "assignee", "allowOverride")),
            "unassign" => (HttpMethod.Delete, $"user-tasks/{key}/assignee", null),
            "update" => (HttpMethod.Patch, $"user-tasks/{key}", Changes(step)),
            string other => throw new ScenarioFailure($"this runner does not know the action \"{other}\""),
        };
        if (step["async"] is { } handle)
        {
            _pending[Text(handle)] = Run.Engine.Send(method, path, request);
            return;
        }
        await Run.Call(method, path, request, step);
    }

    private JsonObject Variables(JsonNode step) =>
        step["variables"] is { } variables ? new JsonObject { ["variables"] = Run.Variables(variables) } : [];

    private JsonObject Changes(JsonNode step) => (JsonObject)JsonValues.WithTimes(Take(step, "changeset"), Run.Clock.Start)!;

    private async Task Await(JsonNode step)
    {
        EngineAnswer answer = await _pending[Text(step["handle"])].WaitAsync(TimeSpan.FromSeconds(30));
        ScenarioRun.Expect(answer, new JsonObject { ["expectStatus"] = step["status"]?.DeepClone() }, "the pending request");
    }

    private Task Expect(JsonNode step) =>
        Polling.Until(async () =>
        {
            JsonNode task = (await Run.Engine.Get($"user-tasks/{(await Find(step))["userTaskKey"]}")).Body!;
            return Fields.Select(field => Compare(field, task[field], step)).FirstOrDefault(problem => problem is not null)
                ?? await CompareForm(task, step);
        });

    private string? Compare(string field, JsonNode? actual, JsonNode step)
    {
        if (!step.AsObject().TryGetPropertyValue(field, out JsonNode? value))
        {
            return null;
        }
        JsonNode? expected = JsonValues.WithTimes(value, Run.Clock.Start);
        bool same = JsonValues.IsNothing(expected) ? JsonValues.IsNothing(actual) : JsonValues.Same(actual, expected);
        return same ? null : $"{field} is {actual?.ToJsonString() ?? "null"} instead of {expected?.ToJsonString() ?? "null"}";
    }

    private async Task<string?> CompareForm(JsonNode task, JsonNode step)
    {
        if (step["hasForm"] is { } hasForm && hasForm.GetValue<bool>() == JsonValues.IsNothing(task["formKey"]))
        {
            return $"formKey is {task["formKey"]}";
        }
        if (step["formId"] is not { } formId)
        {
            return null;
        }
        EngineAnswer form = await Run.Engine.Get($"user-tasks/{task["userTaskKey"]}/form");
        return JsonValues.Same(form.Body?["formId"], formId) ? null : $"the form is {form.Text}";
    }

    /// <summary>The newest task of the element that is still open, else the newest.</summary>
    private Task<JsonObject> Find(JsonNode step)
    {
        string instance = Run.Key(step["instance"]);
        return Polling.Find(
            async () =>
            {
                var filter = new JsonObject { ["processInstanceKey"] = instance, ["elementId"] = Text(step["elementId"]) };
                IReadOnlyList<JsonObject> tasks = await Run.Engine.Search("user-tasks/search", filter);
                return tasks
                    .OrderByDescending(task => Text(task["state"]) is not ("COMPLETED" or "CANCELED"))
                    .ThenByDescending(task => long.Parse(Text(task["userTaskKey"]), CultureInfo.InvariantCulture))
                    .FirstOrDefault();
            },
            $"there is no user task of {step["elementId"]}"
        );
    }
}
