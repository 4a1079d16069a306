using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Checks and resolves incidents.</summary>
internal sealed class IncidentSteps(ScenarioRun run) : StepGroup(run)
{
    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["expectIncident"] = Expect;
        steps["expectNoIncident"] = ExpectNone;
        steps["resolveIncident"] = Resolve;
    }

    private async Task Expect(JsonNode step)
    {
        JsonObject incident = await Polling.Find(
            async () => (await Open(step)).FirstOrDefault(item => Fits(item, step)),
            $"there is no new incident {step.ToJsonString()}"
        );
        if (step["as"] is { } name)
        {
            Run.Bind(Text(name), Text(incident["incidentKey"]));
        }
    }

    private bool Fits(JsonObject incident, JsonNode step) =>
        !Run.IsBound(Text(incident["incidentKey"]))
        && Text(incident["errorType"]) == Text(step["errorType"])
        && (step["elementId"] is not { } element || Text(incident["elementId"]) == Text(element))
        && (step["messageContains"] is not { } part || Text(incident["errorMessage"]).Contains(Text(part), StringComparison.Ordinal));

    private Task ExpectNone(JsonNode step) =>
        Polling.UntilSettled(async () =>
        {
            JsonObject? incident = (await Open(step)).FirstOrDefault();
            return incident is null ? null : $"there is an incident {incident["errorType"]}: {incident["errorMessage"]}";
        });

    private async Task Resolve(JsonNode step)
    {
        string key = Run.Key(step["ref"]);
        if (step["retries"] is { } retries)
        {
            JsonNode incident = (await Run.Engine.Get($"incidents/{key}")).Body!;
            var change = new JsonObject { ["changeset"] = new JsonObject { ["retries"] = retries.DeepClone() } };
            await Run.Call(HttpMethod.Patch, $"jobs/{incident["jobKey"]}", change, new JsonObject());
        }
        await Run.Call(HttpMethod.Post, $"incidents/{key}/resolution", body: null, step);
    }

    private async Task<IEnumerable<JsonObject>> Open(JsonNode step)
    {
        var filter = new JsonObject { ["processInstanceKey"] = Run.Key(step["instance"]) };
        IReadOnlyList<JsonObject> incidents = await Run.Engine.Search("incidents/search", filter);
        return incidents.Where(item => Text(item["state"]) is "ACTIVE" or "PENDING");
    }
}
