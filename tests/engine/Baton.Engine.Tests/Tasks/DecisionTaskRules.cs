using Baton.Dmn;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Tasks;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Tasks;

/// <summary>Business rule tasks that ask a decision.</summary>
public sealed class DecisionTaskRules
{
    private const string Model =
        "<startEvent id='s'/><businessRuleTask id='t'><zeebe:calledDecision decisionId='=which' resultVariable='level'/></businessRuleTask><flow>s -> t</flow>";

    private static DeployedDecision Decision(string? problem = null) =>
        new()
        {
            Key = 70,
            DecisionId = "urgency",
            Version = 1,
            Evaluate = (variables, _) => new DecisionAnswer(variables.TryGet("days", out FeelValue days) ? days : FeelValue.Null, problem),
        };

    [Fact]
    public void The_result_of_the_decision_goes_into_its_variable()
    {
        var scenario = new Scenario(Model);
        scenario.Catalog.Decisions.Add(Decision());
        scenario.Start(("which", "urgency"), ("days", 3));
        Assert.Equal<FeelValue>(3, scenario.Variable("level"));
        Assert.Equal(70, Assert.Single(scenario.History.OfType<DecisionEvaluated>()).DecisionKey);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_missing_decision_and_a_failing_one_are_different_incidents_on_the_activating_task()
    {
        Scenario scenario = new Scenario(Model).Start(("which", "urgency"));
        Assert.Equal(IncidentType.CalledDecisionError, scenario.Incident().Type);
        scenario.Catalog.Decisions.Add(Decision("rule 2 gives no value"));
        scenario.Resolve();
        Assert.Equal(IncidentType.DecisionEvaluationError, scenario.Incident().Type);
        Assert.Equal("ACTIVATING", scenario.Life("t"));
        scenario.Catalog.Decisions.Add(Decision());
        scenario.Resolve();
        scenario.AssertCompleted();
    }

    [Fact]
    public void How_a_decision_was_evaluated_is_told_beside_the_events_and_not_written_to_the_journal()
    {
        var model = DmnModel.Read(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
              <decision id="urgency" name="Urgency"><literalExpression><text>days * 2</text></literalExpression></decision>
            </definitions>
            """
        );
        var traced = new DeployedDecision
        {
            Key = 70,
            DecisionId = "urgency",
            Version = 1,
            Evaluate = (variables, environment) =>
            {
                DecisionResult result = model.Find("urgency")!.Evaluate(variables, environment);
                return new DecisionAnswer(result.Output, null) { Result = result };
            },
        };
        Scenario with = Asking(traced);
        Scenario without = Asking(Decision());

        DecisionAsked asked = Assert.Single(with.Asked);
        Assert.Equal((70L, "6"), (asked.DecisionKey, asked.Result.Output.ToString()));
        Assert.Equal(Assert.Single(with.History.OfType<DecisionEvaluated>()).ElementInstanceKey, asked.ElementInstanceKey);
        Assert.Empty(without.Asked);
        Assert.Equal(without.History.Select(each => each.GetType()), with.History.Select(each => each.GetType()));
    }

    private static Scenario Asking(DeployedDecision decision)
    {
        var scenario = new Scenario(Model);
        scenario.Catalog.Decisions.Add(decision);
        return scenario.Start(("which", "urgency"), ("days", 3));
    }
}
