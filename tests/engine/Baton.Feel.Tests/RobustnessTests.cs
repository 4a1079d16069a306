using Baton.Feel.Tests.Fuzzing;
using CsCheck;

namespace Baton.Feel.Tests;

public sealed class RobustnessTests
{
    private static readonly string[] Pieces =
    [
        "1",
        "0",
        "-",
        "2.5",
        "1e6000",
        "\"a\"",
        "\"\"",
        "@\"2026-03-01\"",
        "@\"P1Y\"",
        "@\"PT1H\"",
        "@\"12:00:00\"",
        "x",
        "y.z",
        "?",
        "null",
        "true",
        "false",
        "+",
        "*",
        "/",
        "**",
        "=",
        "<",
        ">=",
        "!=",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "..",
        ",",
        ":",
        ".",
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "and",
        "or",
        "between",
        "instance of",
        "number",
        "function",
        "item",
        "partial",
        "not",
        "sum",
        "count",
        "date",
        "time",
        "date and time",
        "duration",
        "string",
        "substring",
        "replace",
        "matches",
        "split",
        "sort",
        "min",
        "max",
        "range",
        "before",
        "context put",
        "get value",
        "append",
        "list replace",
        "[1, 2, 3]",
        "{a: 1}",
        "[1..3]",
        "(1)",
        "(x, y)",
        "for i in 1..3 return",
        "[item > 1]",
        "decimal",
        "week of year",
        "day of week",
        "string join",
        "index of",
        "flatten",
        "concatenate",
        "remove",
        "exp",
        "log",
        "sqrt",
        "stddev",
    ];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Soup = OneOf(Pieces).Array[1, 14].Select(pieces => string.Join(' ', pieces));

    /// <summary>Calls of every built-in function with random arguments reach far more code than random words.</summary>
    private static readonly Gen<string> Calls = Gen.Select(
        OneOf([.. Functions.BuiltIns.Names(FeelDialect.Process)]),
        OneOf(
            "null",
            "true",
            "1",
            "-1",
            "0",
            "1.5",
            "1e6100",
            "-1e-6100",
            "\"a\"",
            "\"(\"",
            "\"P1D\"",
            "\"2026-03-01\"",
            "[1, 2, 2]",
            "[]",
            "[null]",
            "[[1], [2]]",
            "[\"a\", \"b\"]",
            "{a: 1}",
            "[1..5]",
            "(< 3)",
            "@\"2026-03-01\"",
            "@\"-999999999-01-01\"",
            "@\"999999999-12-31T23:59:59Z\"",
            "@\"12:00:00@Europe/Paris\"",
            "@\"P1Y\"",
            "@\"P999999999D\"",
            "@\"-PT1S\"",
            "function(a, b) a < b",
            "function(a) a",
            "sum"
        ).Array[0, 4],
        (name, arguments) => $"{name}({string.Join(", ", arguments)})"
    );

    private static readonly Gen<string> Operations = Gen.Select(
        Calls,
        OneOf("+", "-", "*", "/", "**", "<", "=", "in", "and"),
        Calls,
        (a, o, b) => $"{a} {o} {b}"
    );

    [Fact]
    public void Random_text_is_read_or_refused_but_never_breaks_anything() => Gen.Select(Soup, Gen.Int).Sample(Try, iter: 10_000);

    [Fact]
    public void Random_calls_have_a_value_or_null_but_never_break_anything() =>
        Gen.Select(Gen.OneOf(Calls, Operations), Gen.Int).Sample(Try, iter: 10_000);

    [Fact]
    public void Random_characters_are_read_or_refused() => Gen.Select(Gen.String[0, 30], Gen.Int).Sample(Try, iter: 3_000);

    /// <summary>In both dialects, as an expression and as unary tests, among variables that the number stands for.</summary>
    private static void Try(string source, int number)
    {
        var dice = new Dice(number);
        var (scope, input) = (FeelScope.Of(RandomValues.Variables(dice)), RandomValues.Value(dice, 2));
        foreach (var dialect in new[] { FeelDialect.Standard, FeelDialect.Process })
        {
            if (FeelExpression.TryCompile(source, dialect, out var expression, out _))
            {
                LookAt(expression.Evaluate(scope, Feel.Noon).Value);
            }
            if (Tests(source, dialect) is { } tests)
            {
                LookAt(tests.EvaluateUnaryTests(input, scope, Feel.Noon).Value);
            }
        }
    }

