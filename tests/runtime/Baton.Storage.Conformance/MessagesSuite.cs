using Baton.Feel;
using Baton.Storage.Conformance.Models;

namespace Baton.Storage.Conformance;

/// <summary>Messages find who waits for them, now or while they live, and each process once.</summary>
public abstract class MessagesSuite : StorageSuite
{
    [Fact]
    public async Task A_message_reaches_the_instance_with_its_key_and_brings_its_variables()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        var one = await host.StartProcess("order", """{"order": 1}""");
        var two = await host.StartProcess("order", """{"order": "2"}""");
        await host.Publish("paid", "1", """{"amount": 5}""");

        Assert.Equal("COMPLETED", await host.StateOf(one));
        Assert.Equal("5", (await host.VariablesOf(one))["amount"]);
        Assert.Equal("ACTIVE", await host.StateOf(two));
    }

    [Fact]
    public async Task A_message_reaches_only_the_instance_of_a_process_that_has_waited_longest()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        await host.Deploy(TestModels.WaitForMessage("invoice"), "invoice.bpmn");
        var first = await host.StartProcess("order", """{"order": "7"}""");
        var second = await host.StartProcess("order", """{"order": "7"}""");
        var other = await host.StartProcess("invoice", """{"order": "7"}""");
        await host.Publish("paid", "7");

        Assert.Equal("COMPLETED", await host.StateOf(first));
        Assert.Equal("ACTIVE", await host.StateOf(second));
        Assert.Equal("COMPLETED", await host.StateOf(other));
    }

    [Fact]
    public async Task A_message_without_a_life_is_dropped_and_a_living_one_is_kept_until_it_expires()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        await host.Publish("paid", "1");
        await host.Publish("paid", "2", timeToLive: TimeSpan.FromMinutes(10));
        var dropped = await host.StartProcess("order", """{"order": "1"}""");
        Assert.Equal("ACTIVE", await host.StateOf(dropped));
        Assert.Equal("COMPLETED", await host.StateOf(await host.StartProcess("order", """{"order": "2"}""")));
        Assert.Equal("ACTIVE", await host.StateOf(await host.StartProcess("order", """{"order": "2"}""")));

        await host.Publish("paid", "3", timeToLive: TimeSpan.FromMinutes(10));
        await host.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("ACTIVE", await host.StateOf(await host.StartProcess("order", """{"order": "3"}""")));
        Assert.Equal(0, await Count(host, "engine_message"));
        Assert.Equal(0, await Count(host, "engine_message_correlation"));
    }

    [Fact]
    public async Task Living_messages_are_taken_oldest_first()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        await host.Publish("paid", "1", """{"at": "first"}""", TimeSpan.FromHours(1));
        await host.Publish("paid", "1", """{"at": "second"}""", TimeSpan.FromHours(1));
        var one = await host.StartProcess("order", """{"order": "1"}""");
        var two = await host.StartProcess("order", """{"order": "1"}""");

        Assert.Equal("\"first\"", (await host.VariablesOf(one))["at"]);
        Assert.Equal("\"second\"", (await host.VariablesOf(two))["at"]);
    }

    [Fact]
    public async Task A_second_message_with_the_same_id_is_refused_while_the_first_lives()
    {
        var host = await Open();
        Task<Baton.Runtime.Outcome<Baton.Runtime.Messages.PublishedMessage>> Send() =>
            host.Runtime.Write(
                unit => unit.Engine.PublishMessage(new("paid", "1") { MessageId = "m1", TimeToLive = TimeSpan.FromMinutes(1) }),
                Cancel
            );
        Assert.True((await Send()).Succeeded);
        Assert.Equal(Baton.Engine.RejectionKind.AlreadyExists, (await Send()).Problem!.Kind);
        await host.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await Send()).Succeeded);
    }

    [Fact]
    public async Task A_correlation_key_locks_further_starts_until_the_instance_ends_and_then_the_next_living_message_starts_one()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByMessage());
        await host.Publish("called", "ann", """{"n": 1}""", TimeSpan.FromHours(1));
        await host.Publish("called", "ann", """{"n": 2}""", TimeSpan.FromHours(1));
        await host.Publish("called", "bob", """{"n": 3}""", TimeSpan.FromHours(1));
        Assert.Equal(2, (await host.OpenTasks()).Count);
        var first = (await host.OpenTasks())[0].ProcessInstanceKey;
        Assert.Equal("1", (await host.VariablesOf(first))["n"]);
        await host.CompleteTask(first);

        var open = await host.OpenTasks();
        Assert.Equal(2, open.Count);
        Assert.Equal("2", (await host.VariablesOf(open[^1].ProcessInstanceKey))["n"]);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Without_a_correlation_key_each_message_starts_an_instance()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByMessage());
        await host.Publish("called");
        await host.Publish("called");

        Assert.Equal(2, (await host.OpenTasks()).Count);
    }

    [Fact]
    public async Task Correlating_answers_with_the_instance_or_not_found()
    {
        var host = await Open();
        await host.Deploy(TestModels.WaitForMessage());
        var nobody = await host.Runtime.Write(unit => unit.Engine.CorrelateMessage(new("paid", "1")), Cancel);
        Assert.Equal(Baton.Engine.RejectionKind.NotFound, nobody.Problem!.Kind);

        var instance = await host.StartProcess("order", """{"order": "1"}""");
        var reached = await host.Write(unit =>
            unit.Engine.CorrelateMessage(new("paid", "1") { Variables = FeelContext.Of(("amount", FeelValue.From(3))) })
        );
        Assert.Equal(instance, reached.ProcessInstanceKey);
        Assert.Equal("3", (await host.VariablesOf(instance))["amount"]);
    }
}
