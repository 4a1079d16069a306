using Baton.Feel;

namespace Baton.Dmn.Boxed;

/// <summary>A boxed filter: the items of a list for which the match holds; an item's entries are visible by name.</summary>
internal sealed class BoxedFilter(BoxedExpression source, BoxedExpression match) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        var items = Items.Of(source.Evaluate(run.Untraced, scope));
        var kept = new List<FeelValue>();
        foreach (var item in items)
        {
            run.Run.Step(new(1, 1));
            var inner = new LayeredScope(scope);
            inner.Bind("item", item);
            if (item.Kind == FeelKind.Context)
            {
                foreach (var (name, value) in item.AsContext().Entries)
                {
                    inner.Bind(name, value);
                }
            }
            var holds = match.Evaluate(run.Untraced, inner);
            if (holds.Kind == FeelKind.Number)
            {
                return AtIndex(run, items, holds.AsNumber());
            }
            if (holds.Kind is not (FeelKind.Boolean or FeelKind.Null))
            {
                return run.Warn("The match of a filter must yield true or false.");
            }
            if (holds.Kind == FeelKind.Boolean && holds.AsBoolean())
            {
                kept.Add(item);
            }
        }
        return FeelList.From(kept);
    }

    private static FeelValue AtIndex(BoxedRun run, FeelList items, FeelNumber index) =>
        index.TryToInt64(out var at) && at != 0 && Math.Abs(at) <= items.Count
            ? items[(int)(at > 0 ? at - 1 : items.Count + at)]
            : run.Warn($"The list has no item at {index}.");
}

/// <summary>A boxed <c>for</c>.</summary>
internal sealed class BoxedFor(string variable, BoxedExpression source, BoxedExpression body) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        if (Items.ToIterate(run, source.Evaluate(run.Untraced, scope)) is not { } items)
        {
            return FeelValue.Null;
        }
        var results = new List<FeelValue>();
        foreach (var item in items)
        {
            run.Run.Step(new(1, 1));
            results.Add(body.Evaluate(run.Untraced, new IterationScope(run, scope, variable, item, results)));
        }
        return BoxedRun.Bounded(FeelList.From(results));
    }
}

/// <summary>What the body of a boxed <c>for</c> sees: its item and, where it asks for them, the results so far.</summary>
internal sealed class IterationScope(BoxedRun run, FeelScope outer, string variable, FeelValue item, List<FeelValue> results) : FeelScope
{
    public const string Partial = "partial";

    public override bool TryGet(string name, out FeelValue value)
    {
        if (string.Equals(name, variable, StringComparison.Ordinal))
        {
            value = item;
            return true;
        }
        if (string.Equals(name, Partial, StringComparison.Ordinal))
        {
            run.Run.Step(new(1, 1), results.Count);
            value = FeelList.From(results);
            return true;
        }
        return outer.TryGet(name, out value);
    }
}

/// <summary>A boxed <c>some</c> or <c>every</c>.</summary>
internal sealed class BoxedQuantified(bool isEvery, string variable, BoxedExpression source, BoxedExpression condition) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        if (Items.ToIterate(run, source.Evaluate(run.Untraced, scope)) is not { } items)
        {
            return FeelValue.Null;
        }
        var unknown = false;
        foreach (var item in items)
        {
            run.Run.Step(new(1, 1));
            var inner = new LayeredScope(scope);
            inner.Bind(variable, item);
            var holds = condition.Evaluate(run.Untraced, inner);
            if (holds.Kind == FeelKind.Boolean && holds.AsBoolean() != isEvery)
            {
                return !isEvery;
            }
            unknown |= holds.Kind != FeelKind.Boolean;
        }
        return unknown ? FeelValue.Null : isEvery;
    }
}

/// <summary>What a boxed iteration runs over.</summary>
internal static class Items
{
    private static readonly FeelExpression Enumerated = FeelExpression.Compile("for item in items return item", FeelDialect.Standard);

    public static FeelList Of(FeelValue value) =>
        value.Kind switch
        {
            FeelKind.List => value.AsList(),
            FeelKind.Null => FeelList.Empty,
            _ => FeelList.Of(value),
        };

    /// <summary>The items of a list or range, or null when there is nothing to iterate over.</summary>
    public static FeelList? ToIterate(BoxedRun run, FeelValue source)
    {
        if (source.Kind is FeelKind.List)
        {
            return source.AsList();
        }
        var listed = Enumerated.Run(run.Run, FeelScope.Of(FeelContext.Of(("items", source))));
        return listed.Kind == FeelKind.List ? listed.AsList() : null;
    }
}
