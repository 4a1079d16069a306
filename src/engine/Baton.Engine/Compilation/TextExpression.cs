using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>A text of a model that stands for itself or, with a leading <c>=</c>, is a FEEL expression.</summary>
internal sealed class TextExpression
{
    private TextExpression(string source, FeelValue literal, FeelExpression? expression)
    {
        Source = source;
        Literal = literal;
        Expression = expression;
    }

    /// <summary>The text as the model has it, for messages.</summary>
    public string Source { get; }

    public FeelValue Literal { get; }

    public FeelExpression? Expression { get; }

    public static TextExpression Static(string text) => new(text, FeelValue.From(text), null);

    public static TextExpression Dynamic(string source, FeelExpression expression) => new(source, FeelValue.Null, expression);
}
