using Baton.Feel;

namespace Baton.Engine.Instances;

/// <summary>Starts a root instance. Decided on a fresh <see cref="InstanceState"/>; the new instance's key becomes its root key.</summary>
/// <param name="DefinitionKey">The version to start.</param>
/// <param name="Variables">Written to the root scope before the start event.</param>
public sealed record CreateInstance(long DefinitionKey, FeelContext Variables) : EngineCommand
{
    /// <summary>The caller's own name for the matter, up to 256 characters.</summary>
    public string? BusinessId { get; init; }

    /// <summary>Up to ten tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The start event that fired, or the event behind a gateway that starts instances; null starts at the none start event. Its output mappings read
    /// <see cref="Variables"/>; without mappings they go to the root scope.
    /// </summary>
    public string? StartElementId { get; init; }

    /// <summary>Elements at which the instance begins instead of at a start event; scopes around them are entered.</summary>
    public IReadOnlyList<string> StartBefore { get; init; } = [];

    /// <summary>The whole instance is cut off as soon as one of these elements has completed or was cut off.</summary>
    public IReadOnlyList<string> TerminateAfter { get; init; } = [];
}
