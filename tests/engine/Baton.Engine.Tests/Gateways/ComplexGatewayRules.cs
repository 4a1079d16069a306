using Baton.Engine.Gateways;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Gateways;

/// <summary>A gateway that says itself when enough tokens have come.</summary>
public sealed class ComplexGatewayRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    private static string Task(string id) => $"<serviceTask id='{id}'>{Work}</serviceTask>";

    private static Scenario Join(string condition, string after = "<task id='t'/>", string flows = "g -> t") =>
        new(
            $"""
            <startEvent id='s'/>{Task("A")}{Task("B")}{Task(
                "C"
            )}<complexGateway id='g'><activationCondition>={condition}</activationCondition></complexGateway>{after}
            <flow>s -> A -> g; s -> B -> g; s -> C -> g; {flows}</flow>
            """
        );

    private static int Passed(Scenario scenario, string id) =>
        scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == id);

    [Fact]
    public void Two_of_three_are_enough_and_the_third_is_taken_in()
    {
        Scenario scenario = Join("activationCount &gt;= 2").Start();
        scenario.Complete("B");
        Assert.Equal(0, Passed(scenario, "t"));
        scenario.Complete("A");
        Assert.Equal(1, Passed(scenario, "t"));
        Assert.Equal("C", scenario.Open);
        scenario.Complete("C");
        Assert.Equal(1, Passed(scenario, "t"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void The_first_may_be_enough()
    {
        Scenario scenario = Join("activationCount = 1").Start();
        scenario.Complete("C");
        Assert.Equal(1, Passed(scenario, "t"));
        scenario.Complete("A");
        scenario.Complete("B");
        Assert.Equal(1, Passed(scenario, "t"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_flow_may_be_taken_as_the_gateway_becomes_ready_again()
    {
        Scenario scenario = Join(
                "activationCount &gt;= 2",
                "<task id='t'/><task id='late'/>",
                "g -> t [waitingForStart]; g -> late [not(waitingForStart)]"
            )
            .Start();
        scenario.Complete("A");
        scenario.Complete("B");
        Assert.Equal((1, 0), (Passed(scenario, "t"), Passed(scenario, "late")));
        scenario.Complete("C");
        Assert.Equal((1, 1), (Passed(scenario, "t"), Passed(scenario, "late")));
        scenario.AssertCompleted();
    }

    [Fact]
    public void It_is_ready_for_the_next_round_when_nothing_can_come_any_more()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Task("A")}{Task("B")}<boundaryEvent id='b' attachedToRef='B'><errorEventDefinition/></boundaryEvent>
            <complexGateway id='g'><activationCondition>=activationCount = 1</activationCondition></complexGateway>{Task("D")}
            <flow>s -> A -> g; s -> B -> g; g -> D</flow>
            """
        ).Start();
        scenario.Complete("A");
        Assert.Empty(scenario.History.OfType<ComplexGatewayReset>());
        scenario.Do(new ThrowJobError(scenario.Job("B").Key, "E", null, FeelContext.Empty));
        Assert.Single(scenario.History.OfType<ComplexGatewayReset>());
        scenario.Complete("D");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident()
    {
        Scenario scenario = Join("enough").Start();
        scenario.Complete("A");
        Assert.Equal((IncidentType.ExtractValueError, "g"), (scenario.Incident().Type, scenario.Incident().Element.Element.Id));
        scenario.Set("enough", true);
        scenario.Resolve();
        Assert.Equal(1, Passed(scenario, "t"));
    }

    [Fact]
    public void As_a_split_it_takes_all_flows_whose_condition_holds()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><complexGateway id='g' default='g_c'/><task id='a'/><task id='b'/><task id='c'/><flow>s -> g; g -> a [x]; g -> b [y]; g -> c</flow>"
        ).Start(("x", true), ("y", true));
        Assert.Equal((1, 1, 0), (Passed(scenario, "a"), Passed(scenario, "b"), Passed(scenario, "c")));
    }

    [Fact]
    public void A_join_that_does_not_say_when_it_opens_is_refused() =>
        Assert.Null(
            ModelText
                .TryCompile(
                    "p",
                    "<startEvent id='s'/><task id='a'/><task id='b'/><complexGateway id='g'/><flow>s -> a -> g; s -> b -> g</flow>"
                )
                .Process
        );
}
