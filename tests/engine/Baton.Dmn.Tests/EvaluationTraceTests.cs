using Baton.Feel;

namespace Baton.Dmn.Tests;

/// <summary>Where warnings arose, and which decision a failure broke off.</summary>
public sealed class EvaluationTraceTests
{
    private static readonly DmnModel Model = DmnModel.Read(
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
          <decision id="first" name="First"><literalExpression><text>assert(amount, amount &lt; 100, "too much") / divisor</text></literalExpression></decision>
          <decision id="second" name="Second">
            <informationRequirement><requiredDecision href="#first"/></informationRequirement>
            <decisionTable hitPolicy="COLLECT">
              <input label="amount"><inputExpression><text>amount</text></inputExpression></input>
              <input label="size"><inputExpression typeRef="string"><text>size</text></inputExpression></input>
              <output name="a"/><output name="b"/>
              <rule><inputEntry><text>&lt; 10</text></inputEntry><inputEntry><text>-</text></inputEntry>
                <outputEntry><text>1</text></outputEntry><outputEntry><text>2</text></outputEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>
                <outputEntry><text>1</text></outputEntry><outputEntry><text>amount / 0</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """
    );

    [Fact]
    public void A_warning_of_a_table_names_its_rule_and_column()
    {
        var result = Decide(50, "large", 2);
        var warning = Assert.Single(result.Evaluated[^1].Warnings);
        Assert.Equal((2, 4), (warning.Rule, warning.Column));
        Assert.Empty(result.Evaluated[0].Warnings);
    }

    [Fact]
    public void A_warning_at_the_head_of_a_column_names_no_rule()
    {
        var warning = Assert.Single(Decide(50, 7, 2).Evaluated[^1].Warnings);
        Assert.Equal((null, 2), (warning.Rule, warning.Column));
    }

    [Fact]
    public void The_warnings_of_a_required_decision_are_its_own()
    {
        var result = Decide(5, "large", 0);
        Assert.Single(result.Evaluated[0].Warnings);
        Assert.Equal("first", result.Evaluated[0].Id);
        Assert.Equal([2], result.Evaluated[1].Warnings.Select(warning => warning.Rule!.Value));
    }

    [Fact]
    public void A_failure_names_the_decision_that_it_broke_off()
    {
        var result = Decide(500, "large", 2);
        Assert.Equal("too much", result.Failure!.Message);
        Assert.Equal(("first", DecisionKind.LiteralExpression), (result.Failed!.Id, result.Failed.Kind));
        Assert.Empty(result.Evaluated);
        Assert.Null(Decide(50, "large", 2).Failed);
    }

    [Fact]
    public void A_failure_inside_of_a_decision_service_names_the_decision_there()
    {
        var model = DmnModel.Read(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
              <decision id="outer" name="Outer">
                <knowledgeRequirement><requiredKnowledge href="#service"/></knowledgeRequirement>
                <literalExpression><text>service()</text></literalExpression>
              </decision>
              <decision id="inner" name="Inner"><literalExpression><text>assert(1, false, "never")</text></literalExpression></decision>
              <decisionService id="service" name="service"><outputDecision href="#inner"/></decisionService>
            </definitions>
            """
        );
        Assert.Empty(model.Diagnostics);
        var result = model.Find("outer")!.Evaluate(FeelContext.Empty, default);
        Assert.Equal(("never", "inner"), (result.Failure!.Message, result.Failed!.Id));
    }

    private static DecisionResult Decide(FeelValue amount, FeelValue size, FeelValue divisor) =>
        Model.Find("second")!.Evaluate(FeelContext.Of(("amount", amount), ("size", size), ("divisor", divisor)), default);
}
