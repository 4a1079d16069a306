using Baton.Runtime.Embedding;
using Baton.Testing;

namespace Baton.Runtime.Tests.Testing;

/// <summary>What a test of a process can do and see, and what it is told when it is wrong.</summary>
public sealed class TestInstanceTests
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t">
          <message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="=order"/></extensionElements></message>
          <process id="outer" isExecutable="true">
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="call"/>
            <callActivity id="call"><extensionElements><zeebe:calledElement processId="inner" propagateAllChildVariables="true"/></extensionElements></callActivity>
            <sequenceFlow id="f2" sourceRef="call" targetRef="payment"/>
            <intermediateCatchEvent id="payment"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <sequenceFlow id="f3" sourceRef="payment" targetRef="end"/>
            <endEvent id="end"/>
          </process>
          <process id="inner" isExecutable="true">
            <startEvent id="begin"/>
            <sequenceFlow id="g1" sourceRef="begin" targetRef="each"/>
            <serviceTask id="each">
              <extensionElements><zeebe:taskDefinition type="work"/></extensionElements>
              <multiInstanceLoopCharacteristics><extensionElements>
                <zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="item"/>
              </extensionElements></multiInstanceLoopCharacteristics>
            </serviceTask>
            <sequenceFlow id="g2" sourceRef="each" targetRef="done"/>
            <endEvent id="done"/>
          </process>
        </definitions>
        """;

    [Fact]
    public async Task Jobs_of_called_processes_and_of_repeated_elements_are_completed_by_the_element()
    {
        await using var host = await BatonTestHost.Start();
        await host.Deploy(Model);
        var instance = await host.Start("outer", """{"order": "A"}""");
        await instance.AssertWaitsAt("each", "each");
        await instance.CompleteJob("each", new { first = 1 });
        await instance.AssertWaitsAt("each");
        await instance.CompleteJob("each");
        await instance.AssertWaitsAt("payment");
        await instance.AssertNotPassed("end");
        await host.Publish("paid", "A", """{"sum": 3.50}""");

        await instance.AssertEnded();
        await instance.AssertPassed("each", "done", "payment", "end");
        await instance.AssertVariable("sum", 3.5m);
        await instance.AssertNoVariable("item");
        Assert.Equal(new Result("A", 3.5m), await instance.Variables<Result>());
    }

    [Fact]
    public async Task What_cannot_be_done_says_what_is_open_instead()
    {
        await using var host = await BatonTestHost.Start();
        await host.Deploy(Model);
        var instance = await host.Start("outer", new { order = "A" });
        var wrong = await Assert.ThrowsAsync<ProcessAssertionException>(() => instance.CompleteTask("payment"));

        Assert.StartsWith(
            $"Expected process 'outer' (instance {instance.Key}) to have a user task to complete at 'payment', but there is none that is open.\n",
            wrong.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("  open: service task 'each', job of type 'work' with 3 retries\n", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("  passed: start, begin\n", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_assertion_that_does_not_hold_throws()
    {
        await using var host = await BatonTestHost.Start();
        await host.Deploy(Model);
        var instance = await host.Start("outer", new { order = "A" });
        await instance.CompleteJob("each");
        await instance.FailJob("each", "broken");

        await Refused(instance.AssertEnded, "to have ended, but it is ACTIVE");
        await Refused(instance.AssertTerminated, "to be terminated, but it is ACTIVE");
        await Refused(() => instance.AssertWaitsAt("payment"), "to wait at 'payment', but it waits at 'each'");
        await Refused(() => instance.AssertPassed("start", "end"), "but it has not passed 'end'");
        await Refused(() => instance.AssertPassedInOrder("each", "start"), "'start' does not come in its place");
        await Refused(() => instance.AssertNotPassed("start", "end"), "but it has passed 'start'");
        await Refused(() => instance.AssertVariable("order", "B"), "with the value \"B\", but it is \"A\"");
        await Refused(() => instance.AssertVariable("sum", 1), "but there is no such variable");
        await Refused(() => instance.AssertNoVariable("order"), "but it is \"A\"");
        await Refused(() => instance.AssertIncident("call"), "to have an incident at 'call', but there is none");
        await Refused(instance.AssertNoIncident, "incident: JOB_NO_RETRIES at 'each': broken");
        await Refused(() => instance.CompleteJob("each"), "it was refused");
        await instance.AssertIncident("each", "JOB_NO_RETRIES");
    }

    [Fact]
    public async Task A_canceled_instance_is_terminated()
    {
        await using var host = await BatonTestHost.Start();
        await host.Deploy(Model);
        var instance = await host.Start("outer", new { order = "A" });
        await host.Write(unit => unit.Engine.CancelInstance(instance.Key));

        await instance.AssertTerminated();
        await Refused(() => instance.AssertWaitsAt("each"), "but it waits at no element");
        await Refused(instance.AssertEnded, "  nothing is open");
    }

    [Fact]
    public async Task Files_are_deployed_together_and_errors_name_the_place()
    {
        var folder = Directory.CreateTempSubdirectory("baton-");
        try
        {
            var (sound, broken) = (Path.Combine(folder.FullName, "a.bpmn"), Path.Combine(folder.FullName, "b.bpmn"));
            await File.WriteAllTextAsync(sound, Model, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(broken, "<definitions>", TestContext.Current.CancellationToken);
            await using var host = await BatonTestHost.Start();
            Assert.Equal(2, (await host.DeployFiles(sound)).Processes.Count);
            var refused = await Assert.ThrowsAsync<RefusedException>(() => host.DeployFiles(sound, broken));
            Assert.Contains("b.bpmn:1:", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Refused(Func<Task> assertion, string message)
    {
        var wrong = await Assert.ThrowsAsync<ProcessAssertionException>(assertion);
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    private sealed record Result(string Order, decimal Sum);
}
