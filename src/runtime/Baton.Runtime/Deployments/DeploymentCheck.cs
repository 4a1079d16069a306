namespace Baton.Runtime.Deployments;

/// <summary>Something that a deployment says of a file.</summary>
/// <param name="IsError">True where the file is refused.</param>
/// <param name="Code">Stable; for BPMN those of docs/bpmn-diagnostics.md.</param>
/// <param name="ElementId">The element that it is about; null where none can be named.</param>
/// <param name="Line">From 1; 0 where there is none.</param>
/// <param name="Column">From 1; 0 where there is none.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DeploymentFinding(bool IsError, string Code, string? ElementId, int Line, int Column, string Message);

/// <summary>Says what a deployment would say, without deploying.</summary>
public static class DeploymentCheck
{
    /// <summary>All findings of a file in the order in which they were found; it can be deployed at this instant when none is an error.</summary>
    public static IReadOnlyList<DeploymentFinding> Of(DeploymentResource resource, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var parsed = new ParsedDeployment(now);
        parsed.Read(resource);
        return parsed.Findings;
    }
}
