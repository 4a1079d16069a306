namespace Baton.Feel.Values;

/// <summary>The order of values of one kind (DMN 1.5, table 53), and whether a value lies in a range.</summary>
internal static class Ordering
{
    /// <summary>False when the two have no order: other kinds, or one with and one without a zone.</summary>
    public static bool TryCompare(FeelValue left, FeelValue right, out int order)
    {
        if (left.IsNumber && right.IsNumber)
        {
            order = left.NumberBits.CompareTo(right.NumberBits);
            return true;
        }
        order = 0;
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }
        switch (kind)
        {
            case FeelKind.String:
                order = CompareText(left.AsString(), right.AsString());
                return true;
            case FeelKind.Date:
                order = left.AsDate().CompareTo(right.AsDate());
                return true;
            case FeelKind.Time:
                order = left.AsTime().Comparable.CompareTo(right.AsTime().Comparable);
                return left.AsTime().Zone is null == right.AsTime().Zone is null;
            case FeelKind.DateTime:
                order = left.AsDateTime().InstantNanos.CompareTo(right.AsDateTime().InstantNanos);
                return left.AsDateTime().Zone is null == right.AsDateTime().Zone is null;
            case FeelKind.DaysTimeDuration:
                order = left.AsDaysTimeDuration().Nanoseconds.CompareTo(right.AsDaysTimeDuration().Nanoseconds);
                return true;
            case FeelKind.YearsMonthsDuration:
                order = left.AsYearsMonthsDuration().Months.CompareTo(right.AsYearsMonthsDuration().Months);
                return true;
            default:
                return false;
        }
    }

    /// <summary>By code points: a character outside the basic plane comes after all inside it.</summary>
    private static int CompareText(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a != b)
            {
                return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b)
                    : char.IsSurrogate(a) ? 1
                    : -1;
            }
        }
        return left.Length.CompareTo(right.Length);
    }

    /// <summary>Null when the value cannot be compared with the ends.</summary>
    public static bool? Contains(FeelRange range, FeelValue value)
    {
        if (range.Form == RangeForm.Exclusion)
        {
            return !Equality.Same(range.Start, value);
        }
        // An end that is null is open; one that is said to be included is an error.
        if (value.IsNull || (range.Start.IsNull && (range.End.IsNull || range.StartIncluded)) || (range.End.IsNull && range.EndIncluded))
        {
            return null;
        }
        if (!range.Start.IsNull)
        {
            if (!TryCompare(value, range.Start, out var order))
            {
                return null;
            }
            if (order < 0 || (order == 0 && !range.StartIncluded))
            {
                return false;
            }
        }
        if (!range.End.IsNull)
        {
            if (!TryCompare(value, range.End, out var order))
            {
                return null;
            }
            if (order > 0 || (order == 0 && !range.EndIncluded))
            {
                return false;
            }
        }
        return true;
    }
}
