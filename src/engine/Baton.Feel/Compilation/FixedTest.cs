using Baton.Feel.Parsing;
using Baton.Feel.Values;

namespace Baton.Feel.Compilation;

/// <summary>What a test comes to; open where only an evaluation can tell, since it would warn.</summary>
internal enum Verdict
{
    False,
    True,
    Null,
    Open,
}

/// <summary>A unary test that is all constant, decided without an evaluation and with the same outcome.</summary>
internal abstract class FixedTest
{
    public abstract Verdict Of(in FeelValue value);

    protected static Verdict From(bool holds) => holds ? Verdict.True : Verdict.False;

    /// <summary>The value stands behind an operator.</summary>
    public static FixedTest Compared(ComparisonOperator comparison, FeelValue with) =>
        comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual
            ? new EqualTest(with, comparison == ComparisonOperator.NotEqual)
            : new OrderTest(comparison, with);

    /// <summary>The value stands alone; null where it is of a kind that is not decided here.</summary>
    public static FixedTest? Plain(FeelValue value) =>
        value.Is<FeelRange>(out var range) ? new RangeTest(range)
        : value.Is<string>(out var text) ? new TextTest(text)
        : value.IsNull ? new NullTest()
        : value.IsBoolean ? new BooleanTest(value.IsTrue)
        : value.Kind == FeelKind.List ? null
        : new PlainTest(value);

    public static FixedTest AnyOf(IReadOnlyList<FixedTest> tests) => tests.Count == 1 ? tests[0] : new AnyTest([.. tests]);

    public FixedTest Negated() => new NegatedTest(this);

    private static Verdict Equal(in FeelValue left, in FeelValue right) =>
        left.IsNull || right.IsNull ? From(left.IsNull == right.IsNull)
        : left.Kind != right.Kind ? Verdict.Open
        : From(Equality.Same(left, right));

    private static Verdict Not(Verdict verdict) =>
        verdict switch
        {
            Verdict.True => Verdict.False,
            Verdict.False => Verdict.True,
            _ => verdict,
        };

    private sealed class EqualTest(FeelValue with, bool negated) : FixedTest
    {
        public override Verdict Of(in FeelValue value) => negated ? Not(Equal(value, with)) : Equal(value, with);
    }

    private sealed class OrderTest(ComparisonOperator comparison, FeelValue with) : FixedTest
    {
        public override Verdict Of(in FeelValue value) =>
            !Ordering.TryCompare(value, with, out var order)
                ? Verdict.Open
                : From(
                    comparison switch
                    {
                        ComparisonOperator.Less => order < 0,
                        ComparisonOperator.LessOrEqual => order <= 0,
                        ComparisonOperator.Greater => order > 0,
                        _ => order >= 0,
                    }
                );
    }

    private sealed class TextTest(string text) : FixedTest
    {
        public override Verdict Of(in FeelValue value) =>
            value.Is<string>(out var held) ? From(string.Equals(held, text, StringComparison.Ordinal))
            : value.IsNull ? Verdict.False
            : Verdict.Open;
    }

    private sealed class NullTest : FixedTest
    {
        public override Verdict Of(in FeelValue value) => From(value.IsNull);
    }

    /// <summary>For a value that is no boolean it is a condition that holds or not.</summary>
    private sealed class BooleanTest(bool test) : FixedTest
    {
        public override Verdict Of(in FeelValue value) => From(value.IsBoolean ? value.IsTrue == test : test);
    }

    private sealed class PlainTest(FeelValue test) : FixedTest
    {
        public override Verdict Of(in FeelValue value) => Equal(value, test);
    }

    private sealed class RangeTest(FeelRange range) : FixedTest
    {
        public override Verdict Of(in FeelValue value) =>
            value.Is<FeelRange>(out _) ? Verdict.Open
            : Ordering.Contains(range, value) is { } inside ? From(inside)
            : Verdict.Null;
    }

    private sealed class AnyTest(FixedTest[] tests) : FixedTest
    {
        public override Verdict Of(in FeelValue value)
        {
            var unknown = false;
            foreach (var test in tests)
            {
                var verdict = test.Of(value);
                if (verdict is Verdict.True or Verdict.Open)
                {
                    return verdict;
                }
                unknown |= verdict == Verdict.Null;
            }
            return unknown ? Verdict.Null : Verdict.False;
        }
    }

    private sealed class NegatedTest(FixedTest of) : FixedTest
    {
        public override Verdict Of(in FeelValue value) => Not(of.Of(value));
    }
}
