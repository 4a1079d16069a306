using Baton.Feel.Lexing;

namespace Baton.Feel.Compilation;

/// <summary>A value that is known when the tree is compiled. Code whose target this is depends on nothing.</summary>
internal sealed class ConstantSource(FeelValue value)
{
    public FeelValue Value { get; } = value;

    public FeelValue Read(Evaluation run) => Value;
}

/// <summary>A variable of the scope, or the built-in function of that name where the scope has none.</summary>
internal sealed class VariableSource(string name, FeelValue builtIn, Position at)
{
    // Where the name stood in the last context; any thread may overwrite it, as it is checked before it is believed.
    private int _place;

    public FeelValue Read(Evaluation run)
    {
        var scope = run.Scope;
        if (scope.Context is { } context ? context.TryGet(name, ref _place, out var value) : scope.TryGet(name, out value))
        {
            return value;
        }
        return builtIn.IsNull ? run.Warn(at, $"There is no variable '{name}'.") : builtIn;
    }
}

/// <summary>An entry of a filter's item; what the name means outside of the filter where the item has no such entry.</summary>
internal sealed class EntrySource(string name, int slot, Code outer)
{
    private int _place;

    public FeelValue Read(Evaluation run) =>
        run.Locals[slot].Is<FeelContext>(out var item) && item.TryGet(name, ref _place, out var value) ? value : outer(run);
}
