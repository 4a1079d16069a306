using Baton.Dmn.Requirements;
using Baton.Feel;
using Baton.Feel.Compilation;

namespace Baton.Dmn.Boxed;

/// <summary>The evaluation a boxed expression takes part in, and where a decision table notes what it matched.</summary>
internal readonly record struct BoxedRun(Evaluation Run, DecisionTrace? Trace)
{
    /// <summary>For inner expressions: what their tables match is not the decision's own match.</summary>
    public BoxedRun Untraced => this with { Trace = null };

    /// <summary>Lets a new structure pass only when it is not too large.</summary>
    public static FeelValue Bounded(FeelValue value) => Evaluation.Bounded(new(1, 1), value);

    public FeelValue Warn(string message) => Run.Warn(new(1, 1), message);
}

/// <summary>The logic of a decision in one of DMN's boxed forms (DMN 1.5, section 10.2).</summary>
internal abstract class BoxedExpression
{
    public abstract FeelValue Evaluate(BoxedRun run, FeelScope scope);
}

/// <summary>Text in FEEL.</summary>
internal sealed class BoxedLiteral(FeelExpression expression) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) => expression.Run(run.Run, scope);
}

/// <summary>A logic that cannot be evaluated, and why; the reader has reported it.</summary>
internal sealed class BoxedProblem(string message) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) => run.Warn(message);
}

/// <summary>An expression deep inside of others: the stack may not suffice for those inside of it.</summary>
internal sealed class BoxedDeep(BoxedExpression inner) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        Evaluation.EnsureStack(new(1, 1));
        return inner.Evaluate(run, scope);
    }
}

/// <summary>An expression whose value must be of a declared type.</summary>
internal sealed class BoxedTyped(BoxedExpression inner, Feel.Types.FeelType type) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) =>
        type.TryFit(inner.Evaluate(run, scope), out var fitted)
            ? fitted
            : run.Warn($"The value is not of the declared type {type.Description}.");
}
