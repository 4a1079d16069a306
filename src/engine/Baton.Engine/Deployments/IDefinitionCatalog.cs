namespace Baton.Engine.Deployments;

/// <summary>
/// The deployed definitions, as the engine sees them. Answers must not change while one command is decided. An implementation is read by
/// many threads.
/// </summary>
public interface IDefinitionCatalog
{
    /// <summary>The process with this definition key, deleted ones included as long as instances run.</summary>
    DeployedProcess? Process(long definitionKey);

    /// <summary>The highest version that is not deleted.</summary>
    DeployedProcess? LatestProcess(string processId);

    /// <summary>One version of a process.</summary>
    DeployedProcess? ProcessVersion(string processId, int version);

    /// <summary>The version that was deployed together with the definition <paramref name="deploymentKey"/> belongs to.</summary>
    DeployedProcess? ProcessInDeployment(string processId, long deploymentKey);

    /// <summary>The newest version with this version tag.</summary>
    DeployedProcess? ProcessWithTag(string processId, string versionTag);

    /// <summary>The decision that a business rule task means; the binding says which version.</summary>
    DeployedDecision? Decision(string decisionId, ResourceBinding binding);

    /// <summary>The form that a user task means; the binding says which version.</summary>
    DeployedForm? Form(string formId, ResourceBinding binding);
}
