namespace Baton.Bpmn;

/// <summary>What validation is to allow.</summary>
public sealed record ValidationOptions
{
    /// <summary>Everything that the dialect knows.</summary>
    public static readonly ValidationOptions Default = new();

    /// <summary>The kinds of <see cref="ElementKinds"/> that the engine executes; others are reported as unsupported.</summary>
    public IReadOnlySet<string> ExecutableKinds { get; init; } = ElementKinds.Dialect;
}
