using Baton.Feel.Lexing;
using Baton.Feel.Parsing;
using Baton.Feel.Values;

namespace Baton.Feel.Compilation;

/// <summary>Lists, contexts, ranges, paths and filters.</summary>
internal sealed partial class Compiler
{
    private Code List(ListNode node, Bindings? scope)
    {
        var items = node.Items.Select(item => Compile(item, scope)).ToArray();
        var at = node.At;
        Code code = run =>
        {
            var values = new FeelValue[items.Length];
            for (var i = 0; i < items.Length; i++)
            {
                values[i] = items[i](run);
            }
            return Evaluation.Bounded(at, FeelList.Adopt(values));
        };
        return Folded(code, items);
    }

    /// <summary>Each entry sees those before it.</summary>
    private Code Context(ContextNode node, Bindings? scope)
    {
        var entries = new (string Name, Code Value, int Slot)[node.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (name, value) = node.Entries[i];
            var code = Compile(value, scope);
            scope = Bind(name, scope);
            entries[i] = (name, code, scope.Slot);
        }
        var at = node.At;
        return run =>
        {
            var context = new FeelContext.Builder(entries.Length);
            foreach (var (name, code, slot) in entries)
            {
                var value = code(run);
                run.Locals[slot] = value;
                context.Set(name, value);
            }
            return Evaluation.Bounded(at, context.Build());
        };
    }

    private static readonly Code Nothing = Constant(FeelValue.Null);

    private Code Range(RangeNode node, Bindings? scope)
    {
        var start = node.Start is null ? null : Compile(node.Start, scope);
        var end = node.End is null ? null : Compile(node.End, scope);
        var at = node.At;
        Code code = run =>
            RangeOf(
                new Call(run, at),
                start?.Invoke(run) ?? default,
                node.StartIncluded,
                end?.Invoke(run) ?? default,
                node.EndIncluded,
                node.Form
            );
        return Folded(code, start ?? Nothing, end ?? Nothing);
    }

    internal static FeelValue RangeOf(Call call, FeelValue start, bool startIncluded, FeelValue end, bool endIncluded, RangeForm form)
    {
        if (!start.IsNull && !end.IsNull && !Ordering.TryCompare(start, end, out _))
        {
            return call.Warn($"A range cannot run from a value {Describe(start)} to one {Describe(end)}.");
        }
        return FeelValue.From(new FeelRange(start, startIncluded, end, endIncluded) { Form = form });
    }

    private Code Path(PathNode node, Bindings? scope)
    {
        var (source, name, at) = (Compile(node.Source, scope), node.Name, node.At);
        var place = 0;
        return run =>
        {
            var value = source(run);
            return value.Is<FeelContext>(out var context) && context.TryGet(name, ref place, out var entry)
                ? entry
                : Properties.Get(new Call(run, at), value, name);
        };
    }

    private Code Filter(FilterNode node, Bindings? scope)
    {
        var source = Compile(node.Source, scope);
        var at = node.At;
        if (node.Condition is LiteralNode { Value.IsNumber: true } or NegationNode { Operand: LiteralNode { Value.IsNumber: true } })
        {
            var index = Compile(node.Condition, null);
            return run => ItemAt(new Call(run, at), AsList(source(run)), index(run).NumberBits);
        }
        var item = Bind("item", scope);
        var entries = new Bindings(item, null, item.Slot);
        var condition = Compile(node.Condition, entries);
        return run => FilterBy(run, source(run), item.Slot, condition, at);
    }

    private static FeelValue FilterBy(Evaluation run, FeelValue source, int slot, Code condition, Position at)
    {
        var list = AsList(source);
        List<FeelValue>? kept = null;
        for (var i = 0; i < list.Count; i++)
        {
            run.Step(at);
            run.Locals[slot] = list[i];
            var holds = condition(run);
            if (holds.IsNumber)
            {
                return ItemAt(new Call(run, at), list, holds.NumberBits);
            }
            if (holds.IsTrue)
            {
                (kept ??= []).Add(list[i]);
            }
            else if (!holds.IsBoolean && !holds.IsNull)
            {
                return run.Warn(at, $"A filter must yield true, false or a number, but this one is {Describe(holds)}.");
            }
        }
        return kept is null ? FeelList.Empty : FeelList.From(kept);
    }

    private static FeelValue ItemAt(Call call, FeelList list, FeelNumber index)
    {
        if (!index.TryToInt64(out var at))
        {
            return call.Warn($"The index {index} is not a whole number.");
        }
        var place = at < 0 ? list.Count + at : at - 1;
        return at != 0 && place >= 0 && place < list.Count
            ? list[(int)place]
            : call.Warn($"The list has {list.Count} items, so there is none at {at}; the first is at 1, the last at -1.");
    }

    /// <summary>A single value stands for the list of it; null for the empty list.</summary>
    internal static FeelList AsList(FeelValue value) =>
        value.Is<FeelList>(out var list) ? list
        : value.IsNull ? FeelList.Empty
        : FeelList.Of(value);
}
