using Baton.Feel;

namespace Baton.Dmn.Tests;

public sealed class DecisionTableTests
{
    [Theory]
    [InlineData("UNIQUE", "5", "\"low\"")]
    [InlineData("UNIQUE", "15", "null")]
    [InlineData("FIRST", "15", "\"low\"")]
    [InlineData("RULE ORDER", "15", "[\"low\", \"high\"]")]
    [InlineData("OUTPUT ORDER", "15", "[\"high\", \"low\"]")]
    [InlineData("PRIORITY", "15", "\"high\"")]
    [InlineData("COLLECT", "15", "[\"low\", \"high\"]")]
    [InlineData("ANY", "15", "null")]
    [InlineData("ANY", "25", "\"high\"")]
    [InlineData("FIRST", "99", "null")]
    public void A_hit_policy_says_what_becomes_of_several_matches(string hitPolicy, string amount, string expected) =>
        Assert.Equal(expected, Decide(Table(hitPolicy), amount).Output.ToString());

    [Theory]
    [InlineData("SUM", "30")]
    [InlineData("COUNT", "2")]
    [InlineData("MIN", "10")]
    [InlineData("MAX", "20")]
    public void Collect_may_aggregate(string aggregation, string expected)
    {
        var model = Table($"COLLECT\" aggregation=\"{aggregation}", "10", "20");
        Assert.Equal(expected, Decide(model, "15").Output.ToString());
    }

    [Fact]
    public void The_result_tells_which_rules_matched_on_which_inputs()
    {
        var evaluated = Assert.Single(Decide(Table("RULE ORDER"), "15").Evaluated);
        Assert.Equal("size", evaluated.Id);
        Assert.Equal([("amount", FeelValue.From(15))], evaluated.Inputs.Select(input => (input.Name, input.Value)));
        Assert.Equal([1, 2], evaluated.MatchedRules.Select(rule => rule.Number));
        Assert.Equal("\"high\"", evaluated.MatchedRules[1].Outputs[0].Value.ToString());
    }

    [Fact]
    public void A_value_that_is_not_allowed_gives_null_with_a_warning()
    {
        var model = Read(
            """
            <decision id="size" name="size"><decisionTable>
              <input><inputExpression><text>amount</text></inputExpression><inputValues><text>[0..10]</text></inputValues></input>
              <output name="size"/>
              <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
            </decisionTable></decision>
            """
        );
        Assert.Equal("1", Decide(model, "5").Output.ToString());
        var refused = Decide(model, "11");
        Assert.True(refused.Output.IsNull);
        Assert.Contains(refused.Warnings, warning => warning.Message.Contains("allowed values", StringComparison.Ordinal));
    }

    private static DmnModel Table(string hitPolicy, string low = "\"low\"", string high = "\"high\"") =>
        Read(
            $"""
            <decision id="size" name="size"><decisionTable hitPolicy="{hitPolicy}">
              <input><inputExpression><text>amount</text></inputExpression></input>
              <output name="size"><outputValues><text>"high", "low"</text></outputValues></output>
              <rule id="r1"><inputEntry><text>&lt; 20</text></inputEntry><outputEntry><text>{low}</text></outputEntry></rule>
              <rule id="r2"><inputEntry><text>(10..50]</text></inputEntry><outputEntry><text>{high}</text></outputEntry></rule>
            </decisionTable></decision>
            """
        );

    private static DmnModel Read(string decisions)
    {
        var model = DmnModel.Read(
            $"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">{decisions}</definitions>"""
        );
        Assert.Empty(model.Diagnostics);
        return model;
    }

    private static DecisionResult Decide(DmnModel model, string amount) =>
        model.Decisions[0].Evaluate(FeelContext.Of(("amount", FeelNumber.Parse(amount))), default);
}
