using Baton.Feel;

namespace Baton.Dmn.Tests;

public sealed class DecisionServiceTests
{
    private const string Elements = """
        <inputData id="a" name="amount"><variable name="amount" typeRef="number"/></inputData>
        <decision id="base" name="base"><variable name="base" typeRef="number"/><informationRequirement><requiredInput href="#a"/></informationRequirement><literalExpression><text>amount / 2</text></literalExpression></decision>
        <decision id="fee" name="fee"><variable name="fee"/><informationRequirement><requiredDecision href="#base"/></informationRequirement><literalExpression><text>base + 1</text></literalExpression></decision>
        <decision id="note" name="note"><variable name="note"/><informationRequirement><requiredDecision href="#base"/></informationRequirement><literalExpression><text>string(base)</text></literalExpression></decision>
        <decisionService id="s1" name="from amount"><outputDecision href="#fee"/><outputDecision href="#note"/><encapsulatedDecision href="#base"/><inputData href="#a"/></decisionService>
        <decisionService id="s2" name="from base"><outputDecision href="#fee"/><inputDecision href="#base"/></decisionService>
        """;

    [Fact]
    public void A_service_with_several_outputs_gives_them_by_name()
    {
        var result = Models.Read(Elements).Invoke("from amount", FeelContext.Of(("amount", 10)), default);
        Assert.Equal("{fee: 6, note: \"5\"}", result.Output.ToString());
        Assert.Equal(["base", "fee", "note"], result.Evaluated.Select(decision => decision.Name));
    }

    [Fact]
    public void An_input_decision_is_given_and_not_evaluated()
    {
        var result = Models.Read(Elements).Invoke("from base", FeelContext.Of(("base", 10)), default);
        Assert.Equal("11", result.Output.ToString());
        Assert.Equal(["fee"], result.Evaluated.Select(decision => decision.Name));
    }

    [Theory]
    [InlineData("from base(10)", "11")]
    [InlineData("from base(base: 10)", "11")]
    [InlineData("from base([10])", "11")]
    [InlineData("from base(\"10\")", "null")]
    [InlineData("from base()", "null")]
    [InlineData("from amount(10).fee", "6")]
    public void An_expression_calls_a_service_as_a_function(string expression, string expected)
    {
        var model = Models.Read(
            $"""
            {Elements}<decision id="d1" name="d"><variable name="d"/>
              <knowledgeRequirement><requiredKnowledge href="#s1"/></knowledgeRequirement>
              <knowledgeRequirement><requiredKnowledge href="#s2"/></knowledgeRequirement>{Models.Literal(expression)}</decision>
            """
        );
        Assert.Equal(expected, model.Text());
    }

    [Fact]
    public void A_decision_that_calls_the_service_it_belongs_to_ends()
    {
        var model = Models.Read(
            $"""
            <decisionService id="s" name="s"><outputDecision href="#d1"/></decisionService>
            <decision id="d1" name="d"><variable name="d"/><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>{Models.Literal(
                "s()"
            )}</decision>
            """
        );
        Assert.Equal("Limit", model.Text());
    }
}
