using Baton.Feel.Lexing;
using Baton.Feel.Parsing;
using Baton.Feel.Values;

namespace Baton.Feel.Compilation;

/// <summary>Arithmetic, comparison and three-valued logic.</summary>
internal sealed partial class Compiler
{
    private Code Negation(NegationNode node, Bindings? scope)
    {
        if (node.Operand is LiteralNode { Value.IsNumber: true } literal)
        {
            return Constant(-literal.Value.NumberBits);
        }
        var (operand, at) = (Compile(node.Operand, scope), node.At);
        return Folded(run => ValueArithmetic.Negate(new Call(run, at), operand(run)), operand);
    }

    private Code Arithmetic(ArithmeticNode node, Bindings? scope)
    {
        if (node is { Operator: ArithmeticOperator.Add, Left: ArithmeticNode { Operator: ArithmeticOperator.Add } inner })
        {
            var (first, second, third) = (Compile(inner.Left, scope), Compile(inner.Right, scope), Compile(node.Right, scope));
            var both = Folded(Arithmetic(ArithmeticOperator.Add, first, second, inner.At), first, second);
            return both.Target is ConstantSource
                ? Folded(Arithmetic(ArithmeticOperator.Add, both, third, node.At), both, third)
                : SumOfThree(first, second, inner.At, third, node.At);
        }
        var (left, right) = (Compile(node.Left, scope), Compile(node.Right, scope));
        return Folded(Arithmetic(node.Operator, left, right, node.At), left, right);
    }

    private static FeelValue Sum(Evaluation run, FeelValue left, FeelValue right, Position at) =>
        left.IsNumber && right.IsNumber && FeelNumber.TryAdd(left.NumberBits, right.NumberBits, out var sum) ? FeelValue.From(sum)
        : left.Is<string>(out var text) && right.Is<string>(out var more) ? Evaluation.Bounded(at, text + more)
        : ValueArithmetic.Add(new Call(run, at), left, right);

    /// <summary>Texts are put together from many parts; three at once make one text less on the way.</summary>
    private static Code SumOfThree(Code first, Code second, Position innerAt, Code third, Position at) =>
        run =>
        {
            var (left, right) = (first(run), second(run));
            if (!left.Is<string>(out var a) || !right.Is<string>(out var b) || a.Length + b.Length > Evaluation.MaxTextLength)
            {
                var sum = Sum(run, left, right, innerAt);
                return Sum(run, sum, third(run), at);
            }
            var last = third(run);
            return last.Is<string>(out var c)
                ? Evaluation.Bounded(at, string.Concat(a, b, c))
                : ValueArithmetic.Add(new Call(run, at), a + b, last);
        };

    private static Code Arithmetic(ArithmeticOperator arithmetic, Code left, Code right, Position at) =>
        arithmetic switch
        {
            ArithmeticOperator.Add => run => Sum(run, left(run), right(run), at),
            ArithmeticOperator.Subtract => run =>
            {
                var (a, b) = (left(run), right(run));
                return a.IsNumber && b.IsNumber && FeelNumber.TryAdd(a.NumberBits, -b.NumberBits, out var rest)
                    ? FeelValue.From(rest)
                    : ValueArithmetic.Subtract(new Call(run, at), a, b);
            },
            ArithmeticOperator.Multiply => run =>
            {
                var (a, b) = (left(run), right(run));
                return a.IsNumber && b.IsNumber && FeelNumber.TryMultiply(a.NumberBits, b.NumberBits, out var product)
                    ? FeelValue.From(product)
                    : ValueArithmetic.Multiply(new Call(run, at), a, b);
            },
            ArithmeticOperator.Divide => run =>
            {
                var (a, b) = (left(run), right(run));
                return a.IsNumber && b.IsNumber && FeelNumber.TryDivide(a.NumberBits, b.NumberBits, out var quotient)
                    ? FeelValue.From(quotient)
                    : ValueArithmetic.Divide(new Call(run, at), a, b);
            },
            _ => run => ValueArithmetic.Power(new Call(run, at), left(run), right(run)),
        };

    private Code Comparison(ComparisonNode node, Bindings? scope) =>
        Comparison(node.Operator, Compile(node.Left, scope), Compile(node.Right, scope), node.At);

