using Baton.Feel;

namespace Baton.Dmn.Tests;

public sealed class BoxedExpressionTests
{
    public static TheoryData<string, string> Forms { get; } =
        new()
        {
            { Models.Literal("n + 1"), "3" },
            {
                $"<conditional><if>{Models.Literal("n = 2")}</if><then>{Models.Literal("1")}</then><else>{Models.Literal("0")}</else></conditional>",
                "1"
            },
            {
                $"<conditional><if>{Models.Literal("null")}</if><then>{Models.Literal("1")}</then><else>{Models.Literal("0")}</else></conditional>",
                "0"
            },
            {
                $"<conditional><if>{Models.Literal("n")}</if><then>{Models.Literal("1")}</then><else>{Models.Literal("0")}</else></conditional>",
                "null"
            },
            { $"<filter><in>{Models.Literal("[1, n, 3]")}</in><match>{Models.Literal("item >= n")}</match></filter>", "[2, 3]" },
            { $"<filter><in>{Models.Literal("[{k: 1}, {k: n}]")}</in><match>{Models.Literal("k = n")}</match></filter>", "[{k: 2}]" },
            { $"<filter><in>{Models.Literal("n")}</in><match>{Models.Literal("true")}</match></filter>", "[2]" },
            { $"<filter><in>{Models.Literal("null")}</in><match>{Models.Literal("true")}</match></filter>", "[]" },
            {
                $"<for iteratorVariable=\"i\"><in>{Models.Literal("[1, n]")}</in><return>{Models.Literal("i * n")}</return></for>",
                "[2, 4]"
            },
            {
                $"<for iteratorVariable=\"i\"><in>{Models.Literal("[1..4]")}</in><return>{Models.Literal("count(partial)")}</return></for>",
                "[0, 1, 2, 3]"
            },
            { $"<for iteratorVariable=\"i\"><in>{Models.Literal("[1..n]")}</in><return>{Models.Literal("i")}</return></for>", "[1, 2]" },
            {
                $"<every iteratorVariable=\"i\"><in>{Models.Literal("[1, n]")}</in><satisfies>{Models.Literal("i > 0")}</satisfies></every>",
                "true"
            },
            {
                $"<every iteratorVariable=\"i\"><in>{Models.Literal("[]")}</in><satisfies>{Models.Literal("false")}</satisfies></every>",
                "true"
            },
            {
                $"<some iteratorVariable=\"i\"><in>{Models.Literal("[1, n]")}</in><satisfies>{Models.Literal("i > n")}</satisfies></some>",
                "false"
            },
            {
                $"<some iteratorVariable=\"i\"><in>{Models.Literal("[null, n]")}</in><satisfies>{Models.Literal("i = n")}</satisfies></some>",
                "true"
            },
            { $"<list>{Models.Literal("n")}<list>{Models.Literal("1")}</list></list>", "[2, [1]]" },
            {
                $"<relation><column name=\"a\"/><column name=\"b c\"/><row>{Models.Literal("1")}{Models.Literal("n")}</row></relation>",
                "[{a: 1, \"b c\": 2}]"
            },
            {
                $"<context><contextEntry><variable name=\"k\"/>{Models.Literal("n * 2")}</contextEntry><contextEntry><variable name=\"l\"/>{Models.Literal("k + 1")}</contextEntry></context>",
                "{k: 4, l: 5}"
            },
            {
                $"<context><contextEntry><variable name=\"k\"/>{Models.Literal("n * 2")}</contextEntry><contextEntry>{Models.Literal("k + 1")}</contextEntry></context>",
                "5"
            },
            {
                $"<context><contextEntry><variable name=\"f\"/><functionDefinition><formalParameter name=\"x\" typeRef=\"number\"/>{Models.Literal("x + n")}</functionDefinition></contextEntry><contextEntry><invocation>{Models.Literal("f")}<binding><parameter name=\"x\"/>{Models.Literal("40")}</binding></invocation></contextEntry></context>",
                "42"
            },
            {
                $"<invocation>{Models.Literal("substring")}<binding><parameter name=\"start position\"/>{Models.Literal("n")}</binding><binding><parameter name=\"string\"/>{Models.Literal("\"abc\"")}</binding></invocation>",
                "\"bc\""
            },
            {
                "<decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/><rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>\"many\"</text></outputEntry></rule></decisionTable>",
                "\"many\""
            },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_form_is_the_logic_of_a_decision_or_of_a_knowledge_model(string logic, string expected)
    {
        const string Input = """<inputData id="i" name="n"/>""";
        var decision = Models.Read(
            $"""{Input}<decision id="d1" name="d"><informationRequirement><requiredInput href="#i"/></informationRequirement>{logic}</decision>"""
        );
        Assert.Equal(expected, decision.Text(("n", 2)));

        var knowledge = Models.Read(
            $"""
            <businessKnowledgeModel id="b" name="the model"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>{logic}</encapsulatedLogic></businessKnowledgeModel>
            <decision id="d1" name="d"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>{Models.Literal(
                "the model(2)"
            )}</decision>
            """
        );
        Assert.Equal(expected, knowledge.Text());
        Assert.Equal(expected, knowledge.Invoke("the model", FeelContext.Of(("n", 2)), default).Output.ToString());
    }

    [Theory]
    [InlineData("partial[-1]", "list")]
    [InlineData("partial", "list")]
    public void A_value_that_grows_without_end_ends_the_evaluation(string source, string form)
    {
        var model = Models.Logic(
            $"<for iteratorVariable=\"i\"><in>{Models.Literal("[1..100000]")}</in><return><{form}>{Models.Literal(source)}</{form}></return></for>"
        );
        Assert.Equal("Limit", model.Text());
    }

    [Fact]
    public void A_long_loop_that_does_not_ask_for_its_results_so_far_is_not_charged_for_them()
    {
        var model = Models.Logic(
            $"<for iteratorVariable=\"i\"><in>{Models.Literal("[1..100000]")}</in><return>{Models.Literal("i")}</return></for>"
        );
        Assert.Equal(100_000, model.Decide().Output.AsList().Count);
    }
}
