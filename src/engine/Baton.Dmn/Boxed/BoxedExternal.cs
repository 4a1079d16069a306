using Baton.Feel;

namespace Baton.Dmn.Boxed;

/// <summary>A boxed definition of a function that the host provides.</summary>
internal sealed class BoxedExternal(FeelFunction function) : BoxedExpression
{
    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) => FeelValue.From(function);
}
