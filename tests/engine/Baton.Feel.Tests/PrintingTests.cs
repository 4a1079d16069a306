using Baton.Feel.Lexing;
using Baton.Feel.Parsing;
using CsCheck;

namespace Baton.Feel.Tests;

public sealed class PrintingTests
{
    /// <summary>Templates without parentheses of their own, so that precedence decides what belongs together.</summary>
    private static readonly string[] Templates =
    [
        "A + B",
        "A - B",
        "A * B",
        "A / B",
        "A ** B",
        "-A",
        "A = B",
        "A != B",
        "A < B",
        "A >= B",
        "A and B",
        "A or B",
        "A between B and C",
        "A in (B, < C)",
        "A in [B..C]",
        "A instance of number",
        "A instance of list<string>",
        "if A then B else C",
        "for i in A return B",
        "for i in A..B return C",
        "some i in A satisfies B",
        "every i in A, j in B satisfies C",
        "[A, B]",
        "{k: A, second key: B}",
        "(A)[B]",
        "(A).name",
        "f(A, B)",
        "substring(string: A, start position: B)",
        "function(p, q: number) A",
        "function(p) external {java: {class: \"C\", method signature: \"m(int)\"}}",
        "(A)",
        "(< A)",
        "[A..B)",
        "date and time(A)",
        "(!= A)",
        "]A..B[",
        "A instance of context<a: number, b: list<string>>",
        "A instance of function<number, string> -> Any",
        "function(p) external {a: A}",
        "(function(p) A)(p: B)",
    ];

    private static readonly string[] Leaves = ["1", "2.50", "x", "first name", "\"a\"", "null", "true", "@\"P1D\"", "[]", "{}", "item"];

    private static Gen<string> Source(int depth)
    {
        var leaf = Gen.Int[0, Leaves.Length - 1].Select(i => Leaves[i]);
        if (depth == 0)
        {
            return leaf;
        }
        var inner = Source(depth - 1);
        var node = Gen.Select(
            Gen.Int[0, Templates.Length - 1],
            inner,
            inner,
            inner,
            (i, a, b, c) =>
                string.Concat(
                    Templates[i]
                        .Select(ch =>
                            ch == 'A' ? a
                            : ch == 'B' ? b
                            : ch == 'C' ? c
                            : ch.ToString()
                        )
                )
        );
        return Gen.OneOf(leaf, node);
    }

    [Fact]
    public void A_printed_tree_reads_back_as_the_same_tree() =>
        Source(4)
            .Sample(
                source =>
                {
                    if (FeelExpression.TryCompile(source, FeelDialect.Standard, out _, out _))
                    {
                        var tree = Parse(source);
                        Assert.Equal(TreeShape.Of(tree), TreeShape.Of(Parse(tree.ToString())));
                    }
                },
                iter: 5_000
            );

    [Fact]
    public void Printed_unary_tests_read_back_as_the_same_tests() =>
        Gen.Select(
                Gen.OneOf(Source(2), Source(2).Select(source => $"< {source}"), Source(2).Select(source => $"!= {source}")).Array[1, 3],
                Gen.Bool
            )
            .Sample(
                (tests, negated) =>
                {
                    var source = string.Join(", ", tests);
                    source = negated ? $"not({source})" : source;
                    if (TryParseTests(source) is { } tree)
                    {
                        Assert.Equal(TreeShape.Of(tree), TreeShape.Of(TryParseTests(tree.ToString())));
                    }
                },
                iter: 5_000
            );

    [Theory]
    [InlineData("1 + 2 * 3", "1 + (2 * 3)")]
    [InlineData("-2 ** 2", "(-2) ** 2")]
    [InlineData("a or b and c = d", "a or (b and (c = d))")]
    [InlineData("a.b[1](x)", "a.b[1](x)")]
    [InlineData("2 ** 3 ** 2", "(2 ** 3) ** 2")]
    [InlineData("item in [{}..(1)[(!= 2)]]", "item in ([{}..(1[!= 2])])")]
    public void Precedence_is_that_of_the_grammar(string source, string printed) => Assert.Equal(printed, Parse(source).ToString());

    private static FeelNode Parse(string source) =>
        Parser.Expression(new SourceText(source), FeelDialect.Standard, new(NameTable.Common(FeelDialect.Standard)), static _ => null);

    private static UnaryTestsNode? TryParseTests(string source)
    {
        try
        {
            var names = new NameTable(NameTable.Common(FeelDialect.Standard));
            return Parser.UnaryTests(new SourceText(source), FeelDialect.Standard, names, static _ => null);
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }
}
