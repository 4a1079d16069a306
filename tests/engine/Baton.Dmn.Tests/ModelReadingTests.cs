using Baton.Feel;

namespace Baton.Dmn.Tests;

public sealed class ModelReadingTests
{
    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn11.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Every_published_version_is_read(string space)
    {
        var model = DmnModel.Read(
            $"""
            <definitions xmlns="{space}" id="drg" name="Prices" namespace="n">
              <inputData id="i" name="net price"/>
              <decision id="gross" name="Gross"><variable name="Gross" typeRef="number"/>
                <informationRequirement><requiredDecision href="#rate"/></informationRequirement>
                <informationRequirement><requiredInput href="#i"/></informationRequirement>
                <literalExpression><text>net price * (1 + tax-rate)</text></literalExpression>
              </decision>
              <decision id="rate" name="tax-rate"><literalExpression><text>0.19</text></literalExpression></decision>
            </definitions>
            """
        );
        Assert.Empty(model.Diagnostics);
        Assert.Equal(("drg", "Prices"), (model.Id, model.Name));
        var result = model.Find("gross")!.Evaluate(FeelContext.Of(("net price", 100)), default);
        Assert.Equal("119", result.Output.ToString());
        Assert.Equal(["rate", "gross"], result.Evaluated.Select(decision => decision.Id));
    }

    [Fact]
    public void A_problem_names_the_element_the_line_and_the_remedy()
    {
        var model = DmnModel.Read(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">
              <decision id="a" name="a">
                <literalExpression id="e"><text>1 +</text></literalExpression>
              </decision>
              <decision id="b" name="b"><informationRequirement><requiredDecision href="#nowhere"/></informationRequirement></decision>
            </definitions>
            """
        );
        Assert.Collection(
            model.Diagnostics,
            first =>
            {
                Assert.Equal(("e", 3), (first.ElementId, first.Line));
                Assert.Contains("Expected: an expression", first.Message, StringComparison.Ordinal);
            },
            second => Assert.Equal(("b", 5), (second.ElementId, second.Line))
        );
        Assert.True(model.Decisions[0].Evaluate(FeelContext.Empty, default).Output.IsNull);
    }

    [Fact]
    public void Decisions_that_require_each_other_are_reported_and_evaluation_ends()
    {
        var model = DmnModel.Read(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">
              <decision id="a" name="a"><informationRequirement><requiredDecision href="#b"/></informationRequirement><literalExpression><text>b</text></literalExpression></decision>
              <decision id="b" name="b"><informationRequirement><requiredDecision href="#a"/></informationRequirement><literalExpression><text>a</text></literalExpression></decision>
            </definitions>
            """
        );
        Assert.Contains(model.Diagnostics, diagnostic => diagnostic.Message.Contains("requires itself", StringComparison.Ordinal));
        Assert.True(model.Decisions[0].Evaluate(FeelContext.Empty, default).Output.IsNull);
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<definitions/>")]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"b\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">&a;</definitions>")]
    public void What_is_no_model_is_reported_not_thrown(string xml)
    {
        var model = DmnModel.Read(xml);
        Assert.Single(model.Diagnostics);
        Assert.Empty(model.Decisions);
    }

    [Fact]
    public void Xml_that_nests_without_end_is_refused()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000));
        Assert.Single(DmnModel.Read(xml).Diagnostics);
    }

    [Fact]
    public void A_knowledge_model_may_call_itself_but_not_without_end()
    {
        var model = DmnModel.Read(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">
              <businessKnowledgeModel id="f" name="fact"><encapsulatedLogic><formalParameter name="n"/>
                <literalExpression><text>if n = 0 then 1 else n * fact(n - 1)</text></literalExpression>
              </encapsulatedLogic></businessKnowledgeModel>
              <decision id="a" name="a"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
                <literalExpression><text>fact(20)</text></literalExpression></decision>
              <decision id="b" name="b"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
                <literalExpression><text>fact(-1)</text></literalExpression></decision>
            </definitions>
            """
        );
        Assert.Equal("2432902008176640000", model.Find("a")!.Evaluate(FeelContext.Empty, default).Output.ToString());
        Assert.Equal(FeelFailureKind.Limit, model.Find("b")!.Evaluate(FeelContext.Empty, default).Failure?.Kind);
    }

    [Fact]
    public void Invoking_a_knowledge_model_without_logic_gives_null_with_a_warning()
    {
        var model = DmnModel.Read(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">
              <businessKnowledgeModel id="f" name="f"/>
            </definitions>
            """
        );
        var result = model.Invoke("f", FeelContext.Empty, default);
        Assert.True(result.Output.IsNull);
        Assert.Contains(result.Warnings, warning => warning.Message.Contains("has no logic", StringComparison.Ordinal));
    }

    [Fact]
    public void Types_that_refer_to_each_other_in_a_long_chain_are_reported()
    {
        var chain = Enumerable
            .Range(0, 20_000)
            .Select(i => $"""<itemDefinition name="t{i}"><typeRef>t{i + 1}</typeRef></itemDefinition>""");
        var model = DmnModel.Read(
            $"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">{string.Concat(chain)}</definitions>"""
        );
        Assert.Contains(
            model.Diagnostics,
            diagnostic => diagnostic.Message.Contains("nests deeper than 100 levels", StringComparison.Ordinal)
        );
    }
}
