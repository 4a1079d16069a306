using Baton.Engine.Compilation;

namespace Baton.Engine.Deployments;

/// <summary>One version of a process that instances can be started from.</summary>
public sealed class DeployedProcess
{
    /// <summary>The definition key.</summary>
    public required long Key { get; init; }

    /// <summary>The id of the BPMN process; all versions share it.</summary>
    public required string ProcessId { get; init; }

    /// <summary>1 for the first version.</summary>
    public required int Version { get; init; }

    /// <summary>The tag that the model gives this version.</summary>
    public string? VersionTag { get; init; }

    /// <summary>The name of the resource it came in.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The deployment it came with.</summary>
    public required long DeploymentKey { get; init; }

    /// <summary>The compiled process.</summary>
    public required ExecutableProcess Process { get; init; }
}
