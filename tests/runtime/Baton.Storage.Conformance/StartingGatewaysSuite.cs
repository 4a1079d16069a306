using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Processes that begin with an event-based gateway: each of its events starts an instance of the latest version.</summary>
public abstract class StartingGatewaysSuite : StorageSuite
{
    [Fact]
    public async Task The_message_that_comes_starts_an_instance_and_the_other_events_start_instances_of_their_own()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByFirst());
        await host.Publish("letter", "", """{"from": "ann"}""");
        var first = Assert.Single(await host.OpenTasks()).ProcessInstanceKey;
        Assert.Equal("\"ann\"", (await host.VariablesOf(first))["from"]);
        Assert.Equal(["gateway COMPLETED", "letter COMPLETED", "look ACTIVE"], await Elements(host, first));
        var flows = await host.Search.SequenceFlows(first, Cancel);
        Assert.Equal(["f1", "f5"], flows.Select(flow => flow.ElementId).Order(StringComparer.Ordinal));
        Assert.Equal(0, await Count(host, "engine_message_subscription"));

        await host.Publish("call");
        await host.Broadcast("alarm");
        await host.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, (await host.OpenTasks()).Count);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_correlation_key_locks_further_starts_by_any_of_its_messages()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByFirst());
        await host.Publish("letter", "ann", """{"n": 1}""", TimeSpan.FromHours(1));
        await host.Publish("call", "ann", """{"n": 2}""", TimeSpan.FromHours(1));
        await host.Publish("call", "bob", """{"n": 3}""", TimeSpan.FromHours(1));
        var open = await host.OpenTasks();
        Assert.Equal(2, open.Count);
        await host.CompleteTask(open[0].ProcessInstanceKey);

        open = await host.OpenTasks();
        Assert.Equal(2, open.Count);
        Assert.Equal("2", (await host.VariablesOf(open[^1].ProcessInstanceKey))["n"]);
    }

    [Fact]
    public async Task Only_the_latest_version_is_started_and_none_after_a_version_without_the_gateway()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByFirst(task: "old"));
        await host.Deploy(TestModels.StartedByFirst(task: "renewed"));
        await host.Publish("call");
        await host.Broadcast("alarm");
        Assert.Equal(["renewed", "renewed"], (await host.OpenTasks()).Select(task => task.ElementId));

        await host.Deploy(TestModels.UserTask("first"));
        await host.Publish("call");
        await host.Broadcast("alarm");
        await host.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, (await host.OpenTasks()).Count);
    }

    [Fact]
    public async Task After_a_restart_its_messages_still_start_instances()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByFirst());
        await host.Publish("letter");
        await host.Runtime.Abandon();

        host = await Open();
        Assert.Empty(await host.Runtime.Verify(Cancel));
        await host.Publish("call");
        Assert.Equal(2, (await host.OpenTasks()).Count);
    }

    private static async Task<IEnumerable<string>> Elements(BatonTestHost host, long instance)
    {
        var filter = new Filter.Where("processInstanceKey", instance);
        var found = await host.Search.ElementInstances(new() { Filter = filter, Sort = [new("elementInstanceKey")] }, Cancel);
        return found.Value.Items.Where(row => row.ElementId != "first").Select(row => $"{row.ElementId} {row.State}");
    }
}
