using Baton.Feel;

namespace Baton.Dmn.Tests.Guide;

/// <summary>The samples of docs/guide/feel.md.</summary>
public sealed class FeelGuideTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public void Three_lines_evaluate_an_expression()
    {
        // sample: three lines
        var expression = FeelExpression.Compile("if amount > 100 then amount * 0.9 else amount");
        var variables = FeelContext.Of(("amount", 120));
        var result = expression.Evaluate(FeelScope.Of(variables), new FeelEnvironment(Clock.GetUtcNow()));
        // end
        Assert.Equal(FeelNumber.From(108), result.Value.AsNumber());
    }

    [Fact]
    public void A_scope_looks_variables_up_when_they_are_needed()
    {
        // sample: scope
        var total = FeelExpression.Compile("customer.discount * price");
        IReadOnlySet<string> needed = total.Variables; // customer, price
        var value = total.Evaluate(new Warehouse(), default).Value;
        // end
        Assert.Equal(["customer", "price"], needed.Order(StringComparer.Ordinal));
        Assert.Equal("45", value.ToString());
    }

    // sample: scope class
    private sealed class Warehouse : FeelScope
    {
        public override bool TryGet(string name, out FeelValue value)
        {
            value = name switch
            {
                "price" => 90,
                "customer" => FeelContext.Of(("discount", FeelValue.From(0.5))),
                _ => FeelValue.Null,
            };
            return !value.IsNull;
        }
    }

    // end

    [Fact]
    public void Values_are_looked_at_by_their_kind()
    {
        var result = FeelExpression.Compile("[1, \"two\", null]").Evaluate(FeelScope.Empty, default);
        // sample: kinds
        var shown = new List<string>();
        foreach (var item in result.Value.AsList())
        {
            shown.Add(
                item.Kind switch
                {
                    FeelKind.Number => $"the number {item.AsNumber()}",
                    FeelKind.String => $"the text {item.AsString()}",
                    _ => $"a value of the kind {item.Kind}",
                }
            );
        }
        // end
        Assert.Equal(["the number 1", "the text two", "a value of the kind Null"], shown);
    }

    [Fact]
    public void Json_goes_in_and_out()
    {
        // sample: json
        var order = FeelJson.Parse("""{"lines": [{"price": 9.90, "quantity": 2}, {"price": 5, "quantity": 1}]}""").AsContext();
        var sum = FeelExpression.Compile("{total: sum(for line in lines return line.price * line.quantity), due: date(\"2026-03-01\")}");
        string json = FeelJson.ToJson(sum.Evaluate(FeelScope.Of(order), default).Value);
        // end
        Assert.Equal("""{"total":24.8,"due":"2026-03-01"}""", json);
    }

    [Fact]
    public void Unary_tests_test_a_value()
    {
        // sample: unary tests
        var tests = FeelExpression.CompileUnaryTests("""< 18, [65..120], limit""");
        var scope = FeelScope.Of(FeelContext.Of(("limit", 21)));
        bool passes = tests.EvaluateUnaryTests(70, scope, default).Value == FeelValue.True;
        // end
        Assert.True(passes);
        Assert.Equal(FeelValue.False, tests.EvaluateUnaryTests(30, scope, default).Value);
    }

    [Fact]
    public void What_has_no_value_is_null_with_a_warning()
    {
        // sample: warnings
        var result = FeelExpression.Compile("1 +\n  amount").Evaluate(FeelScope.Empty, default);
        foreach (var warning in result.Warnings)
        {
            Log($"{warning.Line}:{warning.Column} {warning.Message}"); // 2:3 There is no variable 'amount'.
        }
        // end
        Assert.True(result.Value.IsNull);
        Assert.Contains("2:3 There is no variable 'amount'.", _log);
    }

    [Fact]
    public void What_is_no_expression_is_an_error_with_its_place()
    {
        // sample: errors
        if (!FeelExpression.TryCompile("1 + * 2", FeelDialect.Standard, out var expression, out var error))
        {
            Log($"{error.Line}:{error.Column} {error.Message}");
        }
        // end
        Assert.Null(expression);
        Assert.StartsWith("1:5 ", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_operators_are_given_when_compiling()
    {
        // sample: names
        var margin = FeelExpression.Compile("profit-loss / 2", new FeelOptions { Names = ["profit-loss"] });
        var value = margin.Evaluate(FeelScope.Of(FeelContext.Of(("profit-loss", 10))), default).Value;
        // end
        Assert.Equal("5", value.ToString());
    }

    [Fact]
    public void A_function_of_the_host_is_a_variable()
    {
        // sample: own functions
        var initials = FeelFunction.Of(
            "initials",
            ["name"],
            arguments => string.Concat(arguments[0].AsString().Split(' ').Select(word => word[0]))
        );
        var scope = FeelScope.Of(FeelContext.Of(("initials", FeelValue.From(initials)), ("agent", "Amy Chan")));
        var value = FeelExpression.Compile("initials(agent)").Evaluate(scope, default).Value;
        // end
        Assert.Equal("AC", value.AsString());
    }

    [Fact]
    public void External_functions_run_when_they_are_allowed()
    {
        const string Source = """
            {
              net: function(gross) external {java: {class: "org.example.Prices", method signature: "net(double)"}},
              result: net(120)
            }.result
            """;
        // sample: external functions
        var functions = ExternalFunctions.JavaBasics.With(
            "org.example.Prices",
            "net(double)",
            arguments => arguments[0].AsNumber() / FeelNumber.Parse("1.2")
        );
        var price = FeelExpression.Compile(Source, new FeelOptions { ExternalFunctions = functions });
        // end
        Assert.Equal("100", price.Evaluate(FeelScope.Empty, default).Value.ToString());
        Assert.True(FeelExpression.Compile(Source).Evaluate(FeelScope.Empty, default).Value.IsNull);
    }

    [Fact]
    public void A_bound_that_is_reached_is_a_failure()
    {
        // sample: bounds
        var endless = FeelExpression.Compile("{f: function(n) f(n + 1), r: f(1)}.r").Evaluate(FeelScope.Empty, default);
        var loop = FeelExpression.Compile("count(for i in 1..10000, j in 1..10000 return i * j)").Evaluate(FeelScope.Empty, default);
        if (loop.Failure is { Kind: FeelFailureKind.Limit } failure)
        {
            Log($"{failure.Line}:{failure.Column} {failure.Message}");
        }
        // end
        Assert.True(endless.Value.IsNull);
        Assert.Single(_log);
    }

    private readonly List<string> _log = [];

    private void Log(string line) => _log.Add(line);
}
