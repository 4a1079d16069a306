namespace Baton.Engine.Migration;

/// <summary>
/// Lets a running process instance go on by another definition. What is active keeps its keys, variables, jobs, tasks and incidents as they
/// are; only where it stands in the model changes. Called process instances are not migrated with it.
/// </summary>
/// <param name="ProcessInstanceKey">The process instance; one that a call activity started is addressed by its own key.</param>
/// <param name="TargetDefinitionKey">The definition to go on by.</param>
/// <param name="Mappings">
/// Where everything active stands in the target. Catch events beside it may be mapped too: they go on waiting as they are. Those that are not
/// mapped are closed, and what waits in the target without being mapped is opened anew.
/// </param>
public sealed record MigrateInstance(long ProcessInstanceKey, long TargetDefinitionKey, IReadOnlyList<ElementMapping> Mappings)
    : EngineCommand;

/// <summary>An element, or a sequence flow with a waiting token, and what takes its place.</summary>
/// <param name="SourceElementId">The id in the definition that the instance runs.</param>
/// <param name="TargetElementId">The id in the target.</param>
public sealed record ElementMapping(string SourceElementId, string TargetElementId);
