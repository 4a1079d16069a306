using System.Text.Json.Nodes;
using System.Xml;

namespace Baton.EndToEnd.Scenarios.Steps;

/// <summary>Virtual time: pins the clock at the start of the scenario and moves it on.</summary>
internal sealed class ClockSteps(ScenarioRun run) : StepGroup(run)
{
    private DateTimeOffset _now = FullSecond(TimeProvider.System.GetUtcNow());

    /// <summary>The instant that the scenario counts from.</summary>
    public DateTimeOffset Start { get; private set; } = FullSecond(TimeProvider.System.GetUtcNow());

    public override void Register(IDictionary<string, Func<JsonNode, Task>> steps) => steps["advanceTime"] = Advance;

    public async Task Pin()
    {
        Start = _now = FullSecond(TimeProvider.System.GetUtcNow());
        await Put();
    }

    public Task Reset() => Run.Engine.Post("clock/reset");

    private async Task Advance(JsonNode step)
    {
        _now += XmlConvert.ToTimeSpan(Text(step));
        await Put();
    }

    private async Task Put() =>
        await Run.Call(HttpMethod.Put, "clock", new JsonObject { ["timestamp"] = _now.ToUnixTimeMilliseconds() }, new JsonObject());

    private static DateTimeOffset FullSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
