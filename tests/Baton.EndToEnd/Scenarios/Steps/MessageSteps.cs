using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Publishes and correlates messages, broadcasts signals.</summary>
internal sealed class MessageSteps(ScenarioRun run) : StepGroup(run)
{
    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps)
    {
        steps["publish"] = Publish;
        steps["correlate"] = Correlate;
        steps["signal"] = Broadcast;
    }

    private async Task Publish(JsonNode step)
    {
        JsonObject request = Take(step, "name", "correlationKey", "timeToLive", "messageId");
        AddVariables(request, step);
        await Run.Call(HttpMethod.Post, "messages/publication", request, step);
    }

    private async Task Correlate(JsonNode step)
    {
        JsonObject request = Take(step, "name", "correlationKey");
        AddVariables(request, step);
        EngineAnswer answer = await Run.Call(HttpMethod.Post, "messages/correlation", request, step);
        string? instance = OptionalText(answer.Body?["processInstanceKey"]);
        if (step["expectInstance"] is { } expected && instance != Run.Key(expected))
        {
            throw new ScenarioFailure($"the message went to instance {instance} instead of {Run.Key(expected)}");
        }
        if (step["as"] is { } name && instance is not null)
        {
            Run.Bind(Text(name), instance);
        }
    }

    private async Task Broadcast(JsonNode step)
    {
        var request = new JsonObject { ["signalName"] = Text(step["name"]) };
        AddVariables(request, step);
        await Run.Call(HttpMethod.Post, "signals/broadcast", request, step);
    }

    private void AddVariables(JsonObject request, JsonNode step)
    {
        if (step["variables"] is { } variables)
        {
            request["variables"] = Run.Variables(variables);
        }
    }
}
