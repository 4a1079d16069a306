namespace Baton.Dmn.Tests.Tck;

/// <summary>The run over the official cases itself: it finds what is wrong, and nothing stops it.</summary>
public sealed class TckRunTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("baton-tck-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Broken_files_and_models_fail_their_own_cases_only()
    {
        Write("1-broken", "broken-test-01.xml", "<testCases>");
        Write("2-no-model-named", "test-01.xml", "<testCases/>");
        Write("3-model-missing", "test-01.xml", Cases("missing.dmn", Case("a", "decision", "one", "1")));
        Write("4-model-broken", "test-01.xml", Cases("m.dmn", Case("a", "decision", "one", "1")));
        Write("4-model-broken", "m.dmn", "<definitions");
        Write("5-imports-itself", "test-01.xml", Cases("m.dmn", Case("a", "decision", "one", "1")));
        Write("5-imports-itself", "m.dmn", Model("m", Import("m") + Decision));
        Write("6-other", "pom.xml", "<project/>");
        Write("7-sound", "test-01.xml", Cases("m.dmn", Case("a", "decision", "one", "1"), Case("b", "decision", "two", "1")));
        Write("7-sound", "m.dmn", Model("m", Decision));

        var outcomes = TckFile.In(_root).SelectMany(TckRun.Of).ToList();

        Assert.Equal(
            ["1-broken", "2-no-model-named", "3-model-missing", "4-model-broken", "5-imports-itself", "7-sound", "7-sound"],
            outcomes.Select(outcome => outcome.Folder)
        );
        Assert.Equal(
            ["7-sound a"],
            outcomes.Where(outcome => outcome.Problem is null).Select(outcome => $"{outcome.Folder} {outcome.Case}")
        );
    }

    [Theory]
    [InlineData("", "decision", "one", "1", true)]
    [InlineData("", "decision", "one", "2", false)]
    [InlineData("""type="decision" invocableName="one" """, "decision", "any", "1", true)]
    [InlineData("""type="bkm" invocableName="twice" """, "bkm", "any", "2", true)]
    [InlineData("""type="decisionService" invocableName="service" """, "decisionService", "any", "1", true)]
    [InlineData("", "decision", "imported", "1", true)]
    public void A_case_calls_what_it_names(string test, string type, string result, string expected, bool passes)
    {
        const string Elements = """
            <businessKnowledgeModel id="f" name="twice"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decisionService id="s" name="service"><outputDecision href="#one"/></decisionService>
            <decision id="i" name="imported"><informationRequirement><requiredDecision href="other#one"/></informationRequirement><literalExpression><text>o.one</text></literalExpression></decision>
            """;
        var input = type == "bkm" ? """<inputNode name="n"><value xsi:type="xsd:decimal">1</value></inputNode>""" : "";
        Write("f", "test-01.xml", Cases("m.dmn", Case("a", type, result, expected, test, input)));
        Write("f", "m.dmn", Model("m", Import("other") + Decision + Elements));
        Write("f", "other.dmn", Model("other", Decision));
        var outcome = Assert.Single(TckFile.In(_root).SelectMany(TckRun.Of));
        Assert.True(outcome.Problem is null == passes, outcome.ToString());
    }

    [Theory]
    [InlineData("one", false)]
    [InlineData("wrong", true)]
    public void An_expected_error_is_null_or_a_failure(string decision, bool passes)
    {
        var error = $"""<testCase id="a"><resultNode name="{decision}" type="decision" errorResult="true"/></testCase>""";
        Write("f", "test-01.xml", Cases("m.dmn", error));
        Write(
            "f",
            "m.dmn",
            Model(
                "m",
                Decision + """<decision id="w" name="wrong"><literalExpression><text>1 + "a"</text></literalExpression></decision>"""
            )
        );
        Assert.Equal(passes, Assert.Single(TckFile.In(_root).SelectMany(TckRun.Of)).Problem is null);
    }

    private const string Decision = """<decision id="one" name="one"><literalExpression><text>1</text></literalExpression></decision>""";

    private static string Import(string space) => $"""<import name="o" namespace="{space}" importType="{Models.Dmn15}"/>""";

    private static string Model(string space, string elements) =>
        $"""<definitions xmlns="{Models.Dmn15}" id="d" name="d" namespace="{space}">{elements}</definitions>""";

    private static string Cases(string model, params string[] cases) =>
        $"""
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
              <modelName>{model}</modelName>{string.Concat(cases)}
            </testCases>
            """;

    private static string Case(string id, string type, string result, string expected, string attributes = "", string inputs = "") =>
        $"""<testCase id="{id}" {attributes}>{inputs}<resultNode name="{result}" type="{type}"><expected><value xsi:type="xsd:decimal">{expected}</value></expected></resultNode></testCase>""";

    private void Write(string folder, string file, string text)
    {
        Directory.CreateDirectory(Path.Combine(_root, folder));
        File.WriteAllText(Path.Combine(_root, folder, file), text);
    }
}
