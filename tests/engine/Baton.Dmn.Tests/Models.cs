using Baton.Feel;

namespace Baton.Dmn.Tests;

/// <summary>Models in the standard dialect, from the elements inside their definitions.</summary>
internal static class Models
{
    public const string Dmn15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public static DmnModel Read(string elements, DmnOptions? options = null, string space = "n", string dmn = Dmn15)
    {
        var model = ReadWithProblems(elements, options, space, dmn);
        Assert.Empty(model.Diagnostics);
        return model;
    }

    public static DmnModel ReadWithProblems(string elements, DmnOptions? options = null, string space = "n", string dmn = Dmn15) =>
        DmnModel.Read(
            $"""<definitions xmlns="{dmn}" xmlns:feel="http://www.omg.org/spec/FEEL/20140401" id="d" name="d" namespace="{space}">{elements}</definitions>""",
            options ?? new DmnOptions { Dialect = FeelDialect.Standard }
        );

    /// <summary>A model with one decision <c>d</c> of this logic.</summary>
    public static DmnModel Logic(string logic, string others = "", string type = "", DmnOptions? options = null) =>
        Read($"""{others}<decision id="d1" name="d"><variable name="d" {type}/>{logic}</decision>""", options);

    public static string Literal(string text) =>
        $"<literalExpression><text>{System.Security.SecurityElement.Escape(text)}</text></literalExpression>";

    public static DecisionResult Decide(this DmnModel model, params ReadOnlySpan<(string Name, FeelValue Value)> inputs) =>
        model.Decisions[^1].Evaluate(FeelContext.Of(inputs), default);

    /// <summary>The result as FEEL text, with the message of a failure.</summary>
    public static string Text(this DmnModel model, params ReadOnlySpan<(string Name, FeelValue Value)> inputs)
    {
        var result = model.Decide(inputs);
        return result.Failure?.Kind.ToString() ?? result.Output.ToString();
    }

    public static FeelValue Feel(string source) => FeelExpression.Compile(source).Evaluate(FeelScope.Empty, default).Value;
}
