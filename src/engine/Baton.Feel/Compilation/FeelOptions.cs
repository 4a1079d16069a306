using Baton.Feel.Types;

namespace Baton.Feel.Compilation;

/// <summary>What an expression knows when it is compiled, beyond the language itself.</summary>
internal sealed record FeelOptions
{
    public FeelDialect Dialect { get; init; }

    /// <summary>Variables that will be there; needed for names that hold operators or keywords, and to hide built-in functions.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Names of entries that may follow a point.</summary>
    public IReadOnlyCollection<string> EntryNames { get; init; } = [];

    public Func<string, FeelType?> Types { get; init; } = static _ => null;
}
