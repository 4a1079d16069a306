using Baton.Feel;

namespace Baton.Dmn.Tests;

public sealed class BoxedExternalTests
{
    private static readonly DmnOptions Allowed = new()
    {
        Dialect = FeelDialect.Standard,
        ExternalFunctions = ExternalFunctions.None.With(
            "org.example.Prices",
            "gross(double)",
            arguments => arguments[0].AsNumber() * FeelNumber.Parse("1.5")
        ),
    };

    [Fact]
    public void A_knowledge_model_of_the_kind_Java_runs_what_the_host_allows()
    {
        Assert.Equal("15", Read(Body("org.example.Prices"), Allowed).Text());
        Assert.Equal("15", Read(Models.Literal("{class: \"org.example.Prices\", method signature: \"gross(double)\"}"), Allowed).Text());
        Assert.Equal(
            "15",
            Read(Body("org.example.Prices"), Allowed).Invoke("gross", FeelContext.Of(("net", 10)), default).Output.ToString()
        );
    }

    [Fact]
    public void Without_permission_it_is_null_and_the_warning_names_it()
    {
        var result = Read(Body("org.example.Prices"), null).Decide();
        Assert.True(result.Output.IsNull);
        Assert.Contains("org.example.Prices.gross(double)", result.Warnings[0].Message, StringComparison.Ordinal);
        // The same where the host calls it.
        Assert.True(Read(Body("org.example.Prices"), null).Invoke("gross", FeelContext.Of(("net", 10)), default).Output.IsNull);
    }

    [Fact]
    public void A_definition_without_class_and_method_is_a_problem_of_the_model()
    {
        var model = Models.ReadWithProblems(
            $"<businessKnowledgeModel id=\"f\" name=\"f\"><encapsulatedLogic kind=\"Java\">{Models.Literal("1")}</encapsulatedLogic></businessKnowledgeModel>"
        );
        Assert.Contains("method signature", Assert.Single(model.Diagnostics).Message, StringComparison.Ordinal);
    }

    private static string Body(string className) =>
        $"""
            <context>
              <contextEntry><variable name="class"/>{Models.Literal($"\"{className}\"")}</contextEntry>
              <contextEntry><variable name="method signature"/>{Models.Literal("\"gross( double )\"")}</contextEntry>
            </context>
            """;

    private static DmnModel Read(string body, DmnOptions? options) =>
        Models.Read(
            $"""
            <businessKnowledgeModel id="f" name="gross"><encapsulatedLogic kind="Java"><formalParameter name="net" typeRef="number"/>{body}</encapsulatedLogic></businessKnowledgeModel>
            <decision id="d1" name="d"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>{Models.Literal(
                "gross(10)"
            )}</decision>
            """,
            options
        );
}
