using Baton.Feel;

namespace Baton.Runtime.Instances;

/// <summary>Which process to start, and with what. Either a definition key or a process id is given.</summary>
public sealed record CreateInstanceRequest
{
    /// <summary>The exact version by its key.</summary>
    public long? ProcessDefinitionKey { get; init; }

    /// <summary>The process by its id.</summary>
    public string? ProcessId { get; init; }

    /// <summary>The version of <see cref="ProcessId"/>; null is the latest.</summary>
    public int? Version { get; init; }

    /// <summary>Elements at which the instance begins instead of at its start event.</summary>
    public IReadOnlyList<string> StartBefore { get; init; } = [];

    /// <summary>Elements after which the whole instance is cut off.</summary>
    public IReadOnlyList<string> TerminateAfter { get; init; } = [];

    /// <summary>The variables of the root scope.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>The caller's own name for the matter, up to 256 characters.</summary>
    public string? BusinessId { get; init; }

    /// <summary>Up to ten tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>An instance that was started.</summary>
public sealed record CreatedInstance(
    long ProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessId,
    int Version,
    string? BusinessId,
    IReadOnlyList<string> Tags
);
