using Baton.Engine;
using Baton.Engine.Deployments;

namespace Baton.Runtime;

/// <summary>What happened to one root instance in a unit of work, as those who take part see it before the commit.</summary>
public sealed record EngineCommit
{
    /// <summary>The root of the tree.</summary>
    public required long RootInstanceKey { get; init; }

    /// <summary>The process instance at the root.</summary>
    public required long ProcessInstanceKey { get; init; }

    /// <summary>The caller's own name for the matter.</summary>
    public string? BusinessId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The definition of the root instance.</summary>
    public required DeployedProcess Definition { get; init; }

    /// <summary>What is open after the events. Valid inside the unit only.</summary>
    public required InstanceState State { get; init; }

    /// <summary>What happened since the last call, in order.</summary>
    public required IReadOnlyList<EngineEvent> Events { get; init; }
}

/// <summary>
/// Takes part in units of work that hold engine events: keeps rows of its own in the same transaction. Throwing takes the unit back. Called on
/// the write lane; what it commands of the engine is reported again before the commit.
/// </summary>
public interface IUnitParticipant
{
    /// <summary>Called once a root instance and round of events, inside the unit, before the commit.</summary>
    ValueTask OnCommit(UnitOfWork unit, EngineCommit commit);
}
