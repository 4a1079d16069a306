using System.Globalization;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Crashes;

/// <summary>Compares what the clients of a storm were told with what the server has.</summary>
internal sealed class StormCheck(EngineClient engine, Ledger ledger)
{
    /// <summary>From when each timer was due to when its instance ended.</summary>
    public IReadOnlyList<(DateTimeOffset Due, TimeSpan Late)> Timers { get; private set; } = [];

    public async Task Run()
    {
        Assert.Empty(ledger.Wrong);
        Assert.All(ledger.Jobs, job => Assert.Equal(1, job.Value));
        foreach (string processId in StormModels.All)
        {
            await CheckProcess(processId);
        }
    }

    private async Task CheckProcess(string processId)
    {
        if (processId is StormModels.Timer or StormModels.Job)
        {
            var active = new JsonObject { ["processDefinitionId"] = processId, ["state"] = "ACTIVE" };
            await Eventually.Holds(async () => (await All("process-instances/search", active)).Count == 0, $"{processId} ends");
        }
        IReadOnlyList<JsonObject> instances = await All("process-instances/search", new JsonObject { ["processDefinitionId"] = processId });
        // ToDictionary refuses what was started twice by one command.
        Dictionary<string, JsonObject> found = instances.ToDictionary(instance => Text(instance, "businessId"), StringComparer.Ordinal);
        List<LedgerEntry> told = [.. ledger.Entries.Where(entry => entry.ProcessId == processId)];
        Assert.Subset(told.Select(entry => entry.Id).ToHashSet(), found.Keys.ToHashSet());
        Assert.All(told, entry => CheckInstance(entry, found.GetValueOrDefault(entry.Id)));
        await CheckOnce(processId, instances);
        if (processId == StormModels.Timer)
        {
            Timers = [.. instances.Select(Lateness)];
        }
    }

    private static void CheckInstance(LedgerEntry entry, JsonObject? instance)
    {
        if (instance is null)
        {
            Assert.NotEqual(Fate.Acknowledged, entry.Start);
            return;
        }
        if (entry.Key is { } key)
        {
            Assert.Equal(key, Text(instance, "processInstanceKey"));
        }
        string state = Text(instance, "state");
        bool needsCommand = entry.ProcessId is StormModels.Task or StormModels.Message;
        if (!needsCommand || entry.Continue == Fate.Acknowledged)
        {
            Assert.True(state == "COMPLETED", $"{entry.ProcessId} {entry.Key ?? entry.Id} is {state}");
        }
        else if (entry.Continue == Fate.Unsent)
        {
            Assert.True(state == "ACTIVE", $"{entry.ProcessId} {entry.Key ?? entry.Id} is {state}");
        }
    }

    /// <summary>Each instance went once through its middle: its timer fired once, its message came once.</summary>
    private async Task CheckOnce(string processId, IReadOnlyList<JsonObject> instances)
    {
        var filter = new JsonObject { ["processDefinitionId"] = processId, ["elementId"] = StormModels.Middle(processId) };
        Dictionary<string, int> times = (await All("element-instances/search", filter))
            .CountBy(element => Text(element, "processInstanceKey"))
            .ToDictionary(StringComparer.Ordinal);
        Assert.All(instances, instance => Assert.Equal(1, times.GetValueOrDefault(Text(instance, "processInstanceKey"))));
        Assert.Equal(instances.Count, times.Count);
        filter["elementId"] = processId + "_end";
        IReadOnlyList<JsonObject> ends = await All("element-instances/search", filter);
        Assert.Equal(instances.Count(instance => Text(instance, "state") == "COMPLETED"), ends.Count);
    }

    private static (DateTimeOffset, TimeSpan) Lateness(JsonObject instance)
    {
        DateTimeOffset due = Time(instance, "startDate") + StormModels.Delay;
        return (due, Time(instance, "endDate") - due);
    }

    private async Task<IReadOnlyList<JsonObject>> All(string path, JsonObject filter)
    {
        var all = new List<JsonObject>();
        string? after = null;
        while (true)
        {
            var page = new JsonObject { ["limit"] = 5_000 };
            if (after is not null)
            {
                page["after"] = after;
            }
            EngineAnswer answer = await engine.Post(path, new JsonObject { ["filter"] = filter.DeepClone(), ["page"] = page });
            Assert.True(answer.Status == 200, answer.Text);
            JsonArray items = answer.Body!["items"]!.AsArray();
            all.AddRange(items.Select(item => item!.AsObject()));
            after = answer.Body["page"]!["endCursor"]?.GetValue<string>();
            if (items.Count == 0 || after is null)
            {
                return all;
            }
        }
    }

    private static string Text(JsonObject item, string name) =>
        item[name]?.GetValue<string>() ?? throw new InvalidOperationException($"{name} is missing in {item.ToJsonString()}");

    private static DateTimeOffset Time(JsonObject item, string name) =>
        DateTimeOffset.Parse(Text(item, name), CultureInfo.InvariantCulture);
}
