using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Checks where an instance stands and what it has passed.</summary>
internal sealed class ElementSteps(ScenarioRun run) : StepGroup(run)
{
    private const string Body = "MULTI_INSTANCE_BODY";

    private static readonly HashSet<string> Containers =
    [
        "PROCESS",
        "SUB_PROCESS",
        "EVENT_SUB_PROCESS",
        "AD_HOC_SUB_PROCESS",
        "AD_HOC_SUB_PROCESS_INNER_INSTANCE",
        Body,
        "CALL_ACTIVITY",
    ];

    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["expectActive"] = ExpectActive;
        steps["expectNotActive"] = ExpectNotActive;
        steps["expectElementCounts"] = ExpectCounts;
    }

    /// <summary>The key of the one active element instance with that id, waiting for it.</summary>
    public static async Task<string> ActiveKey(ScenarioRun run, string instance, string elementId)
    {
        JsonObject element = await Polling.Find(
            async () =>
                (await Active(run, instance)).FirstOrDefault(item => Text(item["elementId"]) == elementId && Text(item["type"]) != Body),
            $"{elementId} is not active"
        );
        return Text(element["elementInstanceKey"]);
    }

    private static Task<IReadOnlyList<JsonObject>> Active(ScenarioRun run, string instance) =>
        run.Engine.Search("element-instances/search", new JsonObject { ["processInstanceKey"] = instance, ["state"] = "ACTIVE" });

    private Task ExpectActive(JsonNode step)
    {
        string instance = Run.Key(step["instance"]);
        Dictionary<string, int> expected = step["elements"] switch
        {
            JsonObject counts => counts.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<int>(), StringComparer.Ordinal),
            { } ids => ids.AsArray().Select(Text).CountBy(id => id).ToDictionary(StringComparer.Ordinal),
            null => [],
        };
        bool exact = step["exact"]?.GetValue<bool>() ?? false;
        return Polling.UntilSettled(async () =>
        {
            JsonObject[] active = [.. (await Active(Run, instance)).Where(item => Text(item["type"]) != Body)];
            return expected.Select(pair => Count(active, pair.Key, pair.Value)).FirstOrDefault(problem => problem is not null)
                ?? (exact ? Unlisted(active, expected) : null);
        });
    }

    private static string? Count(JsonObject[] active, string id, int expected)
    {
        int actual = active.Count(item => Text(item["elementId"]) == id);
        return actual == expected ? null : $"{id} is active {actual} times instead of {expected}; active are {Names(active)}";
    }

    private static string? Unlisted(JsonObject[] active, Dictionary<string, int> expected)
    {
        JsonObject[] others =
        [
            .. active.Where(item => !Containers.Contains(Text(item["type"])) && !expected.ContainsKey(Text(item["elementId"]))),
        ];
        return others.Length == 0 ? null : $"also active are {Names(others)}";
    }

    private Task ExpectNotActive(JsonNode step)
    {
        string instance = Run.Key(step["instance"]);
        HashSet<string> ids = [.. step["elements"]!.AsArray().Select(Text)];
        return Polling.UntilSettled(async () =>
        {
            JsonObject[] wrong = [.. (await Active(Run, instance)).Where(item => ids.Contains(Text(item["elementId"])))];
            return wrong.Length == 0 ? null : $"still active are {Names(wrong)}";
        });
    }

    private Task ExpectCounts(JsonNode step)
    {
        var filter = new JsonObject { ["processInstanceKey"] = Run.Key(step["instance"]) };
        return Polling.UntilSettled(async () =>
        {
            IReadOnlyList<JsonObject> elements = await Run.Engine.Search("element-instances/search", filter.DeepClone().AsObject());
            return step["elements"]!
                .AsObject()
                .SelectMany(
                    element => element.Value!.AsObject(),
                    (element, state) => (Id: element.Key, State: state.Key, Expected: state.Value)
                )
                .Select(item => CountInState(elements, item.Id, item.State.ToUpperInvariant(), item.Expected!.GetValue<int>()))
                .FirstOrDefault(problem => problem is not null);
        });
    }

    private static string? CountInState(IReadOnlyList<JsonObject> elements, string id, string state, int expected)
    {
        bool bodies = id.EndsWith("#body", StringComparison.Ordinal);
        string elementId = bodies ? id[..^"#body".Length] : id;
        int actual = elements.Count(item =>
            Text(item["elementId"]) == elementId && Text(item["state"]) == state && (Text(item["type"]) == Body) == bodies
        );
        return actual == expected ? null : $"{id} is {state} {actual} times instead of {expected}";
    }

    private static string Names(IEnumerable<JsonObject> elements) =>
        string.Join(", ", elements.Select(item => $"{item["elementId"]} ({item["type"]})"));
}
