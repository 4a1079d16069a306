using Baton.Feel;

namespace Baton.Dmn.Boxed;

/// <summary>A boxed context: each entry sees those before it; an entry without a name is the result.</summary>
internal sealed class BoxedContext(IReadOnlyList<(string? Name, BoxedExpression Value)> entries) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        var inner = new LayeredScope(scope);
        var context = new FeelContext.Builder();
        foreach (var (name, expression) in entries)
        {
            var value = expression.Evaluate(run.Untraced, inner);
            if (name is null)
            {
                return value;
            }
            inner.Bind(name, value);
            context.Set(name, value);
        }
        return BoxedRun.Bounded(context.Build());
    }
}

internal sealed class BoxedList(IReadOnlyList<BoxedExpression> items) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) =>
        BoxedRun.Bounded(FeelList.From(items.Select(item => item.Evaluate(run.Untraced, scope))));
}

/// <summary>A table of rows, each a context of the columns.</summary>
internal sealed class BoxedRelation(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<BoxedExpression>> rows) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) =>
        BoxedRun.Bounded(
            FeelList.From(
                rows.Select(row =>
                    FeelValue.From(
                        FeelContext.From(
                            columns.Zip(row, (column, cell) => KeyValuePair.Create(column, cell.Evaluate(run.Untraced, scope)))
                        )
                    )
                )
            )
        );
}

internal sealed class BoxedConditional(BoxedExpression condition, BoxedExpression then, BoxedExpression otherwise) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        var holds = condition.Evaluate(run.Untraced, scope);
        if (holds.Kind is not (FeelKind.Boolean or FeelKind.Null))
        {
            return run.Warn("The condition must be true or false.");
        }
        return (holds.Kind == FeelKind.Boolean && holds.AsBoolean() ? then : otherwise).Evaluate(run.Untraced, scope);
    }
}
