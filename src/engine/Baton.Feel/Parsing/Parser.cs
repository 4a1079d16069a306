using Baton.Feel.Lexing;
using Baton.Feel.Types;

namespace Baton.Feel.Parsing;

/// <summary>
/// Recursive descent over the grammar of DMN 1.5 section 10.3.1.2, by precedence: or, and, comparison, addition,
/// multiplication, power, negation, instance of, and then paths, filters and calls.
/// </summary>
internal sealed partial class Parser
{
    private const int MaxNesting = 120;
    private const int MaxHeight = 400;

    private readonly SourceText _source;
    private readonly Token[] _tokens;
    private readonly NameTable _names;
    private readonly Func<string, FeelType?> _types;
    private int _at;
    private int _nesting;

    // Inside the second end of a range a '[' may close the range instead of opening a filter.
    private bool _endOfRange;

    private Parser(SourceText source, FeelDialect dialect, NameTable names, Func<string, FeelType?> types)
    {
        _source = source;
        _tokens = Lexer.Tokens(source, dialect == FeelDialect.Process);
        _names = names;
        _types = types;
    }

    public static FeelNode Expression(SourceText source, FeelDialect dialect, NameTable names, Func<string, FeelType?> types)
    {
        var parser = new Parser(source, dialect, names, types);
        var node = parser.Expression();
        parser.ExpectEnd();
        return node;
    }

    public static UnaryTestsNode UnaryTests(SourceText source, FeelDialect dialect, NameTable names, Func<string, FeelType?> types)
    {
        var parser = new Parser(source, dialect, names, types);
        var node = parser.UnaryTests();
        parser.ExpectEnd();
        return node;
    }

    private Token Current => _tokens[_at];

    private Token Ahead(int count) => _tokens[Math.Min(_at + count, _tokens.Length - 1)];

    private Position Here => _source.PositionOf(Current.Start);

    private FeelNode Expression()
    {
        if (++_nesting > MaxNesting)
        {
            throw _source.Error(Current.Start, $"The expression nests deeper than {MaxNesting} levels", "a flatter expression");
        }
        var endOfRange = _endOfRange;
        _endOfRange = false;
        var node = Disjunction();
        _endOfRange = endOfRange;
        _nesting--;
        return node;
    }

    private FeelNode Disjunction() => Logic("or", isAnd: false);

    private FeelNode Logic(string word, bool isAnd)
    {
        var at = Here;
        var first = isAnd ? Comparison() : Logic("and", isAnd: true);
        if (!Current.IsWord(word))
        {
            return first;
        }
        var operands = new List<FeelNode> { first };
        while (SkipWord(word))
        {
            operands.Add(isAnd ? Comparison() : Logic("and", isAnd: true));
        }
        return Made(new LogicNode(at, isAnd, operands), [.. operands]);
    }

    private FeelNode Comparison()
    {
        var left = Addition();
        while (true)
        {
            var at = Here;
            if (ComparisonSymbol(Current) is { } comparison)
            {
                _at++;
                var right = Addition();
                left = Made(new ComparisonNode(at, comparison, left, right), left, right);
            }
            else if (SkipWord("between"))
            {
                var low = Addition();
                ExpectWord("and");
                var high = Addition();
                left = Made(new BetweenNode(at, left, low, high), left, low, high);
            }
            else if (SkipWord("in"))
            {
                var tests = TestsAfterIn();
                left = Made(new InNode(at, left, tests), [left, .. tests]);
            }
            else
            {
                return left;
            }
        }
    }

    private static ComparisonOperator? ComparisonSymbol(Token token) =>
        token.Kind != TokenKind.Symbol
            ? null
            : token.Text switch
            {
                "=" => ComparisonOperator.Equal,
                "!=" => ComparisonOperator.NotEqual,
                "<" => ComparisonOperator.Less,
                "<=" => ComparisonOperator.LessOrEqual,
                ">" => ComparisonOperator.Greater,
                ">=" => ComparisonOperator.GreaterOrEqual,
                _ => null,
            };

    private FeelNode Addition()
    {
        var left = Multiplication();
        while (Current.IsSymbol("+") || Current.IsSymbol("-"))
        {
            var at = Here;
            var symbol = Take().Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            var right = Multiplication();
            left = Made(new ArithmeticNode(at, symbol, left, right), left, right);
        }
        return left;
    }

    private FeelNode Multiplication()
    {
        var left = Power();
        while (Current.IsSymbol("*") || Current.IsSymbol("/"))
        {
            var at = Here;
            var symbol = Take().Text == "*" ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide;
            var right = Power();
            left = Made(new ArithmeticNode(at, symbol, left, right), left, right);
        }
        return left;
    }

