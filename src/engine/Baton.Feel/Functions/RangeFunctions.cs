using Baton.Feel.Compilation;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>How points and ranges lie to each other (Allen's interval relations): DMN 1.5, section 10.3.4.7.</summary>
internal static class RangeFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        Pair(
            define,
            "before",
            "point1",
            "point2",
            "point",
            "range",
            (a, b) => Order(a.End, b.Start) is { } o ? o < 0 || (o == 0 && !(a.EndIncluded && b.StartIncluded)) : null
        );
        Pair(
            define,
            "after",
            "point1",
            "point2",
            "point",
            "range",
            (a, b) => Order(a.Start, b.End) is { } o ? o > 0 || (o == 0 && !(a.StartIncluded && b.EndIncluded)) : null
        );
        Ranges(define, "meets", (a, b) => Order(a.End, b.Start) is { } o ? a.EndIncluded && b.StartIncluded && o == 0 : null);
        Ranges(define, "met by", (a, b) => Order(a.Start, b.End) is { } o ? a.StartIncluded && b.EndIncluded && o == 0 : null);
        Ranges(define, "overlaps", (a, b) => Both(StartsBeforeEnd(a, b), StartsBeforeEnd(b, a)));
        Ranges(define, "overlaps before", OverlapsBefore);
        Ranges(define, "overlaps after", (a, b) => OverlapsBefore(b, a));
        PointOrRange(define, "finishes", "point", "range", "range1", "range2", Finishes);
        RangeOrPoint(define, "finished by", (a, b) => Finishes(b, a));
        RangeOrPoint(define, "includes", Includes);
        PointOrRange(define, "during", "point", "range", "range1", "range2", (a, b) => Includes(b, a));
        PointOrRange(define, "starts", "point", "range", "range1", "range2", Starts);
        RangeOrPoint(define, "started by", (a, b) => Starts(b, a));
        define("coincides", "point1: any, point2: any", Coincides);
        define("coincides", "range1: range, range2: range", Coincides);
    }

    private delegate bool? Relation(FeelRange left, FeelRange right);

    private static void Pair(
        BuiltIns.Define define,
        string name,
        string point1,
        string point2,
        string point,
        string range,
        Relation relation
    )
    {
        BuiltInBody body = (call, a) => Related(call, name, a, relation);
        define(name, $"{point1}: any, {point2}: any", body);
        define(name, $"{point}: any, {range}: range", body);
        define(name, $"{range}: range, {point}: any", body);
        define(name, "range1: range, range2: range", body);
    }

    private static void Ranges(BuiltIns.Define define, string name, Relation relation) =>
        define(name, "range1: range, range2: range", (call, a) => Related(call, name, a, relation));

    private static void PointOrRange(
        BuiltIns.Define define,
        string name,
        string point,
        string range,
        string range1,
        string range2,
        Relation relation
    )
    {
        BuiltInBody body = (call, a) => Related(call, name, a, relation);
        define(name, $"{point}: any, {range}: range", body);
        define(name, $"{range1}: range, {range2}: range", body);
    }

    private static void RangeOrPoint(BuiltIns.Define define, string name, Relation relation)
    {
        BuiltInBody body = (call, a) => Related(call, name, a, relation);
        define(name, "range: range, point: any", body);
        define(name, "range1: range, range2: range", body);
    }

    private static FeelValue Related(Call call, string name, ReadOnlySpan<FeelValue> a, Relation relation)
    {
        if (a[0].IsNull || a[1].IsNull)
        {
            return call.Warn($"{name}(): both arguments must be given.");
        }
        return relation(AsRange(a[0]), AsRange(a[1])) is { } holds ? holds : call.Warn($"{name}(): the arguments have no order.");
    }

    /// <summary>A point is the range from itself to itself.</summary>
    private static FeelRange AsRange(FeelValue value) => value.Is<FeelRange>(out var range) ? range : new(value, true, value, true);

    private static int? Order(FeelValue left, FeelValue right) => Ordering.TryCompare(left, right, out var order) ? order : null;

    private static bool? Both(bool? left, bool? right) => left is null || right is null ? null : left.Value && right.Value;

    private static bool? StartsBeforeEnd(FeelRange a, FeelRange b) =>
        Order(a.Start, b.End) is { } o ? o < 0 || (o == 0 && a.StartIncluded && b.EndIncluded) : null;

    private static int? StartOrder(FeelRange a, FeelRange b) =>
        Order(a.Start, b.Start) is not { } o ? null
        : o != 0 || a.StartIncluded == b.StartIncluded ? o
        : a.StartIncluded ? -1
        : 1;

    private static int? EndOrder(FeelRange a, FeelRange b) =>
        Order(a.End, b.End) is not { } o ? null
        : o != 0 || a.EndIncluded == b.EndIncluded ? o
        : a.EndIncluded ? 1
        : -1;

    private static bool? OverlapsBefore(FeelRange a, FeelRange b) =>
        Both(
            Both(StartOrder(a, b) is { } start ? start < 0 : null, StartsBeforeEnd(b, a)),
            EndOrder(a, b) is { } end ? end <= 0 && !SameOpenEnd(a, b, end) : null
        );

    private static bool SameOpenEnd(FeelRange a, FeelRange b, int endOrder) => endOrder == 0 && a.EndIncluded != b.EndIncluded;

    private static bool? Finishes(FeelRange a, FeelRange b) =>
        Both(
            Order(a.End, b.End) is { } end ? end == 0 && a.EndIncluded == b.EndIncluded : null,
            StartOrder(a, b) is { } start ? start >= 0 : null
        );

    private static bool? Starts(FeelRange a, FeelRange b) =>
        Both(
            Order(a.Start, b.Start) is { } start ? start == 0 && a.StartIncluded == b.StartIncluded : null,
            EndOrder(a, b) is { } end ? end <= 0 : null
        );

    private static bool? Includes(FeelRange a, FeelRange b) =>
        Both(StartOrder(a, b) is { } start ? start <= 0 : null, EndOrder(a, b) is { } end ? end >= 0 : null);

    private static FeelValue Coincides(Call call, ReadOnlySpan<FeelValue> a)
    {
        if (a[0].IsNull || a[1].IsNull || a[0].Kind != a[1].Kind)
        {
            return call.Warn("coincides(): both arguments must be points, or both ranges, of one kind.");
        }
        return Equality.Same(a[0], a[1]);
    }
}
