namespace Baton.Dmn.Tests;

public sealed class ItemDefinitionTests
{
    private const string Colours = """
        <itemDefinition name="tColour"><typeRef>string</typeRef><allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>
        <itemDefinition name="tColours" isCollection="true"><typeRef>tColour</typeRef></itemDefinition>
        <itemDefinition name="tPair" isCollection="true"><typeRef>tColour</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
        <itemDefinition name="tBike">
          <itemComponent name="paint"><typeRef>tColour</typeRef></itemComponent>
          <itemComponent name="gears" isCollection="1"><typeRef>number</typeRef><allowedValues><text>[1..9]</text></allowedValues></itemComponent>
        </itemDefinition>
        """;

    [Theory]
    [InlineData("tColour", "\"red\"", "\"red\"")]
    [InlineData("tColour", "\"blue\"", "null")]
    [InlineData("tColour", "null", "null")]
    [InlineData("tColour", "[\"red\"]", "\"red\"")]
    [InlineData("tColours", "\"red\"", "[\"red\"]")]
    [InlineData("tColours", "[\"red\", \"red\", \"green\"]", "[\"red\", \"red\", \"green\"]")]
    [InlineData("tColours", "[\"red\", \"blue\"]", "null")]
    [InlineData("tPair", "[\"red\", \"green\"]", "[\"red\", \"green\"]")]
    [InlineData("tPair", "[\"red\"]", "null")]
    [InlineData("tPair", "[\"red\", \"blue\"]", "null")]
    [InlineData("tBike", "{paint: \"red\", gears: [1, 9]}", "{paint: \"red\", gears: [1, 9]}")]
    [InlineData("tBike", "{paint: \"blue\", gears: [1]}", "null")]
    [InlineData("tBike", "{paint: \"red\", gears: [10]}", "null")]
    [InlineData("tBike", "{paint: \"red\"}", "null")]
    [InlineData("feel:number", "1", "1")]
    [InlineData("number", "\"1\"", "null")]
    [InlineData("date and time", "date(\"2026-03-01\")", "@\"2026-03-01T00:00:00Z\"")]
    public void Input_data_and_results_are_fitted_to_their_type(string type, string value, string expected)
    {
        var typed = $"typeRef=\"{type}\"";
        var asInput = Models.Read(
            $"""
            {Colours}<inputData id="i" name="x"><variable name="x" {typed}/></inputData>
            <decision id="d1" name="d"><informationRequirement><requiredInput href="#i"/></informationRequirement>{Models.Literal(
                "x"
            )}</decision>
            """
        );
        Assert.Equal(expected, asInput.Text(("x", Models.Feel(value))));
        Assert.Equal(expected, Models.Logic(Models.Literal(value), Colours, typed).Text());
        Assert.Equal(expected, Models.Logic($"<literalExpression {typed}><text>{value}</text></literalExpression>", Colours).Text());
    }

    [Fact]
    public void A_value_that_is_not_allowed_is_told_with_what_is_allowed()
    {
        var result = Models.Logic(Models.Literal("\"blue\""), Colours, "typeRef=\"tColour\"").Decide();
        Assert.Contains("tColour (allowed: \"red\", \"green\")", Assert.Single(result.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function(a: number) \"x\"", "\"x\"")]
    [InlineData("function(a: string) \"x\"", "null")]
    [InlineData("function() \"x\"", "null")]
    [InlineData("1", "null")]
    public void A_function_item_definition_says_what_a_function_takes(string function, string expected)
    {
        const string Type =
            """<itemDefinition name="tF"><functionItem outputTypeRef="string"><parameters name="a" typeRef="number"/></functionItem></itemDefinition>""";
        var model = Models.Logic(
            $"""
            <context>
              <contextEntry><variable name="f" typeRef="tF"/>{Models.Literal(function)}</contextEntry>
              <contextEntry>{Models.Literal("f(1)")}</contextEntry>
            </context>
            """,
            Type
        );
        Assert.Equal(expected, model.Text());
    }

    [Fact]
    public void Types_of_version_1_1_are_elements_with_prefixes()
    {
        var model = Models.Read(
            $"""
            <itemDefinition name="tAge"><typeRef>feel:number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>
            <decision id="d1" name="d"><variable name="d" typeRef="tAge"/>{Models.Literal("-1")}</decision>
            """,
            dmn: "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
        );
        Assert.Equal("null", model.Text());
    }

    [Fact]
    public void A_type_that_holds_itself_does_not_end_the_reader()
    {
        var model = Models.Logic(
            Models.Literal("{next: {next: null}}"),
            """<itemDefinition name="tNode"><itemComponent name="next"><typeRef>tNode</typeRef></itemComponent></itemDefinition>""",
            "typeRef=\"tNode\""
        );
        Assert.Equal("{next: {next: null}}", model.Text());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_of_types_without_end_is_refused(bool lastFirst)
    {
        var numbers = Enumerable.Range(0, 20_000);
        var types = (lastFirst ? numbers.Reverse() : numbers).Select(i =>
            $"""<itemDefinition name="t{i}" isCollection="true"><typeRef>t{i + 1}</typeRef></itemDefinition>"""
        );
        var model = Models.ReadWithProblems(
            $"""{string.Concat(types)}<itemDefinition name="t20000"><typeRef>number</typeRef></itemDefinition><decision id="d1" name="d"><variable name="d" typeRef="t0"/>{Models.Literal("1")}</decision>"""
        );
        Assert.Contains(model.Diagnostics, diagnostic => diagnostic.Message.Contains("nests deeper", StringComparison.Ordinal));
        Assert.Null(model.Decide().Failure);
    }
}
