using Baton.Feel.Types;

namespace Baton.Feel;

/// <summary>What an expression knows when it is compiled, beyond the language itself. Immutable.</summary>
public sealed record FeelOptions
{
    /// <summary>The language; that of process models when it is not said.</summary>
    public FeelDialect Dialect { get; init; } = FeelDialect.Process;

    /// <summary>
    /// Variables that will be in scope. Needed only for names that hold operators or keywords, such as <c>profit-loss</c>, and for
    /// variables that hide a built-in function.
    /// </summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>The external functions that the expression may call; none when it is not said.</summary>
    public ExternalFunctions ExternalFunctions { get; init; } = ExternalFunctions.None;

    /// <summary>Names of entries that may follow a point.</summary>
    internal IReadOnlyCollection<string> EntryNames { get; init; } = [];

    internal Func<string, FeelType?> Types { get; init; } = static _ => null;
}
