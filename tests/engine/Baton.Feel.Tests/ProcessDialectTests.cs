namespace Baton.Feel.Tests;

/// <summary>What the process dialect adds to the language of the DMN specification, and that the standard dialect does not have it.</summary>
public sealed class ProcessDialectTests
{
    [Theory]
    [InlineData("string join([\"a\", null, \"b\"], \", \", \"[\", \"]\")", "\"[a, b]\"")]
    [InlineData("string join(list: [\"a\"], delimiter: null, prefix: \"<\", suffix: \">\")", "\"<a>\"")]
    [InlineData("is blank(\" \")", "true")]
    [InlineData("trim(\"  a \")", "\"a\"")]
    [InlineData("extract(\"1234, 1256\", \"12[0-9]*\")", "[\"1234\", \"1256\"]")]
    [InlineData("partition([1, 2, 3], 2)", "[[1, 2], [3]]")]
    [InlineData("duplicate values([1, 2, 1, 1])", "[1]")]
    [InlineData("is empty([])", "true")]
    [InlineData("last day of month(@\"2028-02-03\")", "@\"2028-02-29\"")]
    [InlineData("to base64(\"FEEL\")", "\"RkVFTA==\"")]
    [InlineData("from json(\"{\\\"a\\\": [1]}\").a", "[1]")]
    [InlineData("to json({a: 1})", "\"{\\\"a\\\":1}\"")]
    [InlineData("fromAi(5, \"How many\", \"number\")", "5")]
    [InlineData("{`a-b`: 1}.`a-b`", "1")]
    public void It_has_functions_that_the_standard_lacks(string source, string value)
    {
        Assert.Equal(value, Feel.Text(source));
        Assert.NotEqual(value, StandardText(source));
    }

    [Fact]
    public void A_uuid_is_one_and_another_one_each_time()
    {
        var environment = Feel.Noon with { Random = new FeelRandom(UInt128.MaxValue) };
        var list = FeelExpression.Compile("[uuid(), uuid()]").Evaluate(FeelScope.Empty, environment).Value.AsList();
        var later = FeelExpression.Compile("uuid()").Evaluate(FeelScope.Empty, environment).Value;

        Assert.All(list, item => Assert.Equal('4', Guid.Parse(item.AsString()).ToString()[14]));
        Assert.Equal(3, list.Append(later).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_values()
    {
        var draw = FeelExpression.Compile("[uuid(), random number()]");
        var first = draw.Evaluate(FeelScope.Empty, Feel.Noon with { Random = new FeelRandom(7) }).Value;
        var again = draw.Evaluate(FeelScope.Empty, Feel.Noon with { Random = new FeelRandom(7) }).Value;
        var other = draw.Evaluate(FeelScope.Empty, Feel.Noon with { Random = new FeelRandom((UInt128)7 << 64) }).Value;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Random_numbers_lie_between_zero_and_one_all_over()
    {
        var environment = Feel.Noon with { Random = new FeelRandom(1) };
        var drawn = FeelExpression.Compile("for i in 1..1000 return random number()").Evaluate(FeelScope.Empty, environment).Value.AsList();

        var values = drawn
            .Select(item => double.Parse(item.AsNumber().ToString(), System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.All(values, value => Assert.InRange(value, 0, 0.999_999_999_999_999));
        Assert.InRange(values.Average(), 0.45, 0.55);
        Assert.Equal(1000, values.Distinct().Count());
    }

    [Theory]
    [InlineData("uuid()")]
    [InlineData("random number()")]
    public void Without_a_source_of_randomness_there_is_none_and_a_warning_says_so(string source)
    {
        var result = Feel.Run(source);

        Assert.True(result.Value.IsNull);
        Assert.Contains("no randomness", Assert.Single(result.Warnings).Message, StringComparison.Ordinal);
    }

    private static string StandardText(string source) =>
        FeelExpression.TryCompile(source, FeelDialect.Standard, out var expression, out _)
            ? expression.Evaluate(FeelScope.Empty, Feel.Noon).Value.ToString()
            : "";
}
