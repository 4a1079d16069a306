namespace Baton.Runtime.Search;

/// <summary>How many instances of a process are active in any version, without and with an open incident.</summary>
/// <param name="ProcessDefinitionId">The id of the process.</param>
/// <param name="LatestName">The name in the latest version; null where it has none.</param>
/// <param name="HasMultipleVersions">Whether the process was deployed in several versions.</param>
/// <param name="WithoutIncident">Active instances that nothing stops.</param>
/// <param name="WithIncident">Active instances with an open incident in their tree.</param>
public sealed record ActiveByProcessRow(
    string ProcessDefinitionId,
    string? LatestName,
    bool HasMultipleVersions,
    long WithoutIncident,
    long WithIncident
);

/// <summary>How many instances of one version of a process are active, without and with an open incident.</summary>
public sealed record ActiveByVersionRow(
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    string? ProcessDefinitionName,
    int ProcessDefinitionVersion,
    long WithoutIncident,
    long WithIncident
);

/// <summary>How many message subscriptions of a definition are open, and how many instances have them.</summary>
public sealed record SubscriptionsByDefinitionRow(
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    long Instances,
    long Subscriptions
);
