using System.Diagnostics;
using System.Globalization;

namespace Baton.Feel.Tests.Fuzzing;

/// <summary>
/// Inputs by number, each the same on every machine. BATON_FUZZ_INPUTS sets how many, BATON_FUZZ_FIRST the number of the first.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Inputs = Setting("BATON_FUZZ_INPUTS", 100_000);
    private static readonly int First = Setting("BATON_FUZZ_FIRST", 0);

    [Fact]
    public void No_input_breaks_the_lexer_the_parser_the_compiler_or_an_evaluation()
    {
        var (slowest, slowestInput, values) = (TimeSpan.Zero, "", 0);
        for (var number = First; number < First + Inputs; number++)
        {
            var start = Stopwatch.GetTimestamp();
            values += Try(number, out var source) ? 1 : 0;
            var taken = Stopwatch.GetElapsedTime(start);
            if (taken > slowest)
            {
                (slowest, slowestInput) = (taken, $"{number} ({source})");
            }
        }
        output.WriteLine(
            $"{Inputs} inputs from {First}, {values} with a value other than null; the slowest took {slowest}: {slowestInput}"
        );
        // Inputs that are all refused or all null would test next to nothing.
        Assert.True(values > Inputs / 10, $"Only {values} of {Inputs} inputs have a value.");
    }

    private static bool Try(int number, out string source)
    {
        var dice = new Dice(number);
        var dialect = dice.OneIn(2) ? FeelDialect.Process : FeelDialect.Standard;
        var isTest = dice.OneIn(4);
        source = isTest ? RandomText.UnaryTests(dice) : RandomText.Expression(dice);
        try
        {
            var options = new FeelOptions { Dialect = dialect, Names = dice.OneIn(3) ? ["a-b", "first name"] : [] };
            var expression = isTest ? FeelExpression.CompileUnaryTests(source, options) : FeelExpression.Compile(source, options);
            var scope = FeelScope.Of(RandomValues.Variables(dice));
            var result = isTest
                ? expression.EvaluateUnaryTests(RandomValues.Value(dice, 2), scope, Feel.Noon)
                : expression.Evaluate(scope, Feel.Noon);
            LookAt(result);
            return !result.Value.IsNull;
        }
        catch (FeelSyntaxException refused)
        {
            return refused.Line < 1;
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"Input {number}, {dialect}, {(isTest ? "tests" : "expression")}: {source}", problem);
        }
    }

    /// <summary>All that may be done with a result must not break either.</summary>
    private static void LookAt(FeelResult result)
    {
        _ = result.Value.ToString();
        _ = FeelJson.ToJson(result.Value);
        _ = result.Value.GetHashCode();
        if (!result.Value.Equals(result.Value))
        {
            throw new InvalidOperationException($"{result.Value} does not equal itself.");
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
