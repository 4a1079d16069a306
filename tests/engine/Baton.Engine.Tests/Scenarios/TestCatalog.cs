using Baton.Engine.Compilation;
using Baton.Engine.Deployments;

namespace Baton.Engine.Tests.Scenarios;

/// <summary>Definitions in memory; the last one added is the latest version.</summary>
internal sealed class TestCatalog : IDefinitionCatalog
{
    private readonly List<DeployedProcess> _processes = [];

    public List<DeployedDecision> Decisions { get; } = [];

    public List<DeployedForm> Forms { get; } = [];

    public DeployedProcess Add(ExecutableProcess process, long deploymentKey = 900_000)
    {
        var deployed = new DeployedProcess
        {
            Key = 1_000_000 + _processes.Count,
            ProcessId = process.ProcessId,
            Version = 1 + _processes.Count(each => each.ProcessId == process.ProcessId),
            ResourceName = process.ProcessId + ".bpmn",
            DeploymentKey = deploymentKey,
            Process = process,
        };
        _processes.Add(deployed);
        return deployed;
    }

    public DeployedProcess? Process(long definitionKey) => _processes.Find(each => each.Key == definitionKey);

    public DeployedProcess? LatestProcess(string processId) => _processes.FindLast(each => each.ProcessId == processId);

    public DeployedProcess? ProcessVersion(string processId, int version) =>
        _processes.Find(each => each.ProcessId == processId && each.Version == version);

    public DeployedProcess? ProcessInDeployment(string processId, long deploymentKey) =>
        _processes.Find(each => each.ProcessId == processId && each.DeploymentKey == deploymentKey);

    public DeployedProcess? ProcessWithTag(string processId, string versionTag) =>
        _processes.FindLast(each => each.ProcessId == processId && each.VersionTag == versionTag);

    public DeployedDecision? Decision(string decisionId, ResourceBinding binding) =>
        Decisions.FindLast(each => each.DecisionId == decisionId);

    public DeployedForm? Form(string formId, ResourceBinding binding) => Forms.FindLast(each => each.FormId == formId);
}

/// <summary>Keys 1, 2, 3, ...</summary>
internal sealed class CountingKeys : IKeySource
{
    private long _last;

    public long Next() => ++_last;
}
