namespace Baton.Feel;

/// <summary>Where an expression finds its variables while it is evaluated.</summary>
public abstract class FeelScope
{
    /// <summary>The context that is the whole scope, where it is one: names are then found without a call.</summary>
    internal readonly FeelContext? Context;

    /// <summary>A scope that answers by itself.</summary>
    protected FeelScope() { }

    private FeelScope(FeelContext context) => Context = context;

    /// <summary>No variables.</summary>
    public static FeelScope Empty { get; } = new ContextScope(FeelContext.Empty);

    /// <summary>False when there is no variable of this name; a variable that is null is there.</summary>
    public abstract bool TryGet(string name, out FeelValue value);

    /// <summary>The entries of a context as variables.</summary>
    public static FeelScope Of(FeelContext context) => new ContextScope(context);

    private sealed class ContextScope(FeelContext context) : FeelScope(context)
    {
        public override bool TryGet(string name, out FeelValue value) => Context!.TryGet(name, out value);
    }
}
