using Baton.Feel.Compilation;

namespace Baton.Feel.Values;

/// <summary>The operators <c>=</c> and <c>&lt;</c> over all kinds, with FEEL's null where two values have nothing to do with each other.</summary>
internal static class ValueComparison
{
    public static FeelValue Equal(Call call, FeelValue left, FeelValue right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return left.NumberBits.Equals(right.NumberBits);
        }
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull == right.IsNull;
        }
        if (left.Kind != right.Kind)
        {
            return call.Warn($"A value {Compiler.Describe(left)} cannot be compared with one {Compiler.Describe(right)}.");
        }
        return Equality.Same(left, right);
    }

    /// <summary>Below zero, zero or above; null when the two have no order.</summary>
    public static int? Order(Call call, FeelValue left, FeelValue right)
    {
        if (Ordering.TryCompare(left, right, out var order))
        {
            return order;
        }
        call.Warn($"A value {Compiler.Describe(left)} has no order with one {Compiler.Describe(right)}.");
        return null;
    }
}
