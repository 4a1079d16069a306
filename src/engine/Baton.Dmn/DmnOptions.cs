using Baton.Feel;

namespace Baton.Dmn;

/// <summary>How a model is read. Immutable.</summary>
public sealed record DmnOptions
{
    /// <summary>The language of its expressions; that of process models when it is not said.</summary>
    public FeelDialect Dialect { get; init; } = FeelDialect.Process;

    /// <summary>Finds the models that it imports by their namespace; null where there is none.</summary>
    public Func<string, DmnModel?> Imports { get; init; } = static _ => null;

    /// <summary>The functions outside of FEEL that it may call; none when it is not said.</summary>
    public ExternalFunctions ExternalFunctions { get; init; } = ExternalFunctions.None;
}
