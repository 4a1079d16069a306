using Baton.Feel.Compilation;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>Figures over lists: DMN 1.5, section 10.3.4.4. Each takes a list or the values one by one.</summary>
internal static class StatisticFunctions
{
    private delegate FeelValue Figure(Call call, ReadOnlySpan<FeelValue> items);

    public static void Define(BuiltIns.Define define)
    {
        Both(define, "min", "c", (call, items) => Extreme(call, "min", items, -1));
        Both(define, "max", "c", (call, items) => Extreme(call, "max", items, 1));
        Both(define, "sum", "n", Sum);
        Both(define, "product", "n", Product);
        Both(define, "mean", "n", Mean);
        Both(define, "median", "n", Median);
        Both(define, "stddev", "n", StandardDeviation);
        Both(define, "mode", "n", Mode);
    }

    private static void Both(BuiltIns.Define define, string name, string parameter, Figure figure)
    {
        define(name, "list: list", (call, a) => figure(call, a[0].AsList().AsSpan()));
        define(name, $"{parameter}: any, ...more: any", (call, a) => figure(call, a));
    }

    private static FeelValue Extreme(Call call, string name, ReadOnlySpan<FeelValue> items, int sign)
    {
        if (items.IsEmpty)
        {
            return call.Warn($"{name}(): the list is empty.");
        }
        var best = items[0];
        foreach (var item in items)
        {
            if (!Ordering.TryCompare(item, best, out var order))
            {
                return call.Warn($"{name}(): the items have no common order.");
            }
            best = order * sign > 0 ? item : best;
        }
        return best;
    }

    private static FeelNumber[]? Numbers(Call call, ReadOnlySpan<FeelValue> items, bool allowEmpty = false)
    {
        if (items.IsEmpty && !allowEmpty)
        {
            call.Warn("The list is empty.");
            return null;
        }
        var numbers = new FeelNumber[items.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!items[i].IsNumber)
            {
                call.Warn($"The list must hold numbers only, but one item is {Compiler.Describe(items[i])}.");
                return null;
            }
            numbers[i] = items[i].NumberBits;
        }
        return numbers;
    }

    private static bool TrySum(FeelNumber[] numbers, out FeelNumber sum)
    {
        sum = FeelNumber.Zero;
        foreach (var number in numbers)
        {
            if (!FeelNumber.TryAdd(sum, number, out sum))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Numbers, or durations of one kind.</summary>
    private static FeelValue Sum(Call call, ReadOnlySpan<FeelValue> items)
    {
        if (items.IsEmpty || items[0].IsNumber)
        {
            return Numbers(call, items) is { } numbers && TrySum(numbers, out var sum) ? sum : FeelValue.Null;
        }
        var total = items[0];
        if (total.Kind is not (FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration))
        {
            return call.Warn("sum(): the list must hold numbers or durations.");
        }
        foreach (var item in items[1..])
        {
            total = ValueArithmetic.Add(call, total, item);
        }
        return total;
    }

    private static FeelValue Product(Call call, ReadOnlySpan<FeelValue> items)
    {
        if (Numbers(call, items) is not { } numbers)
        {
            return FeelValue.Null;
        }
        var product = FeelNumber.One;
        foreach (var number in numbers)
        {
            if (!FeelNumber.TryMultiply(product, number, out product))
            {
                return call.Warn("product(): the result is beyond the range of numbers.");
            }
        }
        return product;
    }

    private static FeelValue Mean(Call call, ReadOnlySpan<FeelValue> items) =>
        Numbers(call, items) is { } numbers && TryMean(numbers, out var mean) ? mean : FeelValue.Null;

    private static bool TryMean(FeelNumber[] numbers, out FeelNumber mean)
    {
        mean = default;
        return TrySum(numbers, out var sum) && FeelNumber.TryDivide(sum, FeelNumber.From(numbers.Length), out mean);
    }

    private static FeelValue Median(Call call, ReadOnlySpan<FeelValue> items)
    {
        if (Numbers(call, items) is not { } numbers)
        {
            return FeelValue.Null;
        }
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return numbers.Length % 2 == 1 ? numbers[middle]
            : TryMean([numbers[middle - 1], numbers[middle]], out var mean) ? mean
            : FeelValue.Null;
    }

    /// <summary>Of a sample: the squares are divided by one less than the count.</summary>
    private static FeelValue StandardDeviation(Call call, ReadOnlySpan<FeelValue> items)
    {
        if (Numbers(call, items) is not { } numbers)
        {
            return FeelValue.Null;
        }
        if (numbers.Length < 2)
        {
            return call.Warn("stddev(): at least two numbers are needed.");
        }
        if (!TryMean(numbers, out var mean))
        {
            return FeelValue.Null;
        }
        var squares = new FeelNumber[numbers.Length];
        for (var i = 0; i < squares.Length; i++)
        {
            if (!FeelNumber.TryAdd(numbers[i], -mean, out var distance) || !FeelNumber.TryMultiply(distance, distance, out squares[i]))
            {
                return FeelValue.Null;
            }
        }
        return
            TrySum(squares, out var sum)
            && FeelNumber.TryDivide(sum, FeelNumber.From(numbers.Length - 1), out var variance)
            && NumberFunctions.TrySqrt(variance, out var deviation)
            ? deviation
            : FeelValue.Null;
    }

    /// <summary>All numbers that come most often, in ascending order.</summary>
    private static FeelValue Mode(Call call, ReadOnlySpan<FeelValue> items)
    {
        if (Numbers(call, items, allowEmpty: true) is not { } numbers)
        {
            return FeelValue.Null;
        }
        var groups = numbers.GroupBy(number => number).Select(group => (group.Key, Count: group.Count())).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(group => group.Count);
        return FeelList.From(groups.Where(group => group.Count == most).Select(group => group.Key).Order().Select(FeelValue.From));
    }
}
