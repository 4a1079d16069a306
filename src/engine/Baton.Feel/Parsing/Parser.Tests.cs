using Baton.Feel.Lexing;

namespace Baton.Feel.Parsing;

/// <summary>Unary tests, of decision table cells and behind <c>in</c>.</summary>
internal sealed partial class Parser
{
    // Reading a parenthesis twice at every level of nesting would take exponential time.
    private const int MaxSecondReadings = 200;
    private int _secondReadings;

    private UnaryTestsNode UnaryTests()
    {
        var at = Here;
        if (Current.IsSymbol("-") && Ahead(1).Kind == TokenKind.End)
        {
            _at++;
            return new(at, false, []);
        }
        if (Current.IsWord("not") && Ahead(1).IsSymbol("(") && ClosesAtEnd(_at + 1))
        {
            _at += 2;
            var negated = Tests();
            ExpectSymbol(")", "')' to close not(");
            return Made(new UnaryTestsNode(at, true, negated), [.. negated]);
        }
        var tests = Tests();
        return Made(new UnaryTestsNode(at, false, tests), [.. tests]);
    }

    private bool ClosesAtEnd(int open)
    {
        var depth = 0;
        for (var i = open; i < _tokens.Length; i++)
        {
            depth += _tokens[i].IsSymbol("(") ? 1 : 0;
            depth -= _tokens[i].IsSymbol(")") ? 1 : 0;
            if (depth == 0)
            {
                return _tokens[i + 1].Kind == TokenKind.End;
            }
        }
        return false;
    }

    private List<FeelNode> Tests()
    {
        var tests = new List<FeelNode>();
        do
        {
            tests.Add(Test());
        } while (SkipSymbol(","));
        return tests;
    }

    private FeelNode Test()
    {
        var at = Here;
        if (ComparisonSymbol(Current) is { } comparison)
        {
            _at++;
            var operand = Addition();
            return Made(new ComparisonTestNode(at, comparison, operand), operand);
        }
        return Expression();
    }

    private List<FeelNode> TestsAfterIn()
    {
        var start = _at;
        if (SkipSymbol("("))
        {
            // A list of tests, unless what follows shows that the parenthesis belongs to a larger expression.
            var tests = TestsInParenthesis();
            if (tests is not null && !ContinuesExpression())
            {
                return tests;
            }
            _at = start;
            if (++_secondReadings > MaxSecondReadings)
            {
                throw Unexpected("fewer parentheses behind 'in'");
            }
        }
        var at = Here;
        if (ComparisonSymbol(Current) is { } comparison)
        {
            _at++;
            var operand = Addition();
            return [Made(new ComparisonTestNode(at, comparison, operand), operand)];
        }
        return [Addition()];
    }

    private List<FeelNode>? TestsInParenthesis()
    {
        if (++_nesting > MaxNesting)
        {
            throw _source.Error(Current.Start, $"The expression nests deeper than {MaxNesting} levels", "a flatter expression");
        }
        var endOfRange = _endOfRange;
        _endOfRange = false;
        var tests = Tests();
        _endOfRange = endOfRange;
        _nesting--;
        return SkipSymbol(")") ? tests : null;
    }

    private bool ContinuesExpression() =>
        Current.Kind == TokenKind.Symbol && Current.Text is "." or "[" or "(" or "+" or "-" or "*" or "/" or "**";
}
