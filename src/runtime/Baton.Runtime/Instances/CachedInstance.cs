using Baton.Engine;
using Baton.Engine.Deployments;

namespace Baton.Runtime.Instances;

/// <summary>A root instance in memory: its state and what the runtime must know to write its next rows.</summary>
internal sealed class CachedInstance(InstanceState state)
{
    public InstanceState State { get; } = state;

    /// <summary>The sequence number of its next journal row.</summary>
    public long NextSequence { get; set; } = 1;

    /// <summary>The definition of each process instance of the tree, ended ones included.</summary>
    public Dictionary<long, DeployedProcess> Definitions { get; } = new(1);

    /// <summary>By variable, into how many pieces its value is cut in the rows; without those whose value is whole.</summary>
    public Dictionary<long, int> Pieces { get; } = [];
}