    private static FeelExpression? Tests(string source, FeelDialect dialect)
    {
        try
        {
            return FeelExpression.CompileUnaryTests(source, dialect);
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    private static void LookAt(FeelValue value)
    {
        _ = value.ToString();
        _ = FeelJson.ToJson(value);
        _ = value.GetHashCode();
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{a:", "}")]
    [InlineData("-(", ")")]
    [InlineData("x in (", " + 1)")]
    [InlineData("if true then ", " else 1")]
    [InlineData("function() ", "")]
    [InlineData("abs(", ")")]
    public void Hostile_nesting_is_refused_with_a_place(string open, string close)
    {
        var source = string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000));
        var refused = Assert.Throws<FeelSyntaxException>(() => FeelExpression.Compile(source));
        Assert.Equal(1, refused.Line);
    }

    [Fact]
    public void An_endless_chain_is_refused() =>
        Assert.Throws<FeelSyntaxException>(() => FeelExpression.Compile("1" + string.Concat(Enumerable.Repeat(" + 1", 100_000))));

    [Theory]
    [InlineData("count(for i in 1..1000000, j in 1..1000000 return 1)")]
    [InlineData("{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r")]
    [InlineData("for i in 1..100 return if i = 1 then [1] else [partial[-1], partial[-1]]")]
    [InlineData("for i in 1..1000 return if i = 1 then [1] else [partial[-1]]")]
    [InlineData("for i in 1..60 return if i = 1 then \"abcdefghij\" else partial[-1] + partial[-1]")]
    public void What_would_exhaust_the_machine_is_broken_off(string source)
    {
        var result = Feel.Run(source);
        Assert.Equal(FeelFailureKind.Limit, result.Failure?.Kind);
        Assert.True(result.Value.IsNull);
    }

    /// <summary>The stack of a thread is small and its end would be the end of the process.</summary>
    [Theory]
    [InlineData("-(", ")")]
    [InlineData("[", "]")]
    [InlineData("abs(", ")")]
    [InlineData("{a: ", "}.a")]
    [InlineData("if true then ", " else 1")]
    [InlineData("for i in [1] return ", "")]
    [InlineData("some i in [1] satisfies ", "")]
    public void A_function_that_calls_itself_from_deep_inside_is_broken_off_before_the_stack_ends(string open, string close)
    {
        var body =
            "(string(deep) + string(deep = other) + string(flatten(deep)) + string(f(f)))" + string.Concat(Enumerable.Repeat(" + 1", 150));
        for (var i = 0; i < 100; i++)
        {
            body = open + body + close;
        }
        var variables = FeelContext.Of(("deep", Deep()), ("other", Deep()));
        var expression = FeelExpression.Compile($"{{f: function(f) {body}, r: f(f)}}.r");
        FeelResult result = default;
        var thread = new Thread(() => result = expression.Evaluate(FeelScope.Of(variables), Feel.Noon), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(FeelFailureKind.Limit, result.Failure?.Kind);
    }

    private static FeelValue Deep()
    {
        var deep = FeelValue.From(1);
        for (var i = 0; i < 250; i++)
        {
            deep = i % 2 == 0 ? FeelList.Of(deep) : FeelContext.Of(("k", deep));
        }
        return deep;
    }

    [Fact]
    public void A_loop_over_very_many_lists_at_once_is_broken_off_before_the_stack_ends()
    {
        var source = $"for {string.Join(", ", Enumerable.Range(0, 30_000).Select(i => $"i{i} in [1]"))} return 1";
        Assert.Equal(FeelFailureKind.Limit, Feel.Run(source).Failure?.Kind);
    }

    [Fact]
    public void A_context_of_very_many_entries_is_read_in_linear_time()
    {
        // With a search through all entries for each one this takes minutes.
        var source = $"{{{string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"a{i}:1"))}}}";
        Assert.Equal(100_000, Feel.Run(source).Value.AsContext().Count);
    }

    [Fact]
    public void A_failed_assert_is_a_failure_with_its_cause_and_place()
    {
        var failure = Feel.Run("1 +\n assert(x, x != null, \"x is missing\")").Failure;
        Assert.Equal((FeelFailureKind.Assertion, "x is missing", 2), (failure!.Kind, failure.Message, failure.Line));
    }

    [Theory]
    [InlineData("1 +", 1, 4)]
    [InlineData("if a then b", 1, 12)]
    [InlineData("[1,\n2,,3]", 2, 3)]
    [InlineData("\"open", 1, 1)]
    [InlineData("@\"nonsense\"", 1, 1)]
    public void A_syntax_error_names_the_place_and_what_was_expected(string source, int line, int column)
    {
        var error = Assert.Throws<FeelSyntaxException>(() => FeelExpression.Compile(source));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.NotEmpty(error.Expected);
    }

    [Fact]
    public void A_missing_variable_is_null_with_a_warning()
    {
        var result = Feel.Run("a.b + 1");
        Assert.True(result.Value.IsNull);
        Assert.Contains(
            result.Warnings,
            warning => warning is { Line: 1, Column: 1 } && warning.Message.Contains("'a'", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void An_expression_knows_the_variables_it_reads() =>
        Assert.Equal(["limit", "orders"], FeelExpression.Compile("sum(for o in orders return o.amount) > limit").Variables.Order());

    [Fact]
    public void Comparing_scalars_allocates_nothing()
    {
        var scope = FeelScope.Of(FeelContext.Of(("amount", 120), ("limit", FeelNumber.Parse("99.5")), ("country", "DE")));
        var expression = FeelExpression.Compile("amount * 2 > limit + 1 and country = \"DE\"");
        Assert.True(expression.Evaluate(scope, Feel.Noon).Value.AsBoolean());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            expression.Evaluate(scope, Feel.Noon);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