    private static Code Comparison(ComparisonOperator comparison, Code left, Code right, Position at) =>
        IsConstant(right, out var value) && value.IsNumber
            ? ComparisonWith(value, comparison, left, at)
            : comparison switch
            {
                ComparisonOperator.Equal when IsConstant(right, out var text) && text.Is<string>(out var wanted) => run =>
                {
                    var held = left(run);
                    return held.Is<string>(out var found)
                        ? string.Equals(found, wanted, StringComparison.Ordinal)
                        : ValueComparison.Equal(new Call(run, at), held, text);
                },
                ComparisonOperator.Equal => run => ValueComparison.Equal(new Call(run, at), left(run), right(run)),
                ComparisonOperator.NotEqual => run => Not(ValueComparison.Equal(new Call(run, at), left(run), right(run))),
                ComparisonOperator.Less => run => Ordered(run, left(run), right(run), at) is { } order ? order < 0 : FeelValue.Null,
                ComparisonOperator.LessOrEqual => run => Ordered(run, left(run), right(run), at) is { } order ? order <= 0 : FeelValue.Null,
                ComparisonOperator.Greater => run => Ordered(run, left(run), right(run), at) is { } order ? order > 0 : FeelValue.Null,
                _ => run => Ordered(run, left(run), right(run), at) is { } order ? order >= 0 : FeelValue.Null,
            };

    /// <summary>Against a number that is known: the most frequent comparison of all.</summary>
    private static Code ComparisonWith(FeelValue number, ComparisonOperator comparison, Code left, Position at)
    {
        var bits = number.NumberBits;
        return comparison switch
        {
            ComparisonOperator.Equal => run =>
                left(run) is var value && value.IsNumber
                    ? value.NumberBits.Equals(bits)
                    : ValueComparison.Equal(new Call(run, at), value, number),
            ComparisonOperator.NotEqual => run =>
                left(run) is var value && value.IsNumber
                    ? !value.NumberBits.Equals(bits)
                    : Not(ValueComparison.Equal(new Call(run, at), value, number)),
            ComparisonOperator.Less => run =>
                left(run) is var value && value.IsNumber ? value.NumberBits.CompareTo(bits) < 0 : Unordered(run, value, number, at),
            ComparisonOperator.LessOrEqual => run =>
                left(run) is var value && value.IsNumber ? value.NumberBits.CompareTo(bits) <= 0 : Unordered(run, value, number, at),
            ComparisonOperator.Greater => run =>
                left(run) is var value && value.IsNumber ? value.NumberBits.CompareTo(bits) > 0 : Unordered(run, value, number, at),
            _ => run =>
                left(run) is var value && value.IsNumber ? value.NumberBits.CompareTo(bits) >= 0 : Unordered(run, value, number, at),
        };
    }

    /// <summary>What is no number has no order with one.</summary>
    private static FeelValue Unordered(Evaluation run, FeelValue left, FeelValue right, Position at)
    {
        ValueComparison.Order(new Call(run, at), left, right);
        return FeelValue.Null;
    }

    private static int? Ordered(Evaluation run, FeelValue left, FeelValue right, Position at)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return left.NumberBits.CompareTo(right.NumberBits);
        }
        return ValueComparison.Order(new Call(run, at), left, right);
    }

    private static FeelValue Not(FeelValue value) => value.IsBoolean ? !value.IsTrue : FeelValue.Null;

    private Code Between(BetweenNode node, Bindings? scope)
    {
        var (value, low, high, at) = (Compile(node.Value, scope), Compile(node.Low, scope), Compile(node.High, scope), node.At);
        return run =>
        {
            var tested = value(run);
            var (fromLow, fromHigh) = (Ordered(run, tested, low(run), at), Ordered(run, tested, high(run), at));
            return fromLow < 0 || fromHigh > 0 ? FeelValue.False
                : fromLow is null || fromHigh is null ? FeelValue.Null
                : FeelValue.True;
        };
    }

    /// <summary>Three-valued: one decisive operand decides, whatever the others are.</summary>
    private Code Logic(LogicNode node, Bindings? scope)
    {
        var operands = node.Operands.Select(operand => Compile(operand, scope)).ToArray();
        return node.IsAnd
            ? operands is [var left, var right]
                ? run => And(run, left, right)
                : run => And(run, operands)
            : run => Or(run, operands);
    }

    private static FeelValue And(Evaluation run, Code left, Code right)
    {
        var first = left(run);
        if (first.IsFalse)
        {
            return FeelValue.False;
        }
        var second = right(run);
        return second.IsFalse ? FeelValue.False
            : first.IsTrue && second.IsTrue ? FeelValue.True
            : FeelValue.Null;
    }

    private static FeelValue And(Evaluation run, Code[] operands)
    {
        var unknown = false;
        foreach (var operand in operands)
        {
            var value = operand(run);
            if (value.IsFalse)
            {
                return FeelValue.False;
            }
            unknown |= !value.IsTrue;
        }
        return unknown ? FeelValue.Null : FeelValue.True;
    }

    private static FeelValue Or(Evaluation run, Code[] operands)
    {
        var unknown = false;
        foreach (var operand in operands)
        {
            var value = operand(run);
            if (value.IsTrue)
            {
                return FeelValue.True;
            }
            unknown |= !value.IsFalse;
        }
        return unknown ? FeelValue.Null : FeelValue.False;
    }
}
