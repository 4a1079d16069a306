using Baton.Feel.Compilation;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>Lists: DMN 1.5, section 10.3.4.4, but for those that compute a figure.</summary>
internal static class ListFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("list contains", "list: list, element: any", (call, a) => IndexOf(call, a[0].AsList(), a[1]) >= 0);
        define("count", "list: list", (_, a) => a[0].AsList().Count);
        define("all", "list: list", (_, a) => All(a[0].AsList().AsSpan()));
        define("all", "b: any, ...more: any", (_, a) => All(a));
        define("any", "list: list", (_, a) => Any(a[0].AsList().AsSpan()));
        define("any", "b: any, ...more: any", (_, a) => Any(a));
        define("sublist", "list: list, start position: number, length: number?", Sublist);
        define("append", "list: list, ...item: any", (call, a) => call.Bounded(FeelList.Of([.. a[0].AsList().AsSpan(), .. a[1..]])));
        define("concatenate", "...list: list", Concatenate);
        define("insert before", "list: list, position: number, newItem: any", InsertBefore);
        define("remove", "list: list, position: number", Remove);
        define("list replace", "list: list, position: number, newItem: any", ReplaceAt);
        define("list replace", "list: list, match: function, newItem: any", ReplaceMatching);
        define("reverse", "list: list", Reverse);
        define("index of", "list: list, match: any", IndexesOf);
        define("union", "...list: list", (call, a) => Distinct(call, Concatenate(call, a).AsList()));
        define("distinct values", "list: list", (call, a) => Distinct(call, a[0].AsList()));
        define("flatten", "list: list", Flatten);
        define("sort", "list: list, precedes: function?", Sort);
    }

    private static int IndexOf(Call call, FeelList list, FeelValue element)
    {
        call.Step(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (Equality.Same(list[i], element))
            {
                return i;
            }
        }
        return -1;
    }

    private static FeelValue All(ReadOnlySpan<FeelValue> items)
    {
        var unknown = false;
        foreach (var item in items)
        {
            if (item.IsFalse)
            {
                return false;
            }
            unknown |= !item.IsTrue;
        }
        return unknown ? FeelValue.Null : FeelValue.True;
    }

    private static FeelValue Any(ReadOnlySpan<FeelValue> items)
    {
        var unknown = false;
        foreach (var item in items)
        {
            if (item.IsTrue)
            {
                return true;
            }
            unknown |= !item.IsFalse;
        }
        return unknown ? FeelValue.Null : FeelValue.False;
    }

    private static FeelValue Sublist(Call call, ReadOnlySpan<FeelValue> a)
    {
        var list = a[0].AsList();
        if (Place(call, "sublist", list, a[1].NumberBits) is not { } start)
        {
            return FeelValue.Null;
        }
        long length = list.Count - start;
        if (!a[2].IsNull && (!a[2].NumberBits.TryToInt64(out length) || length < 0 || length > list.Count - start))
        {
            return call.Warn($"sublist(): from there the list has {list.Count - start} items.");
        }
        return FeelList.Of(list.AsSpan().Slice(start, (int)length));
    }

    /// <summary>The index from 0 of a position from 1, or of one from the end below 0.</summary>
    private static int? Place(Call call, string function, FeelList list, FeelNumber position)
    {
        if (position.TryToInt64(out var at))
        {
            var place = at < 0 ? list.Count + at : at - 1;
            if (at != 0 && place >= 0 && place < list.Count)
            {
                return (int)place;
            }
        }
        call.Warn($"{function}(): the list has {list.Count} items, so it has no position {position}.");
        return null;
    }

    private static FeelValue Concatenate(Call call, ReadOnlySpan<FeelValue> a)
    {
        var items = new List<FeelValue>();
        foreach (var list in a)
        {
            items.AddRange(list.AsList().AsSpan());
            call.Step(list.AsList().Count);
        }
        return call.Bounded(FeelList.From(items));
    }

    private static FeelValue InsertBefore(Call call, ReadOnlySpan<FeelValue> a)
    {
        var list = a[0].AsList();
        var isBehindLast = a[1].NumberBits.Equals(FeelNumber.From(list.Count + 1));
        if (isBehindLast)
        {
            return call.Bounded(FeelList.Of([.. list.AsSpan(), a[2]]));
        }
        return Place(call, "insert before", list, a[1].NumberBits) is { } place
            ? call.Bounded(FeelList.Of([.. list.AsSpan()[..place], a[2], .. list.AsSpan()[place..]]))
            : FeelValue.Null;
    }

    private static FeelValue Remove(Call call, ReadOnlySpan<FeelValue> a)
    {
        var list = a[0].AsList();
        return Place(call, "remove", list, a[1].NumberBits) is { } place
            ? FeelList.Of([.. list.AsSpan()[..place], .. list.AsSpan()[(place + 1)..]])
            : FeelValue.Null;
    }

    private static FeelValue ReplaceAt(Call call, ReadOnlySpan<FeelValue> a)
    {
        var list = a[0].AsList();
        if (Place(call, "list replace", list, a[1].NumberBits.Round(0, RoundingMode.Down)) is not { } place)
        {
            return FeelValue.Null;
        }
        var items = list.AsSpan().ToArray();
        items[place] = a[2];
        return call.Bounded(FeelList.Adopt(items));
    }

    private static FeelValue ReplaceMatching(Call call, ReadOnlySpan<FeelValue> a)
    {
        var (items, match) = (a[0].AsList().AsSpan().ToArray(), a[1].AsFunction());
        if (match.Parameters.Count != 2)
        {
            return call.Warn("list replace(): the match must be a function of two parameters, the item and the new item.");
        }
        for (var i = 0; i < items.Length; i++)
        {
            var holds = call.Invoke(match, items[i], a[2]);
            if (!holds.IsBoolean)
            {
                return call.Warn("list replace(): the match must yield true or false.");
            }
            items[i] = holds.IsTrue ? a[2] : items[i];
        }
        return call.Bounded(FeelList.Adopt(items));
    }

    private static FeelValue Reverse(Call call, ReadOnlySpan<FeelValue> a)
    {
        var items = a[0].AsList().AsSpan().ToArray();
        Array.Reverse(items);
        return FeelList.Adopt(items);
    }

    private static FeelValue IndexesOf(Call call, ReadOnlySpan<FeelValue> a)
    {
        var list = a[0].AsList();
        var indexes = new List<FeelValue>();
        call.Step(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (Equality.Same(list[i], a[1]))
            {
                indexes.Add(i + 1);
            }
        }
        return FeelList.From(indexes);
    }

    private static FeelValue Distinct(Call call, FeelList list)
    {
        call.Step(list.Count);
        var seen = new HashSet<FeelValue>();
        return FeelList.From(list.Where(seen.Add));
    }

    private static FeelValue Flatten(Call call, ReadOnlySpan<FeelValue> a)
    {
        var flat = new List<FeelValue>();
        Flatten(call, a[0].AsList(), flat);
        return call.Bounded(FeelList.From(flat));
    }

    private static void Flatten(Call call, FeelList list, List<FeelValue> flat)
    {
        Evaluation.EnsureStack(call.At);
        call.Step(list.Count);
        foreach (var item in list)
        {
            if (item.Is<FeelList>(out var inner))
            {
                Flatten(call, inner, flat);
            }
            else
            {
                flat.Add(item);
            }
        }
    }

    /// <summary>A merge sort: stable, and safe with a function that orders nothing sensibly.</summary>
    private static FeelValue Sort(Call call, ReadOnlySpan<FeelValue> a)
    {
        var items = a[0].AsList().AsSpan().ToArray();
        if (a[1].IsNull)
        {
            var ordered = true;
            var sorted = items.Order(
                Comparer<FeelValue>.Create(
                    (left, right) =>
                    {
                        ordered &= Ordering.TryCompare(left, right, out var order);
                        return order;
                    }
                )
            );
            var list = FeelList.From(sorted);
            return ordered
                ? list
                : call.Warn("sort(): the items have no common order; give a function that says which of two comes first.");
        }
        var precedes = a[1].AsFunction();
        if (precedes.Parameters.Count != 2)
        {
            return call.Warn("sort(): the function must have two parameters.");
        }
        MergeSort(call, items, new FeelValue[items.Length], precedes);
        return FeelList.Adopt(items);
    }

    private static void MergeSort(Call call, Span<FeelValue> items, Span<FeelValue> buffer, FeelFunction precedes)
    {
        if (items.Length < 2)
        {
            return;
        }
        var middle = items.Length / 2;
        MergeSort(call, items[..middle], buffer[..middle], precedes);
        MergeSort(call, items[middle..], buffer[middle..], precedes);
        items.CopyTo(buffer);
        var (left, right) = (0, middle);
        for (var i = 0; i < items.Length; i++)
        {
            var takesRight = left == middle || (right < items.Length && call.Invoke(precedes, buffer[right], buffer[left]).IsTrue);
            items[i] = takesRight ? buffer[right++] : buffer[left++];
        }
    }
}
