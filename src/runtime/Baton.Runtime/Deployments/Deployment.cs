using Baton.Bpmn;

namespace Baton.Runtime.Deployments;

/// <summary>A file to deploy. The ending of its name says what it is: .bpmn, .dmn, .form; anything else is kept as it is.</summary>
public sealed record DeploymentResource(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What a deployment brought; a resource that is the same as its latest version is reported with that version.</summary>
public sealed record Deployment(
    long DeploymentKey,
    IReadOnlyList<ProcessVersion> Processes,
    IReadOnlyList<FormVersion> Forms,
    IReadOnlyList<ResourceVersion> Resources,
    IReadOnlyList<BpmnDiagnostic> Warnings
)
{
    public IReadOnlyList<DecisionVersion> Decisions { get; init; } = [];

    public IReadOnlyList<DecisionRequirementsVersion> DecisionRequirements { get; init; } = [];
}

/// <summary>A version of a process.</summary>
public sealed record ProcessVersion(long ProcessDefinitionKey, string ProcessId, int Version, string ResourceName);

/// <summary>A version of a form.</summary>
public sealed record FormVersion(long FormKey, string FormId, int Version, string ResourceName);

/// <summary>A version of a resource that the engine only keeps.</summary>
public sealed record ResourceVersion(long ResourceKey, string ResourceId, int Version, string ResourceName);

/// <summary>A version of a decision.</summary>
public sealed record DecisionVersion(
    long DecisionKey,
    string DecisionId,
    string Name,
    int Version,
    string DecisionRequirementsId,
    long DecisionRequirementsKey
);

/// <summary>A version of a decision requirements graph.</summary>
public sealed record DecisionRequirementsVersion(
    long DecisionRequirementsKey,
    string DecisionRequirementsId,
    string Name,
    int Version,
    string ResourceName
);
