namespace Baton.Feel;

/// <summary>Where an expression finds its variables while it is evaluated.</summary>
public abstract class FeelScope
{
    /// <summary>The context that is the whole scope, where it is one: names are then found without a call.</summary>
    internal readonly FeelContext? Context;

    protected FeelScope() { }

    private FeelScope(FeelContext context) => Context = context;

    public static FeelScope Empty { get; } = new ContextScope(FeelContext.Empty);

    /// <summary>False when there is no variable of this name; a variable that is null is there.</summary>
    public abstract bool TryGet(string name, out FeelValue value);

    public static FeelScope Of(FeelContext context) => new ContextScope(context);

    private sealed class ContextScope(FeelContext context) : FeelScope(context)
    {
        public override bool TryGet(string name, out FeelValue value) => Context!.TryGet(name, out value);
    }
}