    private FeelNode Power()
    {
        var left = Negation();
        while (Current.IsSymbol("**"))
        {
            var at = Here;
            _at++;
            var right = Negation();
            left = Made(new ArithmeticNode(at, ArithmeticOperator.Power, left, right), left, right);
        }
        return left;
    }

    private FeelNode Negation()
    {
        var at = Here;
        var negations = 0;
        while (SkipSymbol("-"))
        {
            negations++;
        }
        var operand = InstanceOf();
        for (; negations > 0; negations--)
        {
            operand = Made(new NegationNode(at, operand), operand);
        }
        return operand;
    }

    private FeelNode InstanceOf()
    {
        var value = Postfix();
        while (Current.IsWord("instance") && Ahead(1).IsWord("of"))
        {
            var at = Here;
            _at += 2;
            value = Made(new InstanceOfNode(at, value, Type()), value);
        }
        return value;
    }

    private FeelNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            var at = Here;
            if (SkipSymbol("."))
            {
                node = Made(new PathNode(at, node, PathName()), node);
            }
            else if (Current.IsSymbol("[") && !(_endOfRange && ClosesRange()))
            {
                _at++;
                var condition = Expression();
                ExpectSymbol("]", "']' to close the filter");
                node = Made(new FilterNode(at, node, condition), node, condition);
            }
            else if (Current.IsSymbol("("))
            {
                node = Call(node, at);
            }
            else
            {
                return node;
            }
        }
    }

    /// <summary>A '[' closes a range when nothing that follows could be a filter.</summary>
    private bool ClosesRange()
    {
        var next = Ahead(1);
        return next.Kind == TokenKind.End
            || (next.Kind == TokenKind.Symbol && next.Text is not ("(" or "[" or "{" or "-"))
            || next.IsWord("and")
            || next.IsWord("or")
            || next.IsWord("then")
            || next.IsWord("else")
            || next.IsWord("in")
            || next.IsWord("return")
            || next.IsWord("satisfies");
    }

    private CallNode Call(FeelNode callee, Position at)
    {
        ExpectSymbol("(", "'('");
        var arguments = new List<FeelNode>();
        List<string>? names = null;
        while (!SkipSymbol(")"))
        {
            if (arguments.Count > 0)
            {
                ExpectSymbol(",", "',' between the arguments or ')' behind the last one");
            }
            if (ArgumentName() is { } name)
            {
                if (arguments.Count > 0 && names is null)
                {
                    throw Unexpected("an argument without a name; name all arguments or none");
                }
                (names ??= []).Add(name);
            }
            else if (names is not null)
            {
                throw Unexpected("a named argument; name all arguments or none");
            }
            arguments.Add(Expression());
        }
        return Made(new CallNode(at, callee, arguments, names), [callee, .. arguments]);
    }

    private string? ArgumentName()
    {
        var count = 0;
        while (Ahead(count).Kind is TokenKind.Word or TokenKind.Number or TokenKind.QuotedName)
        {
            count++;
        }
        if (count == 0 || !Ahead(count).IsSymbol(":"))
        {
            return null;
        }
        var name = TextOf(_at, _at + count);
        _at += count + 1;
        return name;
    }

    private T Made<T>(T node, params ReadOnlySpan<FeelNode> children)
        where T : FeelNode
    {
        var height = 0;
        foreach (var child in children)
        {
            height = Math.Max(height, child.Height);
        }
        node.Height = height + 1;
        return height < MaxHeight
            ? node
            : throw _source.Error(
                Current.Start,
                $"The expression chains or nests more than {MaxHeight} operations",
                "a smaller expression"
            );
    }

    private Token Take() => _tokens[_at++];

    private bool SkipSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            return false;
        }
        _at++;
        return true;
    }

    private bool SkipWord(string word)
    {
        if (!Current.IsWord(word))
        {
            return false;
        }
        _at++;
        return true;
    }

    private void ExpectSymbol(string symbol, string expected)
    {
        if (!SkipSymbol(symbol))
        {
            throw Unexpected(expected);
        }
    }

    private void ExpectWord(string word)
    {
        if (!SkipWord(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("an operator or the end of the expression");
        }
    }

    private FeelSyntaxException Unexpected(string expected)
    {
        var found =
            Current.Kind == TokenKind.End
                ? "The expression ends too early"
                : $"'{Shorten(_source.Text[Current.Start..Current.End])}' cannot stand here";
        return _source.Error(Current.Start, found, expected);
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
