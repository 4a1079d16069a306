namespace Baton.Feel.Tests;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "5", "true")]
    [InlineData("< 10", "5", "true")]
    [InlineData("< 10", "10", "false")]
    [InlineData("[1..5]", "5", "true")]
    [InlineData("(1..5)", "5", "false")]
    [InlineData("1, 2, 3", "2", "true")]
    [InlineData("not(1, 2)", "2", "false")]
    [InlineData("not(1, 2)", "3", "true")]
    [InlineData("not([1..6))", "6", "true")]
    [InlineData("not([1..6))", "1", "false")]
    [InlineData("not((1..6], 9)", "1", "true")]
    [InlineData("not([1..6))", "null", "null")]
    [InlineData("not(?) or true", "1", "true")]
    [InlineData("? > 3 and ? < 6", "5", "true")]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    [InlineData("list contains([1, 5], ?)", "5", "true")]
    [InlineData("[1, 5]", "5", "true")]
    [InlineData("null", "null", "true")]
    [InlineData("< 3", "null", "null")]
    [InlineData("true", "false", "false")]
    [InlineData("limit", "7", "true")]
    [InlineData("> limit", "7", "false")]
    public void A_test_holds_or_not(string tests, string input, string expected)
    {
        var scope = FeelScope.Of(FeelContext.Of(("limit", 7)));
        var value = FeelExpression.CompileUnaryTests(tests).EvaluateUnaryTests(Feel.Run(input).Value, scope, Feel.Noon).Value;
        Assert.Equal(expected, value.ToString());
    }
}
