namespace Baton.Feel;

/// <summary>Where an expression finds its variables while it is evaluated.</summary>
public abstract class FeelScope
{
    /// <summary>No variables.</summary>
    public static FeelScope Empty { get; } = new ContextScope(FeelContext.Empty);

    /// <summary>False when there is no variable of this name; a variable that is null is there.</summary>
    public abstract bool TryGet(string name, out FeelValue value);

    /// <summary>The entries of a context as variables.</summary>
    public static FeelScope Of(FeelContext context) => new ContextScope(context);

    private sealed class ContextScope(FeelContext context) : FeelScope
    {
        public override bool TryGet(string name, out FeelValue value) => context.TryGet(name, out value);
    }
}
