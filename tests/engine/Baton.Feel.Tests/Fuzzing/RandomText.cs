using System.Text;

namespace Baton.Feel.Tests.Fuzzing;

/// <summary>Source text: grown from the grammar, thrown together from its pieces, or damaged afterwards.</summary>
internal static class RandomText
{
    private static readonly string[] BuiltIns = [.. Functions.BuiltIns.Names(FeelDialect.Process)];

    private static readonly string[] Templates =
    [
        "(A + A)",
        "A - A",
        "A * A",
        "A / A",
        "(A) ** A",
        "-A",
        "(A = A)",
        "(A != A)",
        "(A < A)",
        "(A >= A)",
        "A and A",
        "(A or A)",
        "(A between A and A)",
        "(A in (A, < A))",
        "(A in [A..A])",
        "(A instance of number)",
        "(A instance of context<a: list<string>>)",
        "if A then A else A",
        "(for i in A return A)",
        "for i in A..A, j in A return [i, j, partial]",
        "(some i in A satisfies A)",
        "every i in A, j in i satisfies A",
        "[A, A, A]",
        "{k: A, \"second key\": k, x: A}",
        "(A)[A]",
        "A[item > A]",
        "(A).name",
        "x.a.k",
        "F(A)",
        "F(A, A)",
        "F(A, A, A)",
        "F()",
        "(function(p, q: number) A)(A, A)",
        "{f: function(p) if p = 0 then A else f(p - 1)}.f(A)",
        "(< A)",
        "[A..A)",
        "(!= A)",
        "@\"2026-03-01\"",
        "date(A)",
        "string(A)",
        "count(A)",
        "is defined(x.a)",
        "get or else(A, A)",
    ];

    private static readonly string[] Leaves =
    [
        "1",
        "0",
        "-3",
        "2.50",
        "1e6000",
        "x",
        "y",
        "n",
        "items",
        "first name",
        "item",
        "?",
        "i",
        "k",
        "\"a\"",
        "\"\"",
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "@\"P1D\"",
        "@\"P1Y\"",
        "@\"12:00:00\"",
        "@\"2026-03-01T00:00:00Z\"",
        "`a-b`",
        "\"2026-03-01\"",
    ];

    private static readonly string[] Symbols =
    [
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "<",
        ">",
        "<=",
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
        "?",
        "\"",
        "`",
        "@\"",
        "//",
        "/*",
        "*/",
        "->",
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
        "not(",
        "between",
        "instance of",
        "function(",
        "list<",
        "external",
        "null",
        "\\u12",
        "\uFEFF",
        "\uD83D",
        "\u0000",
        "é",
        "９",
        "e9",
        "0x",
        "1.",
        ".5",
    ];

    public static string Expression(Dice dice) =>
        dice.Below(8) switch
        {
            0 => Soup(dice),
            1 => Characters(dice),
            2 or 3 => Damaged(dice, Grown(dice, 3)),
            _ => Grown(dice, 1 + dice.Below(4)),
        };

    public static string UnaryTests(Dice dice) =>
        dice.Below(8) switch
        {
            0 => Soup(dice),
            1 => Damaged(dice, $"< {Grown(dice, 2)}, {Grown(dice, 1)}"),
            2 => $"not({Grown(dice, 1)}, {dice.Of("<", ">=", "")} {Grown(dice, 1)})",
            3 => $"{dice.Of("<", "<=", ">", ">=", "=", "!=")} {Grown(dice, 2)}",
            4 => $"{dice.Of("[", "(", "]")}{Grown(dice, 1)}..{Grown(dice, 1)}{dice.Of("]", ")", "[")}",
            5 => $"{dice.Of(Leaves)}, {dice.Of(Leaves)}, {dice.Of("<", ">")} {dice.Of(Leaves)}",
            6 => $"? {dice.Of("<", "=", "in")} {Grown(dice, 2)}",
            _ => Grown(dice, 2),
        };

    private static string Grown(Dice dice, int depth)
    {
        if (depth == 0 || dice.OneIn(5))
        {
            return dice.Of(Leaves);
        }
        var text = new StringBuilder();
        foreach (var c in dice.Of(Templates))
        {
            text.Append(
                c switch
                {
                    'A' => Grown(dice, depth - 1),
                    'F' => dice.Of(BuiltIns),
                    _ => c.ToString(),
                }
            );
        }
        return text.ToString();
    }

    private static string Soup(Dice dice)
    {
        var text = new StringBuilder();
        for (var i = 1 + dice.Below(14); i > 0; i--)
        {
            text.Append(
                dice.OneIn(3) ? dice.Of(Leaves)
                : dice.OneIn(4) ? dice.Of(BuiltIns)
                : dice.Of(Symbols)
            );
            text.Append(dice.OneIn(4) ? "" : " ");
        }
        return text.ToString();
    }

    private static string Characters(Dice dice)
    {
        var text = new StringBuilder();
        for (var i = dice.Below(25); i > 0; i--)
        {
            text.Append((char)(dice.OneIn(6) ? dice.Below(0x10000) : dice.Below(0x80)));
        }
        return text.ToString();
    }

    /// <summary>Takes pieces out, doubles them, or puts others in.</summary>
    private static string Damaged(Dice dice, string source)
    {
        for (var i = 1 + dice.Below(3); i > 0; i--)
        {
            var (from, length) = (dice.Below(source.Length + 1), dice.Below(6));
            var to = Math.Min(source.Length, from + length);
            source = dice.Below(3) switch
            {
                0 => source.Remove(from, to - from),
                1 => source.Insert(from, source[from..to]),
                _ => source.Insert(from, dice.Of(Symbols)),
            };
        }
        return source;
    }
}
