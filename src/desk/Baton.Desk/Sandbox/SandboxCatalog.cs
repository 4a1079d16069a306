using Baton.Engine.Deployments;

namespace Baton.Desk.Sandbox;

/// <summary>
/// The definitions of a run: those of drafts, and behind them what is deployed, always in the latest version. Nothing that a run does
/// reaches the deployed ones.
/// </summary>
internal sealed class SandboxCatalog(IDefinitionCatalog deployed) : IDefinitionCatalog
{
    /// <summary>Keys of drafts, far from those that a database gives.</summary>
    private const long FirstKey = long.MaxValue - 1_000_000;

    private readonly Dictionary<long, DeployedProcess> _byKey = [];
    private readonly Dictionary<string, DeployedProcess> _processes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeployedDecision> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeployedForm> _forms = new(StringComparer.Ordinal);
    private long _lastKey = FirstKey;

    public DeployedProcess Add(Engine.Compilation.ExecutableProcess process, string resourceName)
    {
        var added = new DeployedProcess
        {
            Key = ++_lastKey,
            ProcessId = process.ProcessId,
            Version = 1,
            ResourceName = resourceName,
            DeploymentKey = FirstKey,
            Process = process,
        };
        _byKey[added.Key] = added;
        return _processes[process.ProcessId] = added;
    }

    public void Add(string decisionId, DecisionEvaluation evaluate) =>
        _decisions[decisionId] = new()
        {
            Key = ++_lastKey,
            DecisionId = decisionId,
            Version = 1,
            Evaluate = evaluate,
        };

    public DeployedForm AddForm(string formId) => _forms[formId] = new(++_lastKey, formId, 1);

    public DeployedProcess? Process(long definitionKey) => _byKey.GetValueOrDefault(definitionKey) ?? deployed.Process(definitionKey);

    public DeployedProcess? LatestProcess(string processId) => _processes.GetValueOrDefault(processId) ?? deployed.LatestProcess(processId);

    public DeployedProcess? ProcessVersion(string processId, int version) =>
        _processes.GetValueOrDefault(processId) ?? deployed.ProcessVersion(processId, version);

    public DeployedProcess? ProcessInDeployment(string processId, long deploymentKey) => LatestProcess(processId);

    public DeployedProcess? ProcessWithTag(string processId, string versionTag) =>
        _processes.GetValueOrDefault(processId) ?? deployed.ProcessWithTag(processId, versionTag);

    public DeployedDecision? Decision(string decisionId, ResourceBinding binding) =>
        _decisions.GetValueOrDefault(decisionId) ?? deployed.Decision(decisionId, Latest(binding));

    public DeployedForm? Form(string formId, ResourceBinding binding) =>
        _forms.GetValueOrDefault(formId) ?? deployed.Form(formId, Latest(binding));

    /// <summary>What was to come with the same deployment is not deployed yet: the latest stands for it.</summary>
    private static ResourceBinding Latest(ResourceBinding binding) =>
        binding.Kind == BindingKind.Deployment ? binding with { Kind = BindingKind.Latest } : binding;
}
