using Baton.Feel.Lexing;
using Baton.Feel.Values;

namespace Baton.Feel.Parsing;

/// <summary>What stands on its own: literals, names, lists, contexts, ranges, parentheses and the forms that begin with a keyword.</summary>
internal sealed partial class Parser
{
    private FeelNode Primary()
    {
        var at = Here;
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return FeelNumber.TryParse(token.Text, out var number)
                    ? new LiteralNode(at, number)
                    : throw _source.Error(token.Start, "The number is too large", "a number below 10^6145");
            case TokenKind.Text:
                _at++;
                return new LiteralNode(at, token.Text);
            case TokenKind.AtLiteral:
                _at++;
                var value = TemporalReader.Any(token.Text);
                return !value.IsNull
                    ? new LiteralNode(at, value)
                    : throw _source.Error(
                        token.Start,
                        $"@\"{Shorten(token.Text)}\" is no date, time or duration",
                        "ISO 8601 such as @\"2026-03-01\" or @\"PT5M\""
                    );
            case TokenKind.QuotedName:
                _at++;
                return new NameNode(at, token.Text);
            case TokenKind.Word:
                return Word(token, at);
            case TokenKind.Symbol:
                return Symbol(token, at);
            default:
                throw Unexpected("an expression");
        }
    }

    private FeelNode Word(Token token, Position at)
    {
        if (_names.Match(_tokens.AsSpan(_at)) is null)
        {
            switch (token.Text)
            {
                case "null":
                    _at++;
                    return new LiteralNode(at, FeelValue.Null);
                case "true":
                    _at++;
                    return new LiteralNode(at, FeelValue.True);
                case "false":
                    _at++;
                    return new LiteralNode(at, FeelValue.False);
                case "if":
                    return If(at);
                case "for":
                    return For(at);
                case "some" or "every":
                    return Quantified(at);
                case "function":
                    return Function(at);
                default:
                    if (Keywords.IsKeyword(token.Text))
                    {
                        throw Unexpected("an expression");
                    }
                    break;
            }
        }
        return new NameNode(at, Name());
    }

    private FeelNode Symbol(Token token, Position at)
    {
        switch (token.Text)
        {
            case "(":
                return Parenthesis(at);
            case "[":
                return ListOrRange(at);
            case "]":
                _at++;
                return Range(at, startIncluded: false, Expression());
            case "{":
                return Context(at);
            case var _ when ComparisonSymbol(token) is { } comparison:
                _at++;
                return Interval(at, comparison, Addition());
            default:
                if (_names.Match(_tokens.AsSpan(_at)) is not null)
                {
                    return new NameNode(at, Name());
                }
                throw Unexpected("an expression");
        }
    }

    /// <summary>The range that an operator with only its right side stands for, where a value is wanted.</summary>
    private FeelNode Interval(Position at, ComparisonOperator comparison, FeelNode end) =>
        comparison switch
        {
            ComparisonOperator.Less => Made(new RangeNode(at, null, false, end, false, RangeForm.Comparison), end),
            ComparisonOperator.LessOrEqual => Made(new RangeNode(at, null, false, end, true, RangeForm.Comparison), end),
            ComparisonOperator.Greater => Made(new RangeNode(at, end, false, null, false, RangeForm.Comparison), end),
            ComparisonOperator.GreaterOrEqual => Made(new RangeNode(at, end, true, null, false, RangeForm.Comparison), end),
            ComparisonOperator.Equal => Made(new RangeNode(at, end, true, end, true, RangeForm.Comparison), end),
            _ => Made(new ComparisonTestNode(at, comparison, end), end),
        };

    private FeelNode Parenthesis(Position at)
    {
        _at++;
        var first = Expression();
        if (Current.IsSymbol(".."))
        {
            return Range(at, startIncluded: false, first);
        }
        ExpectSymbol(")", "')' to close the parenthesis");
        return first;
    }

    private FeelNode ListOrRange(Position at)
    {
        _at++;
        var items = new List<FeelNode>();
        while (!SkipSymbol("]"))
        {
            if (items.Count > 0)
            {
                ExpectSymbol(",", "',' between the items or ']' behind the last one");
            }
            var item = Expression();
            if (items.Count == 0 && Current.IsSymbol(".."))
            {
                return Range(at, startIncluded: true, item);
            }
            items.Add(item);
        }
        return Made(new ListNode(at, items), [.. items]);
    }

    private RangeNode Range(Position at, bool startIncluded, FeelNode start)
    {
        ExpectSymbol("..", "'..' between the ends of the range");
        var outer = _endOfRange;
        _endOfRange = true;
        var end = Addition();
        _endOfRange = outer;
        if (SkipSymbol("]"))
        {
            return Made(new RangeNode(at, start, startIncluded, end, true), start, end);
        }
        if (!SkipSymbol(")"))
        {
            ExpectSymbol("[", "']', ')' or '[' to close the range");
        }
        return Made(new RangeNode(at, start, startIncluded, end, false), start, end);
    }

    private ContextNode Context(Position at)
    {
        _at++;
        var entries = new List<ContextEntry>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (!SkipSymbol("}"))
        {
            if (entries.Count > 0)
            {
                ExpectSymbol(",", "',' between the entries or '}' behind the last one");
            }
            var name = Current.Kind == TokenKind.Text ? Take().Text : NameUntil(":");
            ExpectSymbol(":", "':' between the name and the value of an entry");
            if (!taken.Add(name))
            {
                throw _source.Error(Current.Start, $"The context has two entries named '{Shorten(name)}'", "different names");
            }
            entries.Add(new(name, Expression()));
            _names.Add(name);
        }
        return Made(new ContextNode(at, entries), [.. entries.Select(entry => entry.Value)]);
    }

    private IfNode If(Position at)
    {
        _at++;
        var condition = Expression();
        ExpectWord("then");
        var then = Expression();
        ExpectWord("else");
        var otherwise = Expression();
        return Made(new IfNode(at, condition, then, otherwise), condition, then, otherwise);
    }

    private ForNode For(Position at)
    {
        _at++;
        var iterations = Iterations();
        ExpectWord("return");
        var body = Expression();
        return Made(new ForNode(at, iterations, body), Children(iterations, body));
    }

    private QuantifiedNode Quantified(Position at)
    {
        var isEvery = Take().Text == "every";
        var iterations = Iterations();
        ExpectWord("satisfies");
        var condition = Expression();
        return Made(new QuantifiedNode(at, isEvery, iterations, condition), Children(iterations, condition));
    }

    private List<Iteration> Iterations()
    {
        var iterations = new List<Iteration>();
        do
        {
            var name = NameUntil("in");
            ExpectWord("in");
            var from = Expression();
            var to = SkipSymbol("..") ? Expression() : null;
            iterations.Add(new(name, from, to));
            _names.Add(name);
        } while (SkipSymbol(","));
        return iterations;
    }

    private static FeelNode[] Children(List<Iteration> iterations, FeelNode body) =>
        [body, .. iterations.Select(iteration => iteration.From), .. iterations.Select(iteration => iteration.To).OfType<FeelNode>()];

    private FunctionNode Function(Position at)
    {
        _at++;
        ExpectSymbol("(", "'(' and the parameters of the function");
        var parameters = new List<Parameter>();
        while (!SkipSymbol(")"))
        {
            if (parameters.Count > 0)
            {
                ExpectSymbol(",", "',' between the parameters or ')' behind the last one");
            }
            var name = NameUntil(":", ",", ")");
            parameters.Add(new(name, SkipSymbol(":") ? Type() : null));
            _names.Add(name);
        }
        if (SkipWord("external"))
        {
            var definition = Expression();
            return Made(new FunctionNode(at, parameters, null, definition), definition);
        }
        var body = Expression();
        return Made(new FunctionNode(at, parameters, body), body);
    }
}
