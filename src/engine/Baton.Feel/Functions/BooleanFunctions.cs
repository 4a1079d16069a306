using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary><c>not</c>, <c>is</c>: DMN 1.5, section 10.3.4.2.</summary>
internal static class BooleanFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("not", "negand: any", (_, a) => a[0].IsBoolean ? !a[0].IsTrue : FeelValue.Null);
        define("is", "value1: any?, value2: any?", (_, a) => Identical(a[0], a[1]));
    }

    /// <summary>The same element of the value space: other than for <c>=</c>, the zone of a time counts.</summary>
    private static FeelValue Identical(FeelValue left, FeelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }
        return left.Kind switch
        {
            FeelKind.Time => left.AsTime().NanosecondOfDay == right.AsTime().NanosecondOfDay
                && Equals(left.AsTime().Zone, right.AsTime().Zone),
            FeelKind.DateTime => Equality.Same(left, right) && Equals(left.AsDateTime().Zone, right.AsDateTime().Zone),
            _ => Equality.Same(left, right),
        };
    }
}
