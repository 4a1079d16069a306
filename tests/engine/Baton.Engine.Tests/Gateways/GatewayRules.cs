using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Timers;
using Baton.Feel;

namespace Baton.Engine.Tests.Gateways;

/// <summary>How gateways divide and join the flow.</summary>
public sealed class GatewayRules
{
    private const string Choice = """
        <startEvent id='s'/><exclusiveGateway id='g' default='g_c'/><task id='a'/><task id='b'/><task id='c'/>
        <flow>s -> g; g -> a [x > 10]; g -> b [x > 5]; g -> c</flow>
        """;

    [Theory]
    [InlineData(20, "s g a p")]
    [InlineData(7, "s g b p")]
    [InlineData(1, "s g c p")]
    public void An_exclusive_gateway_takes_the_first_flow_whose_condition_holds_else_the_default(int x, string path)
    {
        Scenario scenario = new Scenario(Choice).Start(("x", x));
        Assert.Equal(path, scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Without_a_true_condition_and_a_default_the_gateway_stays_activating_with_an_incident_until_it_is_resolved()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><exclusiveGateway id='g'/><task id='a'/><task id='b'/><flow>s -> g; g -> a [x > 10]; g -> b [x > 5]</flow>"
        ).Start(("x", 1));
        Assert.Equal(IncidentType.ConditionError, scenario.Incident().Type);
        Assert.Equal(ElementState.Activating, scenario.Element("g").State);
        scenario.Resolve();
        Assert.Equal(IncidentType.ConditionError, scenario.Incident().Type);
        scenario.Set("x", 6);
        scenario.Resolve();
        Assert.Equal("s g b p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_condition_that_gives_no_boolean_is_an_incident()
    {
        Scenario scenario = new Scenario(Choice).Start(("x", "text"));
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
    }

    [Fact]
    public void A_parallel_gateway_joins_when_every_incoming_flow_was_taken()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><parallelGateway id='f'/><parallelGateway id='j'/><endEvent id='e'/>
            <serviceTask id='a'><zeebe:taskDefinition type='t'/></serviceTask><serviceTask id='b'><zeebe:taskDefinition type='t'/></serviceTask>
            <flow>s -> f -> a -> j -> e; f -> b -> j</flow>
            """
        ).Start();
        scenario.Complete("a");
        Assert.Equal("b", scenario.Open);
        scenario.Complete("b");
        Assert.Equal("ACTIVATING ACTIVATED COMPLETING COMPLETED", scenario.Life("j"));
        Assert.Equal("ACTIVATING ACTIVATED COMPLETING COMPLETED", scenario.Life("e"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_second_token_on_the_same_flow_waits_for_the_next_round_of_a_parallel_join()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><parallelGateway id='f'/><parallelGateway id='j'/><endEvent id='e'/>
            <serviceTask id='a'><zeebe:taskDefinition type='t'/></serviceTask><serviceTask id='b'><zeebe:taskDefinition type='t'/></serviceTask>
            <exclusiveGateway id='m'/><serviceTask id='c'><zeebe:taskDefinition type='t'/></serviceTask>
            <flow>s -> f; f -> a -> m -> j -> e; f -> c -> m; f -> b -> j</flow>
            """
        ).Start();
        scenario.Complete("a");
        scenario.Complete("c");
        Assert.Equal("", scenario.Life("j"));
        Assert.Equal(2, scenario.State.Root!.TokenCount);
        scenario.Complete("b");
        Assert.Equal("ACTIVATING ACTIVATED COMPLETING COMPLETED", scenario.Life("j"));
        Assert.False(scenario.State.IsEnded);
        Assert.Equal(1, scenario.State.Root!.TokenCount);
    }

    [Fact]
    public void An_inclusive_gateway_takes_every_flow_whose_condition_holds_and_joins_them()
    {
        const string model = """
            <startEvent id='s'/><inclusiveGateway id='f' default='f_c'/><inclusiveGateway id='j'/><endEvent id='e'/>
            <serviceTask id='a'><zeebe:taskDefinition type='t'/></serviceTask><serviceTask id='b'><zeebe:taskDefinition type='t'/></serviceTask>
            <serviceTask id='c'><zeebe:taskDefinition type='t'/></serviceTask>
            <flow>s -> f; f -> a [x > 1]; f -> b [x > 2]; f -> c; a -> j; b -> j; c -> j; j -> e</flow>
            """;
        Scenario both = new Scenario(model).Start(("x", 3));
        Assert.Equal("a b", both.Open);
        both.Complete("b");
        Assert.Equal("a", both.Open);
        both.Complete("a");
        both.AssertCompleted();
        Assert.Equal("ACTIVATING ACTIVATED COMPLETING COMPLETED", both.Life("e"));

        Scenario one = new Scenario(model).Start(("x", 2));
        one.Complete("a");
        one.AssertCompleted();

        Scenario none = new Scenario(model).Start(("x", 0));
        none.Complete("c");
        none.AssertCompleted();
    }

    [Fact]
    public void An_inclusive_join_opens_when_the_last_path_to_it_ends_elsewhere()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><parallelGateway id='f'/><inclusiveGateway id='j'/><endEvent id='e'/><endEvent id='out'/>
            <serviceTask id='a'><zeebe:taskDefinition type='t'/></serviceTask><serviceTask id='b'><zeebe:taskDefinition type='t'/></serviceTask>
            <exclusiveGateway id='x' default='x_out'/>
            <flow>s -> f -> a -> j -> e; f -> b -> x; x -> j [go = true]; x -> out</flow>
            """
        ).Start(("go", false));
        scenario.Complete("a");
        Assert.Equal("b", scenario.Open);
        scenario.Complete("b");
        Assert.Contains(" out j e p", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void The_first_event_behind_an_event_based_gateway_wins_and_closes_the_others()
    {
        const string model = """
            <message id='m' name='paid'><zeebe:subscription correlationKey='=order'/></message>
            <startEvent id='s'/><eventBasedGateway id='g'/><task id='a'/><task id='b'/>
            <intermediateCatchEvent id='msg'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>
            <intermediateCatchEvent id='late'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <flow>s -> g -> msg -> a; g -> late -> b</flow>
            """;
        Scenario paid = new Scenario(model).Start(("order", 4711));
        Assert.Equal("4711", paid.Message("msg").CorrelationKey);
        paid.Send("msg", ("amount", 5));
        Assert.Equal("s g msg a p", paid.Completed);
        Assert.Equal<FeelValue>(5, paid.Variable("amount"));
        paid.AssertCompleted();

        Scenario late = new Scenario(model).Start(("order", "x"));
        long timer = late.Timer("late").Key;
        late.Fire("late");
        Assert.Equal("s g late b p", late.Completed);
        late.AssertCompleted();
        Assert.Equal(RejectionKind.NotFound, late.Refused(new TriggerTimer(timer)).Kind);
    }

    [Fact]
    public void Several_flows_out_of_any_node_fork()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><task id='a'/><task id='b'/><task id='c'/><flow>s -> a -> b; a -> c</flow>"
        ).Start();
        Assert.Equal("s a b c p", scenario.Completed);
        scenario.AssertCompleted();
    }
}
