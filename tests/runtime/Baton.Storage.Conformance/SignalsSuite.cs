using Baton.Runtime.Signals;
using Baton.Storage.Conformance.Models;

namespace Baton.Storage.Conformance;

/// <summary>Signals reach everybody who waits for them at that moment, in every instance, and start the processes that begin with them.</summary>
public abstract class SignalsSuite : StorageSuite
{
    [Fact]
    public async Task A_signal_reaches_all_who_wait_for_its_name_and_brings_its_variables()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForSignal());
        await host.Deploy(TestModels.WaitForSignal("other", "opened"), "other.bpmn");
        var one = await host.StartProcess("listener");
        var two = await host.StartProcess("listener");
        var other = await host.StartProcess("other");
        await host.Broadcast("closed", """{"by": "Ho"}""");

        Assert.Equal(["COMPLETED", "COMPLETED", "ACTIVE"], [await host.StateOf(one), await host.StateOf(two), await host.StateOf(other)]);
        Assert.Equal("\"Ho\"", (await host.VariablesOf(two))["by"]);
        Assert.Equal(1, await Count(host, "engine_signal_subscription"));
    }

    [Fact]
    public async Task A_signal_that_nobody_waits_for_is_gone()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForSignal());
        await host.Broadcast("closed");

        Assert.Equal("ACTIVE", await host.StateOf(await host.StartProcess("listener")));
    }

    [Fact]
    public async Task A_thrown_signal_reaches_other_instances_in_the_same_unit_of_work()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForSignal());
        await host.Deploy(TestModels.ThrowsSignal(), "thrower.bpmn");
        var listener = await host.StartProcess("listener");
        await host.StartProcess("thrower");

        Assert.Equal("COMPLETED", await host.StateOf(listener));
        Assert.Equal("42", (await host.VariablesOf(listener))["answer"]);
    }

    [Fact]
    public async Task A_signal_starts_the_latest_version_of_a_process_that_begins_with_it()
    {
        var host = await Open();
        await host.Deploy(TestModels.ThrowsSignal("relay", start: "closed", end: "relayed"), "relay.bpmn");
        await host.Deploy(TestModels.ThrowsSignal("relay", start: "closed", end: "relayed-again"), "relay.bpmn");
        await host.Deploy(TestModels.WaitForSignal("old", "relayed"), "old.bpmn");
        await host.Deploy(TestModels.WaitForSignal("new", "relayed-again"), "new.bpmn");
        var old = await host.StartProcess("old");
        var latest = await host.StartProcess("new");
        await host.Broadcast("closed");

        Assert.Equal("ACTIVE", await host.StateOf(old));
        Assert.Equal("COMPLETED", await host.StateOf(latest));
    }

    [Fact]
    public async Task Who_waits_survives_a_restart()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForSignal());
        var listener = await host.StartProcess("listener");
        await host.Runtime.Abandon();
        host = await Open();
        Assert.Empty(await host.Runtime.Verify(Cancel));
        await host.Broadcast("closed");

        Assert.Equal("COMPLETED", await host.StateOf(listener));
    }

    [Fact]
    public async Task Signals_that_set_each_other_off_without_end_undo_the_command()
    {
        var host = await Open();
        await host.Deploy(TestModels.ThrowsSignal("loop", start: "closed", end: "closed"), "loop.bpmn");

        await Assert.ThrowsAsync<SignalStormException>(() => host.Broadcast("closed"));
        Assert.Equal(0, await Count(host, "engine_process_instance"));
    }
}
