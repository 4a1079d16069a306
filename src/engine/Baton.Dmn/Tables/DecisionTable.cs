using Baton.Dmn.Boxed;
using Baton.Feel;
using Baton.Feel.Types;

namespace Baton.Dmn.Tables;

internal enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
}

internal enum Aggregation
{
    None,
    Count,
    Sum,
    Min,
    Max,
}

/// <summary>An input column; <paramref name="Allowed"/> are the tests its values must pass.</summary>
internal sealed record InputColumn(string? Id, string Label, BoxedExpression Value, FeelType Type, FeelExpression? Allowed);

/// <summary>An output column; the order of <paramref name="Values"/> is the priority of its values.</summary>
internal sealed record OutputColumn(string? Id, string Name, FeelType Type, FeelExpression? Values, BoxedExpression? Default);

/// <summary>A row: one test for each input column, one expression for each output column.</summary>
internal sealed record Rule(string? Id, int Number, FeelExpression?[] Tests, BoxedExpression[] Outputs);

/// <summary>A decision table (DMN 1.5, chapter 8).</summary>
internal sealed class DecisionTable(
    HitPolicy hitPolicy,
    Aggregation aggregation,
    IReadOnlyList<InputColumn> inputs,
    IReadOnlyList<OutputColumn> outputs,
    IReadOnlyList<Rule> rules
) : BoxedExpression
{
    private readonly OutputPriority _priority = new(outputs);

    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        var values = new FeelValue[inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var input = inputs[i];
            values[i] = input.Value.Evaluate(run.Untraced, scope);
            run.Trace?.Inputs.Add(new(input.Id, input.Label, values[i]));
            run.Trace?.Note(0, i + 1);
            if (!input.Type.TryFit(values[i], out values[i]))
            {
                return WarnAt(run, i, $"The input '{input.Label}' is not of the type {input.Type.Description}.");
            }
            if (input.Allowed is not null && !values[i].IsNull && !input.Allowed.Holds(run.Run, scope, values[i]))
            {
                return WarnAt(run, i, $"The value {values[i]} of the input '{input.Label}' is not one of the allowed values.");
            }
        }
        var hits = Hits(run, scope, values);
        foreach (var (rule, result) in hits)
        {
            run.Trace?.Rules.Add(
                new(rule.Id, rule.Number, [.. outputs.Zip(result, (column, value) => new EvaluatedOutput(column.Id, column.Name, value))])
            );
        }
        return BoxedRun.Bounded(hits.Count == 0 ? WithoutHit(run, scope) : Outcome(run, hits));
    }

    private static FeelValue WarnAt(BoxedRun run, int column, string message)
    {
        run.Warn(message);
        run.Trace?.Note(0, column + 1);
        return FeelValue.Null;
    }

    private List<(Rule Rule, FeelValue[] Outputs)> Hits(BoxedRun run, FeelScope scope, FeelValue[] values)
    {
        var hits = new List<(Rule, FeelValue[])>();
        foreach (var rule in rules)
        {
            run.Run.Step(new(1, 1));
            if (!Matches(run, scope, rule, values))
            {
                continue;
            }
            var results = new FeelValue[rule.Outputs.Length];
            for (var i = 0; i < results.Length; i++)
            {
                var value = rule.Outputs[i].Evaluate(run.Untraced, scope);
                results[i] = outputs[i].Type.TryFit(value, out var fitted)
                    ? fitted
                    : run.Warn($"The output '{outputs[i].Name}' is not of the type {outputs[i].Type.Description}.");
                run.Trace?.Note(rule.Number, inputs.Count + i + 1);
            }
            hits.Add((rule, results));
            if (hitPolicy == HitPolicy.First)
            {
                break;
            }
        }
        return hits;
    }

    private static bool Matches(BoxedRun run, FeelScope scope, Rule rule, FeelValue[] values)
    {
        var tests = rule.Tests;
        for (var i = 0; i < tests.Length; i++)
        {
            if (tests[i] is not { } test)
            {
                continue;
            }
            var holds = test.Holds(run.Run, scope, values[i]);
            run.Trace?.Note(rule.Number, i + 1);
            if (!holds)
            {
                return false;
            }
        }
        return true;
    }

    private FeelValue WithoutHit(BoxedRun run, FeelScope scope)
    {
        if (outputs.All(output => output.Default is null))
        {
            return aggregation == Aggregation.Count ? 0 : FeelValue.Null;
        }
        var defaults = outputs.Select(output => output.Default?.Evaluate(run.Untraced, scope) ?? FeelValue.Null).ToArray();
        return hitPolicy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder && aggregation == Aggregation.None
            ? FeelList.Of(Row(defaults))
            : Row(defaults);
    }

    /// <summary>One output column is its value, several are a context.</summary>
    private FeelValue Row(FeelValue[] results) =>
        outputs.Count == 1
            ? results[0]
            : FeelContext.From(outputs.Zip(results, (column, value) => KeyValuePair.Create(column.Name, value)));

    private FeelValue Outcome(BoxedRun run, List<(Rule Rule, FeelValue[] Outputs)> hits)
    {
        var rows = hits.Select(hit => Row(hit.Outputs));
        switch (hitPolicy)
        {
            case HitPolicy.Unique:
                return hits.Count == 1
                    ? rows.First()
                    : run.Warn(
                        $"The rules {string.Join(", ", hits.Select(hit => hit.Rule.Number))} match together, but the hit policy is UNIQUE."
                    );
            case HitPolicy.Any:
                return rows.Distinct().Count() == 1
                    ? rows.First()
                    : run.Warn(
                        $"The rules {string.Join(", ", hits.Select(hit => hit.Rule.Number))} match with different outputs, but the hit policy is ANY."
                    );
            case HitPolicy.First:
                return rows.First();
            case HitPolicy.Priority:
                return Row(_priority.Order(hits.Select(hit => hit.Outputs)).First());
            case HitPolicy.OutputOrder:
                return FeelList.From(_priority.Order(hits.Select(hit => hit.Outputs)).Select(Row));
            case HitPolicy.RuleOrder:
                return FeelList.From(rows);
            default:
                return Aggregates.Of(run, aggregation, FeelList.From(rows));
        }
    }
}
