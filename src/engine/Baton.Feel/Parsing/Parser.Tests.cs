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
        if (Current.IsWord("not") && Ahead(1).IsSymbol("(") && NegatedTests() is { } negated)
        {
            return Made(new UnaryTestsNode(at, true, negated), [.. negated]);
        }
        var tests = Tests();
        return Made(new UnaryTestsNode(at, false, tests), [.. tests]);
    }

    /// <summary>
    /// The tests inside of <c>not(…)</c>, or null where that is a part of an expression. Only reading them shows where they end,
    /// since a parenthesis may also close a range.
    /// </summary>
    private List<FeelNode>? NegatedTests()
    {
        var (start, nesting, endOfRange) = (_at, _nesting, _endOfRange);
        _at += 2;
        try
        {
            var tests = Tests();
            if (SkipSymbol(")") && Current.Kind == TokenKind.End)
            {
                return tests;
            }
        }
        catch (FeelSyntaxException)
        {
            // Read as an expression it is refused again, or it is one.
        }
        (_at, _nesting, _endOfRange) = (start, nesting, endOfRange);
        return null;
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
