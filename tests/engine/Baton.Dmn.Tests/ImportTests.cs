using Baton.Feel;

namespace Baton.Dmn.Tests;

public sealed class ImportTests
{
    private const string Prices = """
        <itemDefinition name="tPrice"><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>
        <inputData id="i" name="net"><variable name="net" typeRef="tPrice"/></inputData>
        <businessKnowledgeModel id="f" name="twice"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>2 * n</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <decision id="g" name="gross"><variable name="gross"/><informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression><text>net * 1.5</text></literalExpression></decision>
        """;

    [Theory]
    [InlineData("p", "p.twice(p.gross + p.net)", "p.tPrice")]
    [InlineData("the prices", "the prices.twice(the prices.gross + the prices.net)", "the prices.tPrice")]
    [InlineData("", "twice(gross + net)", "tPrice")]
    public void Elements_of_another_model_are_seen_below_the_name_of_the_import(string name, string expression, string type)
    {
        var model = Import(name, $"typeRef=\"{type}\"", expression);
        FeelValue inputs = FeelContext.Of(("net", 10));
        Assert.Equal("50", name.Length == 0 ? model.Text(("net", 10)) : model.Text((name, inputs), ("net", 10)));
    }

    [Theory]
    [InlineData("p", "p.tPrice")]
    [InlineData("", "tPrice")]
    [InlineData("p", "q:tPrice")]
    public void Types_of_another_model_restrict_values_here(string name, string type) =>
        Assert.Equal("null", Import(name, $"xmlns:q=\"prices\" typeRef=\"{type}\"", "-1").Text(("net", 10)));

    [Fact]
    public void An_import_that_is_not_found_is_reported_and_its_ids_are_not_taken_for_local_ones()
    {
        var model = Models.ReadWithProblems(
            $"""
            <import name="p" namespace="prices" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision id="g" name="g">{Models.Literal("1")}</decision>
            <decision id="d1" name="d"><informationRequirement><requiredDecision href="prices#g"/></informationRequirement>{Models.Literal(
                "g"
            )}</decision>
            """
        );
        Assert.Equal(2, model.Diagnostics.Count);
        Assert.Equal("null", model.Text());
    }

    [Fact]
    public void A_model_may_name_its_own_namespace()
    {
        var model = Models.Read(
            $"""
            <decision id="g" name="g">{Models.Literal("1")}</decision>
            <decision id="d1" name="d"><informationRequirement><requiredDecision href="n#g"/></informationRequirement>{Models.Literal(
                "g"
            )}</decision>
            """
        );
        Assert.Equal("1", model.Text());
    }

    private static DmnModel Import(string name, string type, string expression)
    {
        var options = new DmnOptions
        {
            Dialect = FeelDialect.Standard,
            Imports = space => space == "prices" ? Models.Read(Prices, space: space) : null,
        };
        return Models.Read(
            $"""
            <import name="{name}" namespace="prices" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision id="d1" name="d"><variable name="d" {type}/>
              <informationRequirement><requiredInput href="prices#i"/></informationRequirement>
              <informationRequirement><requiredDecision href="prices#g"/></informationRequirement>
              <knowledgeRequirement><requiredKnowledge href="prices#f"/></knowledgeRequirement>
              {Models.Literal(expression)}
            </decision>
            """,
            options
        );
    }
}
