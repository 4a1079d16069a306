namespace Baton.Runtime.Search;

/// <summary>A deployed resource: a version of a process, a decision, a DMN file, a form or another file.</summary>
public sealed record ResourceRow(long ResourceKey, string ResourceId, int Version, string? VersionTag, string ResourceName);

/// <summary>A version of a process, a DMN file or a form that was deployed.</summary>
/// <param name="Key">The key of the process definition, the decision requirements or the form.</param>
/// <param name="Id">The id that its versions share.</param>
/// <param name="Name">The name people see; null where the file gives none, and for forms.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="VersionTag">What its author called the version; null for nothing.</param>
/// <param name="ResourceName">The file it came in.</param>
/// <param name="DeploymentKey">The deployment that brought it.</param>
/// <param name="DeployedAt">When that was.</param>
/// <param name="IsLatest">Whether it is the one that is used now.</param>
public sealed record DeployedVersionRow(
    long Key,
    string Id,
    string? Name,
    int Version,
    string? VersionTag,
    string ResourceName,
    long DeploymentKey,
    DateTimeOffset DeployedAt,
    bool IsLatest
);
