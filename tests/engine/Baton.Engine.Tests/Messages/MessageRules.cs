using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Messages;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Messages;

/// <summary>Waiting for messages.</summary>
public sealed class MessageRules
{
    private const string Message = "<message id='m' name='paid'><zeebe:subscription correlationKey='=order'/></message>";

    private const string Boundary =
        Message
        + """
            <startEvent id='s'/><serviceTask id='w'><zeebe:taskDefinition type='x'/></serviceTask><task id='h'/>
            <boundaryEvent id='b' attachedToRef='w' cancelActivity='false'><messageEventDefinition messageRef='m'/></boundaryEvent>
            <flow>s -> w; b -> h</flow>
            """;

    [Theory]
    [InlineData("<receiveTask id='w' messageRef='m'/>")]
    [InlineData("<intermediateCatchEvent id='w'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>")]
    public void A_receive_task_or_catch_event_waits_for_its_message(string element)
    {
        Scenario scenario = new Scenario(Message + $"<startEvent id='s'/>{element}<endEvent id='e'/><flow>s -> w -> e</flow>").Start(
            ("order", "o1")
        );
        MessageSubscription subscription = scenario.Message("w");
        Assert.Equal(("paid", "o1"), (subscription.MessageName, subscription.CorrelationKey));
        Assert.Equal(
            RejectionKind.InvalidArgument,
            scenario.Refused(new CorrelateMessage(subscription.Key, 1, "other", FeelContext.Empty)).Kind
        );
        scenario.Send("w", ("sum", 3));
        Assert.Equal<FeelValue>(3, scenario.Variable("sum"));
        scenario.AssertCompleted();
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new CorrelateMessage(subscription.Key, 1, "paid", FeelContext.Empty)).Kind);
    }

    [Fact]
    public void Output_mappings_read_the_payload_and_keep_the_rest_inside()
    {
        Scenario scenario = new Scenario(
            Message
                + "<startEvent id='s'/><intermediateCatchEvent id='w'><zeebe:output source='=sum' target='total'/><messageEventDefinition messageRef='m'/></intermediateCatchEvent><flow>s -> w</flow>"
        ).Start(("order", "o1"));
        scenario.Send("w", ("sum", 3));
        Assert.Equal<FeelValue>(3, scenario.Variable("total"));
        Assert.False(scenario.HasVariable("sum"));
    }

    [Fact]
    public void A_key_that_is_neither_text_nor_number_is_an_incident()
    {
        Scenario scenario = new Scenario(Message + "<startEvent id='s'/><receiveTask id='w' messageRef='m'/><flow>s -> w</flow>").Start();
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        Assert.Empty(scenario.State.MessageSubscriptions);
        scenario.Set("order", 12);
        scenario.Resolve();
        Assert.Equal("12", scenario.Message("w").CorrelationKey);
    }

    [Fact]
    public void A_non_interrupting_boundary_event_takes_every_message()
    {
        Scenario scenario = new Scenario(Boundary).Start(("order", "o"));
        scenario.Send("b");
        scenario.Send("b");
        Assert.Equal(2, scenario.Completed.Split(' ').Count(id => id == "h"));
        scenario.Complete("w");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_broken_key_of_a_boundary_event_opens_nothing_until_it_is_repaired()
    {
        Scenario scenario = new Scenario(Boundary).Start();
        Assert.Equal("ACTIVATING", scenario.Life("w"));
        Assert.Empty(scenario.State.Jobs);
        scenario.Set("order", "o");
        scenario.Resolve();
        Assert.Single(scenario.State.Jobs);
        Assert.Single(scenario.State.MessageSubscriptions);
    }

    [Fact]
    public void An_instance_started_by_a_message_reads_its_payload()
    {
        var scenario = new Scenario(
            "<message id='m' name='order placed'/><startEvent id='s'><zeebe:output source='=id' target='order'/><messageEventDefinition messageRef='m'/></startEvent><task id='a'/><flow>s -> a</flow>"
        );
        Assert.Equal("order placed", Assert.Single(scenario.Definition.Process.StartMessages).MessageName);
        scenario.Do(new CreateInstance(scenario.Definition.Key, Scenario.Vars(("id", 7))) { StartElementId = "s" });
        Assert.Equal<FeelValue>(7, scenario.Variable("order"));
        Assert.False(scenario.HasVariable("id"));
        scenario.AssertCompleted();
    }
}
