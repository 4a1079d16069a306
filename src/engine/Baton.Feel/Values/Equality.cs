using System.Runtime.CompilerServices;

namespace Baton.Feel.Values;

/// <summary>Deep equality and hashing of values. Nesting is bounded when structures are made, so the recursion is too.</summary>
internal static class Equality
{
    public static bool Same(FeelValue left, FeelValue right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return left.NumberBits.Equals(right.NumberBits);
        }
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }
        return kind switch
        {
            FeelKind.Null => true,
            FeelKind.Boolean => left.IsTrue == right.IsTrue,
            FeelKind.String => string.Equals(left.AsString(), right.AsString(), StringComparison.Ordinal),
            FeelKind.Date => left.AsDate() == right.AsDate(),
            FeelKind.Time => SameTime(left.AsTime(), right.AsTime()),
            FeelKind.DateTime => SameDateTime(left.AsDateTime(), right.AsDateTime()),
            FeelKind.DaysTimeDuration => left.AsDaysTimeDuration() == right.AsDaysTimeDuration(),
            FeelKind.YearsMonthsDuration => left.AsYearsMonthsDuration() == right.AsYearsMonthsDuration(),
            FeelKind.List => SameList(left.AsList(), right.AsList()),
            FeelKind.Context => SameContext(left.AsContext(), right.AsContext()),
            FeelKind.Range => left.AsRange().Equals(right.AsRange()),
            _ => ReferenceEquals(left.AsFunction(), right.AsFunction()),
        };
    }

    private static bool SameTime(FeelTime left, FeelTime right) =>
        left.Zone is null == right.Zone is null && left.Comparable == right.Comparable;

    private static bool SameDateTime(FeelDateTime left, FeelDateTime right) =>
        left.Zone is null == right.Zone is null && left.InstantNanos == right.InstantNanos;

    private static bool SameList(FeelList left, FeelList right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count)
        {
            return false;
        }
        for (var i = 0; i < left.Count; i++)
        {
            if (!Same(left[i], right[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool SameContext(FeelContext left, FeelContext right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count)
        {
            return false;
        }
        foreach (var (name, value) in left.Entries)
        {
            if (!right.TryGet(name, out var other) || !Same(value, other))
            {
                return false;
            }
        }
        return true;
    }

    public static int Hash(FeelValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Kind)
        {
            case FeelKind.Null:
                return 0;
            case FeelKind.Boolean:
                return value.IsTrue ? 1 : 2;
            case FeelKind.Number:
                return value.NumberBits.GetHashCode();
            case FeelKind.String:
                return value.AsString().GetHashCode(StringComparison.Ordinal);
            case FeelKind.Date:
                return value.AsDate().GetHashCode();
            case FeelKind.Time:
                return value.AsTime().Comparable.GetHashCode();
            case FeelKind.DateTime:
                return value.AsDateTime().InstantNanos.GetHashCode();
            case FeelKind.DaysTimeDuration:
                return value.AsDaysTimeDuration().GetHashCode();
            case FeelKind.YearsMonthsDuration:
                return value.AsYearsMonthsDuration().GetHashCode();
            case FeelKind.List:
                var list = new HashCode();
                foreach (var item in value.AsList())
                {
                    list.Add(Hash(item));
                }
                return list.ToHashCode();
            case FeelKind.Context:
                // The order of entries must not matter.
                return value.AsContext().Entries.Aggregate(7, (sum, entry) => sum + HashCode.Combine(entry.Key, Hash(entry.Value)));
            case FeelKind.Range:
                return HashCode.Combine(Hash(value.AsRange().Start), Hash(value.AsRange().End));
            default:
                return value.AsFunction().GetHashCode();
        }
    }
}
