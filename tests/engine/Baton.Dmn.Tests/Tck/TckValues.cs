using Baton.Feel;

namespace Baton.Dmn.Tests.Tck;

/// <summary>Whether a result is what a case expects.</summary>
internal static class TckValues
{
    private static readonly FeelNumber Tolerance = FeelNumber.Parse("0.00000001");

    /// <summary>Numbers may differ behind the eighth digit, as the expected values are rounded.</summary>
    public static bool Same(FeelValue expected, FeelValue actual)
    {
        if (expected.Kind == FeelKind.Number && actual.Kind == FeelKind.Number)
        {
            return (expected.AsNumber() - actual.AsNumber()).Abs() <= Tolerance;
        }
        if (expected.Kind == FeelKind.List && actual.Kind == FeelKind.List)
        {
            var (left, right) = (expected.AsList(), actual.AsList());
            return left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second));
        }
        if (expected.Kind == FeelKind.Context && actual.Kind == FeelKind.Context)
        {
            var (left, right) = (expected.AsContext(), actual.AsContext());
            return left.Count == right.Count
                && left.Entries.All(entry => right.TryGet(entry.Key, out var value) && Same(entry.Value, value));
        }
        return expected.Equals(actual);
    }
}
