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
                        var printed = Parse(source).ToString();
                        Assert.Equal(printed, Parse(printed).ToString());
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
    public void Precedence_is_that_of_the_grammar(string source, string printed) => Assert.Equal(printed, Parse(source).ToString());

    private static FeelNode Parse(string source)
    {
        var names = new NameTable();
        foreach (var name in Functions.BuiltIns.LongNames(FeelDialect.Standard))
        {
            names.Add(name);
        }
        return Parser.Expression(new SourceText(source), FeelDialect.Standard, names, static _ => null);
    }
}
